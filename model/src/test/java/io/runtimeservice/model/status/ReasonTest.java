package io.runtimeservice.model.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {

  /** Words that are not simply the constant's name in CamelCase. */
  private static final Map<Reason, String> SPELT_OTHERWISE = Map.of(Reason.OOM_KILLED, "OOMKilled");

  @ParameterizedTest
  @EnumSource
  void a_word_is_the_constant_s_name_in_camel_case(Reason reason) {
    assertThat(reason).hasToString(SPELT_OTHERWISE.getOrDefault(reason, camelCase(reason.name())));
  }

  @Test
  void no_two_reasons_share_a_word_or_a_sentence() {
    assertThat(Arrays.stream(Reason.values()).map(Reason::toString)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(Reason.values()).map(Reason::sentence)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void a_sentence_begins_large_ends_with_a_full_stop_and_leaves_room(Reason reason) {
    assertThat(reason.sentence())
        .matches("[A-Z].*[^.]\\.")
        .doesNotContain("  ", "\n")
        .hasSizeLessThan(Condition.MESSAGE_CHARACTERS_MAX / 2);
  }

  @ParameterizedTest
  @EnumSource
  void what_happens_next_is_a_sentence(Reason reason) {
    assertThat(reason.nextAction()).matches("[A-Z].*[^.]\\.").doesNotContain("  ", "\n");
  }

  /** Whoever is waited for is told what to do, and not that it goes on by itself. */
  @ParameterizedTest
  @EnumSource
  void who_is_waited_for_is_told_what_to_do(Reason reason) {
    switch (reason.waitingOn()) {
      case YOU, DNS, OPERATOR ->
          assertThat(reason.nextAction())
              .isNotIn("The service goes on by itself.", "Nothing has to be done.");
      case NOBODY -> assertThat(reason.nextAction()).isEqualTo("Nothing has to be done.");
      case FLY, RUNTIME -> assertThat(reason.nextAction()).isNotEqualTo("Nothing has to be done.");
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothing_more_is_tried_exactly_where_nobody_is_waited_for(Reason reason) {
    assertThat(reason.retryClass() == RetryClass.NEVER)
        .isEqualTo(reason.waitingOn() == WaitingOn.NOBODY);
  }

  @ParameterizedTest
  @EnumSource
  void what_waits_for_you_or_for_dns_is_not_tried_in_haste(Reason reason) {
    switch (reason.waitingOn()) {
      case YOU -> assertThat(reason.retryClass()).isEqualTo(RetryClass.PERSON);
      case DNS -> assertThat(reason.retryClass()).isEqualTo(RetryClass.DNS);
      case OPERATOR -> assertThat(reason.retryClass()).isIn(RetryClass.PERSON, RetryClass.BACKOFF);
      case FLY -> assertThat(reason.retryClass()).isNotEqualTo(RetryClass.NEVER);
      case NOBODY, RUNTIME -> assertThat(reason.retryClass()).isNotNull();
    }
  }

  @Test
  void every_condition_but_the_derived_ones_can_be_explained() {
    var explained = Arrays.stream(Reason.values()).map(Reason::about).collect(Collectors.toSet());
    assertThat(explained).containsExactlyInAnyOrder(ConditionType.values());
  }

  private static String camelCase(String constant) {
    return Arrays.stream(constant.split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
