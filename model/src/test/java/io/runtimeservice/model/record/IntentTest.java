package io.runtimeservice.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntentTest {

  @ParameterizedTest
  @EnumSource
  void an_intent_is_known_again_by_its_text(Intent.Kind kind) {
    for (String target : new String[] {"", "m0", "shared_v4", "shop.example.com", "a:b", ":"}) {
      var intent = new Intent(kind, target);
      assertThat(Intent.parse(intent.toString())).contains(intent);
    }
  }

  @Test
  void its_text_is_its_kind_and_its_target() {
    assertThat(new Intent(Intent.Kind.MACHINE, "m0")).hasToString("machine:m0");
    assertThat(new Intent(Intent.Kind.APP, "")).hasToString("app:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "app", ":", ":m0", "machines:m0", "MACHINE:m0", " app:"})
  void what_is_no_intent_is_not_read(String text) {
    assertThat(Intent.parse(text)).isEmpty();
  }

  @Test
  void intents_are_in_the_order_of_their_texts() {
    assertThat(
            Stream.of("secrets:", "machine:m1", "app:", "machine:m0")
                .map(text -> Intent.parse(text).orElseThrow())
                .sorted())
        .map(Intent::toString)
        .containsExactly("app:", "machine:m0", "machine:m1", "secrets:");
  }
}
