package io.runtimeservice.adapters.fly;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.Done;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineConfig;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes back, or does not, each call ends in time and says what is known. */
class FlyHttpClientFaultsTest {

  private static final FlyAppName APP = new FlyAppName("app");
  private static final MachineId MACHINE = new MachineId("148e21ea7e46e8");
  private static final MachineCall.ListAll READ = new MachineCall.ListAll(APP);
  private static final MachineCall.Create WRITE =
      new MachineCall.Create(
          APP,
          "m0",
          "iad",
          new MachineConfig(Values.tree().put("image", "x").build(), Map.of()),
          true,
          Optional.empty());

  /** So short that a silence is not waited for in vain, and enough to connect on a busy machine. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final RawFly fly = new RawFly("fm2_token");

  @AfterEach
  void close() {
    fly.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "<html>502</html>",
        "[",
        "{}",
        "42",
        "[1]",
        "[{}]",
        "{\"a\":",
        "\u0000"
      })
  void an_answer_that_makes_no_sense_is_unknown_and_never_empty(String body) {
    fly.answers(200, body);

    assertThat(fly.refused(READ, RawFly.DEADLINE)).isInstanceOf(Failure.Unavailable.class);
    assertThat(fly.refused(WRITE, RawFly.DEADLINE)).isInstanceOf(Failure.OutcomeUnknown.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "404 page not found",
        "[]",
        "{\"error\": 1}",
        "{\"error\": null}",
        "{\"error\": \" \"}",
        "{\"message\": \"\"}"
      })
  void a_refusal_without_words_is_classified_by_its_status(String body) {
    fly.answers(401, body);
    assertThat(fly.refused(READ, RawFly.DEADLINE)).isInstanceOf(Failure.Unauthenticated.class);
    fly.answers(429, body);
    assertThat(fly.refused(WRITE, RawFly.DEADLINE)).isInstanceOf(Failure.Throttled.class);
    fly.answers(408, body);
    assertThat(fly.refused(WRITE, RawFly.DEADLINE)).isInstanceOf(Failure.OutcomeUnknown.class);
    fly.answers(500, body);
    assertThat(fly.refused(WRITE, RawFly.DEADLINE))
        .isInstanceOf(Failure.OutcomeUnknown.class)
        .satisfies(it -> assertThat(it.evidence().requestId()).contains(RawFly.REQUEST_ID));
  }

  @Test
  void what_fly_says_is_shown_cut_and_plain() {
    fly.answers(400, "{\"error\": \"a\\u001b[2J\\n%s\"}".formatted("x".repeat(1_000_000)));

    assertThat(fly.refused(WRITE, RawFly.DEADLINE).evidence().text())
        .startsWith("a\ufffd[2J\ufffdxxx")
        .hasSizeLessThan(300);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | 404 page not found",
        "404 | <html>404 Not Found</html>",
        "404 | ''",
        "403 | <html>blocked</html>",
        "403 | ''",
      })
  void nothing_is_gone_or_somebody_elses_because_a_stranger_answers(int status, String body) {
    fly.answers(status, body);

    assertThat(fly.refused(new AppCall.Get(APP), RawFly.DEADLINE))
        .isInstanceOf(Failure.Unavailable.class)
        .satisfies(it -> assertThat(it.evidence().text()).isEqualTo("HTTP " + status));
    assertThat(fly.refused(new AppCall.Delete(APP), RawFly.DEADLINE))
        .isInstanceOf(Failure.OutcomeUnknown.class);
  }

  @Test
  void an_answer_that_never_comes_ends_at_the_deadline() {
    fly.answers(_ -> {});

    assertThat(fly.refused(READ, SHORT)).isInstanceOf(Failure.Unavailable.class);
    assertThat(fly.refused(WRITE, SHORT)).isInstanceOf(Failure.OutcomeUnknown.class);
  }

  @Test
  void an_answer_that_drips_ends_at_the_deadline() {
    fly.answers(request -> request.response().setChunked(true).write("[").onComplete(_ -> {}));

    assertThat(fly.refused(READ, SHORT))
        .isInstanceOf(Failure.Unavailable.class)
        .satisfies(it -> assertThat(it.evidence().text()).contains("did not end in time"));
  }

  @Test
  void a_connection_that_breaks_says_nothing_of_what_happened() {
    fly.answers(request -> request.connection().close());

    assertThat(fly.refused(READ, RawFly.DEADLINE)).isInstanceOf(Failure.Unavailable.class);
    assertThat(fly.refused(WRITE, RawFly.DEADLINE)).isInstanceOf(Failure.OutcomeUnknown.class);
    assertThat(fly.requests()).as("nothing is sent twice").hasSize(2);
  }

  @Test
  void of_an_answer_that_breaks_off_what_came_is_not_lost() {
    fly.answers(request -> tear(request, 200));
    assertThat(fly.refused(READ, RawFly.DEADLINE))
        .isInstanceOf(Failure.Unavailable.class)
        .satisfies(it -> assertThat(it.evidence().requestId()).contains(RawFly.REQUEST_ID))
        .satisfies(it -> assertThat(it.evidence().text()).contains("broke off"));
    assertThat(fly.refused(WRITE, RawFly.DEADLINE))
        .isInstanceOf(Failure.OutcomeUnknown.class)
        .satisfies(it -> assertThat(it.evidence().requestId()).contains(RawFly.REQUEST_ID));

    fly.answers(request -> tear(request, 429));
    assertThat(fly.refused(WRITE, RawFly.DEADLINE)).isInstanceOf(Failure.Throttled.class);
  }

  /** Promises more than comes. */
  private static void tear(HttpServerRequest request, int status) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("fly-request-id", RawFly.REQUEST_ID)
        .putHeader("content-length", "100")
        .write("[{")
        .onComplete(_ -> request.connection().close());
  }

  @Test
  void without_a_connection_nothing_has_happened() {
    assertThat(fly.refusedByNobody(WRITE)).isInstanceOf(Failure.Unavailable.class);
  }

  @Test
  void an_answer_past_its_size_is_cut_off() {
    var megabyte = Buffer.buffer(new byte[1024 * 1024]);
    fly.answers(request -> {
      var response = request.response().setChunked(true);
      for (int i = 0; i < 40; i++) {
        response.write(megabyte);
      }
      response.end();
    });

    assertThat(fly.refused(READ, Duration.ofSeconds(20)))
        .isInstanceOf(Failure.Unavailable.class)
        .satisfies(it -> assertThat(it.evidence().text()).contains("too large"));
  }

  @Test
  void fields_that_nobody_knows_do_no_harm_and_neither_do_both_forms_of_one() {
    fly.answers(
        200,
        """
        [{"id": "148e21ea7e46e8", "name": "m0", "region": "iad", "state": "dreaming",
          "version": "01A", "colour": "blue", "host_status": "ok",
          "config": {"image": "x", "services": [{"autostop": true}]},
          "checks": null, "events": [{"type": "exit", "request":
             {"MonitorEvent": {"exit_event": {"exit_code": 3, "oom_killed": true}}}}]}]
        """);

    var machine = fly.done(READ).getFirst();

    assertThat(machine.state()).isEqualTo(MachineState.UNKNOWN);
    assertThat(machine.version()).isEqualTo("01A");
    assertThat(machine.health().checks()).isEmpty();
    assertThat(machine.health().lastExit())
        .hasValueSatisfying(exit -> {
          assertThat(exit.code()).isEqualTo(3);
          assertThat(exit.outOfMemory()).isTrue();
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Regions\": [{\"code\": \"iad\"}], \"Nearest\": \"iad\"}",
        "{\"regions\": [{\"code\": \"iad\"}], \"nearest\": \"iad\"}"
      })
  void regions_are_read_in_both_spellings(String body) {
    fly.answers(200, body);

    assertThat(fly.done(new FleetCall.Regions())).containsExactly("iad");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\": \"success\", \"data\": {\"owner\": \"a\", \"expires_at\": 1708569778}}",
        "{\"owner\": \"a\", \"expires_at\": 1708569778}"
      })
  void a_lease_is_read_in_its_envelope_and_without(String body) {
    fly.answers(200, body);

    assertThat(fly.done(new MachineCall.GetLease(APP, MACHINE)).expiresAt().getEpochSecond())
        .isEqualTo(1708569778);
  }

  @Test
  void machines_that_are_waited_for_hold_up_no_other_call() {
    var wait =
        new MachineCall.Wait(APP, MACHINE, "v", MachineState.STARTED, Duration.ofSeconds(30));
    fly.answers(request -> {
      if (request.uri().endsWith("/machines")) {
        request.response().end("[]");
      }
    });
    for (int i = 0; i < MachineCall.Wait.AT_ONCE_MAX; i++) {
      fly.starts(wait);
    }

    assertThat(fly.done(READ)).isEmpty();
  }

  @Test
  void the_id_of_a_call_is_no_longer_than_ids_are() {
    fly.answers(
        request -> request.response().putHeader("fly-request-id", "x".repeat(5000)).end("[]"));

    assertThat(fly.answer(READ).requestId().orElseThrow()).hasSizeLessThan(100);
  }

  @Test
  void names_are_escaped_in_paths() {
    fly.answers(204, "");

    assertThat(fly.done(new CertificateCall.Remove(APP, "*.example.com"))).isEqualTo(Done.DONE);
    assertThat(fly.requests()).containsExactly("DELETE /v1/apps/app/certificates/%2A.example.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fm2_a | FlyV1 fm2_a",
        "FlyV1 fm2_a,fm1r_b | FlyV1 fm2_a,fm1r_b",
        "Bearer fm2_a | FlyV1 fm2_a",
        "fo1_user | Bearer fo1_user",
        "fo1_user,fm2_a | FlyV1 fm2_a",
        "bearer fo1_user | Bearer fo1_user",
        "'fm2_a\nfm2_b' | FlyV1 fm2_a,fm2_b",
      })
  void a_token_is_sent_by_flyctls_rule(String file, String header) {
    try (var other = new RawFly(file + "\n")) {
      other.answers(404, "{\"error\": \"app not found\"}");
      other.refused(new AppCall.Get(APP), RawFly.DEADLINE);

      assertThat(other.authorizations()).containsExactly(header);
    }
  }
}
