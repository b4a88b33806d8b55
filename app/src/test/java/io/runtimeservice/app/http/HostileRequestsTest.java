package io.runtimeservice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.fixture.LogTap;
import io.runtimeservice.app.fixture.RawHttp;
import io.runtimeservice.app.fixture.Reply;
import io.runtimeservice.app.fixture.Samples;
import io.runtimeservice.app.fixture.SmallService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is sent is answered, in the words of the API or of HTTP; it shows nothing of what is
 * inside, writes nothing into the log, and the next request is answered as ever.
 */
class HostileRequestsTest {

  private static final SmallService SERVICE = new SmallService();

  private final LogTap log = new LogTap();

  @BeforeAll
  static void start() {
    SERVICE.app("checkout");
    SERVICE.environment("checkout", "pr-1", Samples.preview(Samples.SPEC));
  }

  @AfterAll
  static void end() {
    SERVICE.close();
  }

  @AfterEach
  void hear_no_more() {
    log.close();
  }

  static Stream<Arguments> badIds() {
    String one = "/v1/environments/";
    return Stream.of(
        Arguments.of(one + "checkout%2Fpr-1/plan", "appId"),
        Arguments.of(one + "checkout%2fpr-1/pr-1", "appId"),
        Arguments.of(one + "%2e%2e%2f%2e%2e/pr-1", "appId"),
        Arguments.of(one + "..%2F..%2Fetc%2Fpasswd/pr-1", "appId"),
        Arguments.of(one + "checkout/..%5C..%5Cpr-1", "environmentId"),
        Arguments.of(one + "checkout/%00", "environmentId"),
        Arguments.of(one + "checkout/pr-1%00", "environmentId"),
        Arguments.of(one + "checkout/\0", "environmentId"),
        Arguments.of(one + "checkout/pr-1%0D%0AX-Forged:%20yes", "environmentId"),
        Arguments.of(one + "checkout/pr-1%0a", "environmentId"),
        Arguments.of(one + "checkout/%1B%5B2J", "environmentId"),
        Arguments.of(one + "checkout/pr%201", "environmentId"),
        Arguments.of(one + "checkout/pr+1", "environmentId"),
        Arguments.of(one + "checkout/PR-1", "environmentId"),
        Arguments.of(one + "checkout/%C3%A9", "environmentId"),
        Arguments.of(one + "checkout/%EF%BC%91", "environmentId"),
        Arguments.of(one + "checkout/p\u00c3\u00a9", "environmentId"),
        Arguments.of(one + "checkout/%FF%FE", "environmentId"),
        Arguments.of(one + "checkout/%25%32%65", "environmentId"),
        Arguments.of(one + "checkout/-pr-1", "environmentId"),
        Arguments.of(one + "checkout/pr-1;v=1", "environmentId"),
        Arguments.of(one + "checkout/pr-1#plan", "environmentId"),
        Arguments.of(one + "APP%23checkout/pr-1", "appId"),
        Arguments.of(one + "a".repeat(41) + "/pr-1", "appId"),
        Arguments.of(one + "a".repeat(8000) + "/pr-1", "appId"),
        Arguments.of(one + "checkout/" + "a".repeat(41) + "/explain", "environmentId"));
  }

