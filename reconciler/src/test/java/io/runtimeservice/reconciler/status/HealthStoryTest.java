package io.runtimeservice.reconciler.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.fly.Machine.CheckRow;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.fixture.Altered;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthStoryTest {

  private static final String IMAGE = "registry.fly.io/checkout@sha256:" + "a".repeat(64);

  private static final Desired CHECKED =
      Wanted.preview(
          """
          {"image": "%s", "service": {"internalPort": 3000, "check":
           {"type": "http", "path": "/", "intervalSeconds": 10, "gracePeriodSeconds": 20}}}
          """
              .formatted(IMAGE));

  private static final Instant SINCE = Given.NOW;

  /** The grace period, and two more failures. */
  private static final Duration PATIENCE = Duration.ofSeconds(20 + 2 * 10);

  private static final CheckRow PASSING = new CheckRow("check-1", true, "ok");
  private static final CheckRow FAILING = new CheckRow("check-2", false, "500 oops");
  private static final CheckRow REFUSED =
      new CheckRow("check-2", false, "dial tcp 172.19.0.2:3000: connect: Connection refused");

  private static Optional<Trouble> after(Duration time, CheckRow... rows) {
    var observed =
        Altered.machines(Given.converged(CHECKED), machine -> Altered.checks(machine, rows));
    return HealthStory.of(
        CHECKED, SlotStory.of(CHECKED, observed, Given.NOW), SINCE, SINCE.plus(time));
  }

  private static Optional<Reason> reason(Duration time, CheckRow... rows) {
    return after(time, rows).map(Trouble::reason);
  }

  @Test
  void checks_that_pass_are_healthy() {
    assertThat(after(PATIENCE, PASSING)).isEmpty();
    assertThat(after(Duration.ZERO, PASSING)).isEmpty();
  }

  @Test
  void a_check_that_has_not_run_proves_nothing_however_long_it_takes() {
    assertThat(reason(Duration.ZERO)).contains(Reason.CHECKING_HEALTH);
    assertThat(reason(Duration.ofHours(1))).contains(Reason.CHECKING_HEALTH);
    assertThat(after(Duration.ZERO).orElseThrow().message()).contains("no check has answered yet");
  }

  @Test
  void a_check_may_fail_in_its_grace_period_and_twice_more() {
    assertThat(reason(PATIENCE.minusNanos(1), FAILING)).contains(Reason.CHECKING_HEALTH);
    assertThat(reason(PATIENCE, FAILING)).contains(Reason.HEALTH_CHECK_FAILING);
    assertThat(after(PATIENCE, FAILING).orElseThrow().message()).contains("500 oops");
  }

  @Test
  void one_check_that_fails_is_enough() {
    assertThat(reason(PATIENCE, PASSING, FAILING)).contains(Reason.HEALTH_CHECK_FAILING);
  }

  @Test
  void nothing_that_listens_is_told_with_the_port() {
    assertThat(reason(PATIENCE.minusNanos(1), REFUSED)).contains(Reason.CHECKING_HEALTH);
    assertThat(reason(PATIENCE, REFUSED)).contains(Reason.NOT_LISTENING);
    assertThat(after(PATIENCE, REFUSED).orElseThrow().message()).contains("0.0.0.0:3000");
  }

  @Test
  void what_a_check_says_is_cut() {
    var talkative = new CheckRow("check-1", false, "x".repeat(10_000));
    assertThat(after(PATIENCE, talkative).orElseThrow().message()).hasSizeLessThan(300);
  }

  @Test
  void without_a_check_what_runs_is_healthy() {
    var unchecked = Wanted.preview("{\"image\": \"%s\"}".formatted(IMAGE));
    var slots = SlotStory.of(unchecked, Given.converged(unchecked), Given.NOW);
    assertThat(HealthStory.of(unchecked, slots, SINCE, SINCE)).isEmpty();
  }

  @Test
  void a_check_that_somebody_added_by_hand_counts_too() {
    var unchecked = Wanted.preview("{\"image\": \"%s\", \"sleep\": \"off\"}".formatted(IMAGE));
    var services = Given.converged(CHECKED).machines().getFirst().config().orElseThrow();
    var added =
        Altered.machines(
            Given.converged(unchecked),
            machine ->
                Altered.checks(
                    Altered.config(
                        machine, it -> it.with("services", services.get("services").orElseThrow())),
                    FAILING));
    var story = HealthStory.of(unchecked, SlotStory.of(unchecked, added, Given.NOW), SINCE, SINCE);
    assertThat(story.map(Trouble::reason)).contains(Reason.HEALTH_CHECK_FAILING);
  }

  @Test
  void a_machine_out_of_the_edge_s_rotation_is_not_healthy_whatever_its_checks_say() {
    var unchecked = Wanted.preview("{\"image\": \"%s\", \"sleep\": \"off\"}".formatted(IMAGE));
    var cordoned = Altered.machines(Given.converged(unchecked), Altered::cordoned);
    var story =
        HealthStory.of(unchecked, SlotStory.of(unchecked, cordoned, Given.NOW), SINCE, SINCE);
    assertThat(story.map(Trouble::reason)).contains(Reason.CORDONED);
    assertThat(story.orElseThrow().message()).contains(Given.machineId(0).value());
  }

  @Test
  void a_machine_that_is_stopped_by_wish_needs_no_requests() {
    var stopped = Wanted.desired("preview", "stopped", 1, "{\"image\": \"%s\"}".formatted(IMAGE));
    var cordoned = Altered.machines(Given.converged(stopped), Altered::cordoned);
    assertThat(HealthStory.of(stopped, SlotStory.of(stopped, cordoned, Given.NOW), SINCE, SINCE))
        .isEmpty();
  }

  @Test
  void every_machine_is_asked() {
    var two =
        Wanted.preview(
            """
            {"image": "%s", "machines": 2, "service": {"check": {"type": "tcp"}}}
            """
                .formatted(IMAGE));
    var observed = Given.converged(two);
    var sick = observed.withMachine(Altered.checks(observed.machines().getLast()));
    assertThat(HealthStory.of(two, SlotStory.of(two, observed, Given.NOW), SINCE, SINCE)).isEmpty();
    assertThat(HealthStory.of(two, SlotStory.of(two, sick, Given.NOW), SINCE, SINCE)).isPresent();
  }
}
