package io.runtimeservice.model.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Readings;
import io.runtimeservice.model.id.EnvironmentKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkCodecTest {

  private static final EnvironmentKey KEY = EnvironmentKey.of("checkout", "pr-128");
  private static final String BODY =
      json("{'v': 1, 'appId': 'checkout', 'environmentId': 'pr-128'}");
  private static final String ID = "^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$";

  /** A message that is refused, and all that is said of it. */
  record Refused(String body, List<String> complaints) {
    static Refused of(String body, String... complaints) {
      return new Refused(json(body), List.of(complaints));
    }
  }

  static Stream<Refused> refused() {
    return Stream.of(
        Refused.of("", "body: expected one JSON object"),
        Refused.of("checkout/pr-128", "body: expected one JSON object"),
        Refused.of("[]", "body: expected one JSON object"),
        Refused.of("'text'", "body: expected one JSON object"),
        Refused.of("{'v': 1, 'appId': 'a', 'environmentId': 'b'", "body: expected one JSON object"),
        Refused.of(
            "{'v': 1, 'appId': 'a', 'appId': 'b', 'environmentId': 'c'}",
            "body: expected one JSON object"),
        Refused.of(
            "{'v': 1e99999999999, 'appId': 'a', 'environmentId': 'b'}",
            "body: expected one JSON object"),
        Refused.of(
            "{'v': 1, 'appId': 'a', 'environmentId': 'b'} {}", "body: expected one JSON object"),
        Refused.of(
            "{}",
            "v: expected the version 1; it is missing",
            "appId: expected " + ID + "; it is missing",
            "environmentId: expected " + ID + "; it is missing"),
        Refused.of("{'v': 2, 'appId': 'a', 'environmentId': 'b'}", "v: expected the number 1"),
        Refused.of("{'v': 0, 'appId': 'a', 'environmentId': 'b'}", "v: expected the number 1"),
        Refused.of(
            "{'v': 1e999999999, 'appId': 'a', 'environmentId': 'b'}", "v: expected the number 1"),
        Refused.of(
            "{'v': '1', 'appId': 'a', 'environmentId': 'b'}",
            "v: expected the number 1; found a string"),
        Refused.of("{'v': 1, 'appId': 'A', 'environmentId': 'b'}", "appId: expected " + ID),
        Refused.of("{'v': 1, 'appId': '../x', 'environmentId': 'b'}", "appId: expected " + ID),
        Refused.of(
            "{'v': 1, 'appId': 'a', 'environmentId': 'b\\n'}", "environmentId: expected " + ID),
        Refused.of(
            "{'v': 1, 'appId': null, 'environmentId': 7}",
            "appId: expected " + ID + "; found null",
            "environmentId: expected " + ID + "; found a number"),
        Refused.of(
            "{'v': 1, 'appId': 'a', 'environmentId': 'b', 'generation': 3}",
            "generation: unknown field; expected one of appId, environmentId, v"),
        Refused.of(
            "{'v': 1, 'appId': 'a', 'environmentId': 'b', 'callerRepositoryId': 3}",
            "callerRepositoryId: unknown field; expected one of appId, environmentId, v"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_body_that_is_no_mark_is_refused(Refused refused) {
    assertThat(Readings.complaints(MarkCodec.read(refused.body, Map.of())))
        .isEqualTo(refused.complaints);
  }

  @Test
  void a_body_says_which_environment_to_look_at() {
    assertThat(read(Map.of())).isEqualTo(new Mark(KEY, Optional.empty(), Optional.empty()));
  }

  @Test
  void a_body_has_a_limit_in_bytes() {
    String longest = BODY + " ".repeat(MarkCodec.BODY_BYTES_MAX - BODY.length());
    assertThat(Readings.complaints(MarkCodec.read(longest, Map.of()))).isEmpty();
    assertThat(Readings.complaints(MarkCodec.read(longest + " ", Map.of())))
        .containsExactly("body: expected at most 1024 bytes");
    assertThat(Readings.complaints(MarkCodec.read("é".repeat(513), Map.of())))
        .containsExactly("body: expected at most 1024 bytes");
  }

  @Test
  void what_is_sent_is_what_is_read() {
    for (MarkSource source : MarkSource.values()) {
      var mark = Mark.of(EnvironmentKey.of("a".repeat(40), "b".repeat(40)), source);
      assertThat(mark.body()).hasSizeLessThan(MarkCodec.BODY_BYTES_MAX);
      assertThat(
              Readings.read(
                  MarkCodec.read(mark.body(), Map.of(MarkCodec.SOURCE, source.toString()))))
          .isEqualTo(mark);
    }
    assertThat(Mark.of(KEY, MarkSource.MANAGER).body())
        .isEqualTo(json("{'v':1,'appId':'checkout','environmentId':'pr-128'}"));
  }

  @ParameterizedTest
  @CsvSource({"manager, MANAGER", "github, GITHUB", "sweep, SWEEP", "operator, OPERATOR"})
  void a_mark_says_who_asks(String word, MarkSource source) {
    assertThat(read(Map.of("source", word)).source()).contains(source);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Manager", "GITHUB", "admin", "manager "})
  void an_unknown_source_is_refused(String word) {
    assertThat(Readings.complaints(MarkCodec.read(BODY, Map.of("source", word))))
        .containsExactly("source: expected one of manager, github, sweep, operator");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "1, 1",
        "123456789, 123456789",
        "\"123456789\", 123456789",
        "999999999999999999, 999999999999999999"
      })
  void a_claim_is_json_text_with_or_without_quotes(String claim, long id) {
    assertThat(read(Map.of("callerRepositoryId", claim)).caller().map(Caller::repositoryId))
        .contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"\"",
        "\"",
        "null",
        "[1]",
        "{}",
        "1.5",
        "1e3",
        "-1",
        "+1",
        " 1",
        "1 ",
        "0x1",
        "\"1",
        "1\"",
        "\"\"1\"\"",
        "'1'",
        "1,2",
        "\"1,2\"",
        "1000000000000000000",
        "٣",
        "octo/checkout"
      })
  void a_claim_that_is_no_id_is_refused(String claim) {
    assertThat(Readings.complaints(MarkCodec.read(BODY, Map.of("callerRepositoryId", claim))))
        .containsExactly(
            "callerRepositoryId: expected GitHub's id of a repository, a whole number");
  }

  @Test
  void all_that_a_token_claims_is_read() {
    var attributes =
        Map.of(
            "source", "github",
            "callerRepositoryId", "\"1001\"",
            "callerOwnerId", "\"42\"",
            "callerEvent", "\"pull_request\"",
            "callerRef", "\"refs/pull/128/merge\"",
            "callerRunId", "\"77\"");
    assertThat(read(attributes))
        .isEqualTo(
            new Mark(
                KEY,
                Optional.of(MarkSource.GITHUB),
                Optional.of(new Caller(1001, Optional.of(42L), Optional.of("pull_request")))));
    assertThat(read(read(attributes).attributes())).isEqualTo(read(attributes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"callerOwnerId", "callerRunId"})
  void who_claims_anything_says_which_repository_it_is(String name) {
    assertThat(Readings.complaints(MarkCodec.read(BODY, Map.of(name, "1"))))
        .containsExactly("callerRepositoryId: expected with the other claims; it is missing");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "callerOwnerId, acme, `GitHub's id of an owner, a whole number`",
        "callerRunId, `\"\"`, `GitHub's id of a run, a whole number`",
        "callerEvent, `\"Pull Request\"`, the name of an event of GitHub's",
        "callerEvent, `\"push\\u0000\"`, the name of an event of GitHub's",
        "callerEvent, `[\"push\"]`, the name of an event of GitHub's",
        "callerRef, main, a ref of git's",
        "callerRef, `\"refs/heads/\\u001b[31m\"`, a ref of git's",
        "callerRef, `\"refs/heads/main`, a ref of git's"
      })
  void a_claim_that_github_would_not_make_is_refused(String name, String claim, String form) {
    assertThat(
            Readings.complaints(
                MarkCodec.read(BODY, Map.of("callerRepositoryId", "1", name, claim))))
        .containsExactly(name + ": expected " + form);
  }

  @Test
  void a_ref_has_a_limit() {
    String longest = "refs/heads/" + "b".repeat(Claims.REF_CHARACTERS_MAX - 11);
    assertThat(
            Readings.complaints(
                MarkCodec.read(BODY, Map.of("callerRepositoryId", "1", "callerRef", longest))))
        .isEmpty();
    assertThat(
            Readings.complaints(
                MarkCodec.read(
                    BODY, Map.of("callerRepositoryId", "1", "callerRef", longest + "b"))))
        .containsExactly("callerRef: expected a ref of git's");
  }

  @Test
  void attributes_that_decide_nothing_are_not_looked_at() {
    var attributes =
        Map.of(
            "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "AWSTraceHeader", "x");
    assertThat(read(attributes)).isEqualTo(new Mark(KEY, Optional.empty(), Optional.empty()));
  }

  private static Mark read(Map<String, String> attributes) {
    return Readings.read(MarkCodec.read(BODY, attributes));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