  /** Java's own client asks so by default, and loses the answer now and then. */
  @Test
  void an_upgrade_to_http_2_is_not_gone_into() {
    var reply =
        RawHttp.send(
            SERVICE.port(),
            String.join(
                "\r\n",
                "GET /livez HTTP/1.1",
                "Connection: Upgrade, HTTP2-Settings",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQAAP__"));
    assertThat(reply).isEqualTo(new Reply(200, "", "ok\n"));
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void an_id_that_is_none_is_refused_by_its_name(String target, String field) {
    var reply = RawHttp.get(SERVICE.port(), target);
    assertThat(reply.problem(400))
        .isEqualTo(field + ": expected ^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$");
    assertHarmless(reply);
  }

  static Stream<Arguments> strangeTargets() {
    return Stream.of(
        Arguments.of("/", 404),
        Arguments.of("/v1", 404),
        Arguments.of("/V1/environments", 404),
        Arguments.of("/v1/environments;x=1", 404),
        Arguments.of("/v1/environments/checkout", 404),
        Arguments.of("/v1/environments/checkout/pr-1/secrets", 404),
        Arguments.of("/v1/environments/checkout/pr-1/plan/x", 404),
        Arguments.of("/v1/environments/../../etc/passwd", 404),
        Arguments.of("/v1/environments/%2e%2e/%2e%2e/etc/passwd", 404),
        Arguments.of("/../../../../etc/passwd", 404),
        Arguments.of("/favicon.ico", 404),
        Arguments.of("/.git/config", 404),
        Arguments.of("/%E2%80%AE", 404),
        Arguments.of("*", 404),
        Arguments.of("v1/environments", 404));
  }

  @ParameterizedTest
  @MethodSource("strangeTargets")
  void a_target_that_is_no_page_of_ours_is_answered_with_a_problem(String target, int status) {
    var reply = RawHttp.get(SERVICE.port(), target);
    assertThat(reply.problem(status)).isNotEmpty();
    assertHarmless(reply);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/environments/%zz/pr-1",
        "/v1/environments/checkout/%",
        "/v1/environments/checkout/%1",
        "/%c0%ae%zz",
        "/livez%",
        "/v1/environments?limit=%zz",
        "/v1/environments?limit=%",
        "/v1/environments?%",
        "/v1/environments?cursor=%E0%zz"
      })
  void an_escape_that_is_none_is_the_caller_s_fault(String target) {
    var reply = RawHttp.get(SERVICE.port(), target);
    assertThat(reply.problem(400)).isEqualTo("path or query: expected each % to begin an escape");
    assertHarmless(reply);
  }

  static Stream<Arguments> noRequests() {
    return Stream.of(
        Arguments.of("GET /" + "a".repeat(9000) + " HTTP/1.1", 414),
        Arguments.of("GET /v1/environments?cursor=" + "a".repeat(9000) + " HTTP/1.1", 414),
        Arguments.of("GET /livez HTTP/9.9", 501),
        Arguments.of("GET /v1/environments/checkout/pr 1 HTTP/1.1", 400),
        Arguments.of("GET /livez HTTP/1.1\r\nX: " + "a".repeat(20_000), 431),
        Arguments.of("GARBAGE", 400),
        Arguments.of("\0\u0001\u0002", 400),
        Arguments.of("\u0016\u0003\u0001\u0002\0\u0001\0", 400));
  }

  @ParameterizedTest
  @MethodSource("noRequests")
  void what_is_no_request_is_refused_by_http(String line, int status) {
    var reply = RawHttp.send(SERVICE.port(), line);
    assertThat(reply.status()).isEqualTo(status);
    assertHarmless(reply);
  }

  @ParameterizedTest
  @MethodSource("writing")
  void nothing_can_be_changed(String method) {
    var reply = RawHttp.send(SERVICE.port(), method + " /v1/environments/checkout/pr-1 HTTP/1.1");
    assertThat(reply.problem(404)).isNotEmpty();
    assertHarmless(reply);
  }

  static Stream<String> writing() {
    return Stream.of("POST", "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "BREW");
  }

  /** RFC 3986, section 6.2.2: these all name one page. */
  @ParameterizedTest
  @MethodSource("otherNames")
  void a_page_is_found_by_its_other_names(String target) {
    assertThat(RawHttp.get(SERVICE.port(), target).page())
        .isEqualTo(SERVICE.get("/v1/environments/checkout/pr-1").page());
  }

  static Stream<String> otherNames() {
    return Stream.of(
        "/v1/environments/checkout/pr-1/",
        "//v1//environments//checkout//pr-1",
        "/v1/environments/checkout/./pr-1",
        "/v1/environments/checkout/x/../pr-1",
        "/%761/environments/checkout/pr%2D1",
        "http://elsewhere.example/v1/environments/checkout/pr-1",
        "/v1/environments/checkout/pr-1?appId=other&unknown=%00");
  }

  @Test
  void an_environment_may_be_called_as_a_page_is() {
    assertThat(SERVICE.get("/v1/environments/checkout/plan").problem(404))
        .isEqualTo("there is no environment checkout/plan");
    assertThat(SERVICE.get("/v1/environments/plan/explain/history").page().text("appId"))
        .contains("plan");
  }

  private void assertHarmless(Reply reply) {
    assertThat(reply.body())
        .doesNotContain("Exception", "\tat ", "java.", "netty", "passwd", "Forged", "\u001b");
    assertThat(log.complaints()).isEmpty();
    assertThat(SERVICE.get("/livez").status()).isEqualTo(200);
  }
}
