package io.runtimeservice.reconciler.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.telemetry.Label;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.fixture.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CensusTest {

  private static final EnvironmentKey KEY = EnvironmentKey.of("checkout", "main");

  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

  private static final String READY =
      """
      {"generation": 3, "status": {"state": "Ready", "observedGeneration": 3, "readyGeneration": 3}}
      """;

  private static final String CRASHES =
      """
      {"generation": 3, "status": {"state": "Blocked", "observedGeneration": 3, "waitingOn": "you",
        "observedAt": "2026-11-24T09:00:00Z", "conditions": [
          {"type": "MachinesRunning", "status": "False", "reason": "CrashLoop",
           "lastTransitionTime": "2026-11-24T09:00:00Z"},
          {"type": "Ready", "status": "False", "reason": "CrashLoop",
           "lastTransitionTime": "2026-11-24T09:00:00Z"}]}}
      """;

  private static final String STALLED =
      """
      "conditions": [
        {"type": "Stalled", "status": "True", "reason": "ProgressDeadlineExceeded",
         "lastTransitionTime": "2026-11-24T09:00:00Z"},
      """;

  private final Census census = new Census();
  private final Tally tally = new Tally();

  private static Value.Tree tree(String json) {
    try {
      return (Value.Tree) Json.read(json);
    } catch (Json.MalformedJsonException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /** One that is made and desired to run. */
  private static Standing standing(boolean atRest, boolean production, boolean served) {
    return new Standing(
        KEY,
        atRest,
        production,
        Optional.empty(),
        true,
        false,
        true,
        served,
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static Standing withCertificates(Instant... ends) {
    return new Standing(
        KEY,
        true,
        false,
        Optional.empty(),
        true,
        false,
        true,
        true,
        List.of(),
        List.of(ends),
        Optional.empty());
  }

  private double ending(String within) {
    return tally.stands(Metric.CERTIFICATES_EXPIRING, within);
  }

  private double waiting(String on, String reason) {
    return tally.stands(Metric.ENVIRONMENTS_WAITING, on, reason);
  }

  @Test
  void each_state_is_counted_and_one_that_nobody_is_in_is_zero() {
    census.note(tree(READY), standing(true, false, true), NOW);
    census.note(tree(READY), standing(true, true, true), NOW);
    census.note(tree(CRASHES), standing(false, false, false), NOW);
    census.note(tree("{\"generation\": 1}"), standing(false, false, false), NOW);

    census.gauge(tally);

    assertThat(tally.stands(Metric.ENVIRONMENTS, "Ready")).isEqualTo(2);
    assertThat(tally.stands(Metric.ENVIRONMENTS, "Blocked")).isEqualTo(1);
    assertThat(tally.stands(Metric.ENVIRONMENTS, "Pending")).isEqualTo(1);
    assertThat(tally.stands(Metric.ENVIRONMENTS, "Terminating")).isZero();
  }

  @Test
  void whoever_waits_is_counted_with_whom_for_and_why() {
    census.note(tree(CRASHES), standing(false, false, false), NOW);
    census.note(tree(READY), standing(true, false, true), NOW);

    census.gauge(tally);

    assertThat(waiting("you", "CrashLoop")).isEqualTo(1);
    assertThat(waiting("fly", "InsufficientCapacity")).isZero();
  }

  @Test
  void what_was_written_since_waits_for_us_whatever_was_said_of_it_before() {
    census.note(
        tree(CRASHES.replace("\"generation\": 3", "\"generation\": 4")),
        standing(false, false, false),
        NOW);
    census.note(tree("{\"generation\": 1}"), standing(false, false, false), NOW);

    census.gauge(tally);

    assertThat(waiting("you", "CrashLoop")).isZero();
    assertThat(waiting("runtime", "NotLooked")).isEqualTo(2);
  }

  @Test
  void whoever_has_not_got_on_in_time_is_counted_by_whom_it_waits_for() {
    census.note(
        tree(CRASHES.replace("\"conditions\": [", STALLED)), standing(false, false, false), NOW);
    census.note(tree(CRASHES), standing(false, false, false), NOW);

    census.gauge(tally);

    assertThat(tally.stands(Metric.ENVIRONMENTS_STALLED, "you")).isEqualTo(1);
    assertThat(tally.stands(Metric.ENVIRONMENTS_STALLED, "fly")).isZero();
  }

  @Test
  void production_is_down_that_has_served_and_serves_nothing() {
    census.note(tree(CRASHES), standing(false, true, true), NOW);

    census.gauge(tally);

    assertThat(tally.stands(Metric.PRODUCTION_DOWN)).isEqualTo(1);
  }

  @Test
  void nobody_misses_a_preview_nor_what_has_never_served_nor_what_serves_in_part() {
    census.note(tree(CRASHES), standing(false, false, true), NOW);
    census.note(tree(CRASHES), standing(false, true, false), NOW);
    census.note(
        tree(
            CRASHES.replace("\"Ready\", \"status\": \"False\"", "\"Ready\", \"status\": \"True\"")),
        standing(false, true, true),
        NOW);

    census.gauge(tally);

    assertThat(tally.stands(Metric.PRODUCTION_DOWN)).isZero();
  }

  @Test
  void certificates_are_counted_that_end_soon_and_those_that_have_ended() {
    census.note(
        tree(READY),
        withCertificates(
            NOW.minusSeconds(1),
            NOW.plus(Duration.ofDays(7)).minusNanos(1),
            NOW.plus(Duration.ofDays(7)),
            NOW.plus(Duration.ofDays(30)).minusNanos(1)),
        NOW);
    census.note(tree(READY), withCertificates(NOW.plus(Duration.ofDays(30)), Instant.MAX), NOW);
    census.note(tree(READY), standing(true, false, true), NOW);

    census.gauge(tally);

    assertThat(ending("7d")).isEqualTo(2);
    assertThat(ending("14d")).isEqualTo(3);
    assertThat(ending("30d")).isEqualTo(4);
  }

  @Test
  void where_no_certificate_ends_soon_all_are_zero() {
    census.gauge(tally);

    for (String within : Label.EXPIRES_WITHIN.allowed()) {
      assertThat(ending(within)).isZero();
    }
  }
}
