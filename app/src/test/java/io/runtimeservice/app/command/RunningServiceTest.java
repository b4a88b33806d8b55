package io.runtimeservice.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.command.Terminal.Outcome;
import io.runtimeservice.app.fixture.OtherServer;
import io.runtimeservice.app.fixture.Samples;
import io.runtimeservice.app.fixture.SmallService;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a command finds the service, and what it says if that is not there. */
class RunningServiceTest {

  private static final String[] COMMANDS = {
    "plan checkout/pr-1", "explain checkout/pr-1", "history checkout/pr-1", "drift", "orphans"
  };

  private static Outcome ask(String url, String command) {
    return new Terminal(Map.of("RUNTIME_URL", url)).type(command.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:1",
        "http://no-such-host.invalid",
        "localhost:8080",
        "ftp://localhost",
        "http://local host",
        "nonsense",
        "http://localhost:99999999"
      })
  void where_no_service_is_a_command_fails_and_says_where_it_looked(String url) {
    for (String command : COMMANDS) {
      assertThat(ask(url, command))
          .isEqualTo(
              new Outcome(
                  1,
                  "",
                  "no service answers at " + url + " (set RUNTIME_URL if it is elsewhere)\n"));
    }
  }

  @Test
  void unless_it_is_told_otherwise_it_looks_on_this_machine() {
    assertThat(RunningService.url(Map.of())).isEqualTo("http://localhost:8080");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "//"})
  void a_slash_at_the_end_of_the_address_says_nothing(String end) {
    try (var service = new SmallService()) {
      service.environment("checkout", "pr-1", Samples.preview("{}"));
      assertThat(ask(service.url() + end, "explain checkout/pr-1").code()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>hello</html>",
        "",
        "[]",
        "{}",
        "{\"status\": \"ok\"}",
        "{\"appId\": 1, \"last\": null, \"orphans\": \"none\"}"
      })
  void something_else_that_answers_is_not_taken_for_the_service(String body) {
    try (var other = new OtherServer(200, body)) {
      for (String command : COMMANDS) {
        assertThat(ask(other.url(), command))
            .isEqualTo(
                new Outcome(
                    1,
                    "",
                    "what answers at %s is not this service (set RUNTIME_URL if it is elsewhere)\n"
                        .formatted(other.url())));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 302, 401, 404, 502})
  void an_answer_that_is_no_page_is_told_by_its_number(int status) {
    try (var other = new OtherServer(status, "")) {
      assertThat(ask(other.url(), "plan checkout/pr-1"))
          .isEqualTo(new Outcome(1, "", "the service answered with HTTP " + status + "\n"));
    }
  }
}
