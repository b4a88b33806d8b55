package io.runtimeservice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.fixture.Reply;
import io.runtimeservice.app.fixture.Samples;
import io.runtimeservice.app.fixture.SmallService;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the list may be asked with; what is wrong is refused by the name of its parameter. */
class ListParametersTest {

  private static final SmallService SERVICE = new SmallService();

  @BeforeAll
  static void start() {
    for (String app : new String[] {"shop", "zoo"}) {
      for (int i = 0; i < 3; i++) {
        SERVICE.environment(app, "pr-" + i, Samples.preview("{}"));
      }
    }
  }

  @AfterAll
  static void end() {
    SERVICE.close();
  }

  private static Reply list(String parameter, String value) {
    return SERVICE.get(
        "/v1/environments?" + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
  }

  private static void isRefused(String parameter, String value, String expected) {
    var reply = list(parameter, value);
    assertThat(reply.problem(400)).isEqualTo(parameter + ": expected " + expected);
    assertThat(reply.tree().fields()).containsOnlyKeys("status", "title", "detail");
    assertThat(reply.tree().whole("status")).contains(400L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "1001",
        "-1",
        "+1",
        "1.5",
        "1e2",
        " 1",
        "1 ",
        "0x1",
        "ten",
        "\uFF11",
        "٣",
        "100000",
        "99999999999999999999",
        "null",
        "\0"
      })
  void a_limit_is_a_whole_number_from_1_to_1000(String limit) {
    isRefused("limit", limit, "a whole number from 1 to 1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0001", "100", "1000"})
  void a_limit_within_its_bounds_is_taken(String limit) {
    assertThat(list("limit", limit).page().items("environments")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Shop", "shop/pr-1", "-shop", "shop-", "..", "a.b", "sh\0p", "é", "APP#shop"})
  void an_app_is_an_id(String app) {
    isRefused("appId", app, "^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$");
  }

  @Test
  void an_app_s_id_is_not_longer_than_forty_characters() {
    assertThat(list("appId", "a".repeat(40)).page().items("environments")).isEmpty();
    isRefused("appId", "a".repeat(41), "^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ready", "READY", "Ready ", "Unknown", "Ready,Blocked"})
  void a_state_is_a_word_of_the_closed_list(String state) {
    isRefused(
        "state",
        state,
        "one of [Pending, Progressing, Ready, Degraded, Blocked, Terminating, Deleted]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pending",
        "Progressing",
        "Ready",
        "Degraded",
        "Blocked",
        "Terminating",
        "Deleted"
      })
  void every_state_may_be_asked_for(String state) {
    assertThat(list("state", state).page().fields()).containsKey("environments");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "!", "====", "c2hvcA", "\0", "c2hvcC9wci0x\n", "Li4vLi4"})
  void a_cursor_is_the_next_of_an_earlier_answer(String cursor) {
    isRefused("cursor", cursor, "the next of an earlier answer");
  }

  @Test
  void a_cursor_is_not_longer_than_any_that_is_given_out() {
    isRefused(
        "cursor", "a".repeat(StatusApi.CURSOR_CHARACTERS_MAX + 1), "the next of an earlier answer");
  }

  @Test
  void a_cursor_is_of_the_list_that_it_was_given_with() {
    String next =
        SERVICE.get("/v1/environments?appId=shop&limit=1").page().text("next").orElseThrow();
    assertThat(
            SERVICE.get("/v1/environments?appId=shop&cursor=" + next).page().items("environments"))
        .hasSize(2);
    assertThat(SERVICE.get("/v1/environments?appId=zoo&cursor=" + next).problem(400))
        .isEqualTo("cursor: expected the next of an earlier answer");
  }

  /** They go into a URL as they are. */
  @Test
  void a_cursor_needs_no_escapes() {
    String next = SERVICE.get("/v1/environments?limit=1").page().text("next").orElseThrow();
    assertThat(next).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"appId", "state", "limit", "cursor"})
  void what_was_given_is_not_repeated(String parameter) {
    assertThat(list(parameter, "hunter2 <script>").body()).doesNotContain("hunter2", "script");
  }
}
