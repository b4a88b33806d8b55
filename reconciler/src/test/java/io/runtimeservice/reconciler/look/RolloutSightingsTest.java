package io.runtimeservice.reconciler.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Rollout;
import io.runtimeservice.model.record.Rollout.Setback;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.fixture.Altered;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutSightingsTest {

  private static final Slot M0 = new Slot(0);
  private static final Slot M1 = new Slot(1);

  private static final Desired WANTED = wanted(2);
  private static final Desired FORMER = wanted(1);
  private static final Applied APPLIED = Given.converged(WANTED).record().applied();
  private static final Machine BLUE = Given.converged(WANTED).machines().getFirst();

  private static Desired wanted(long generation) {
    return Wanted.desired(
        "production",
        "running",
        generation,
        """
        {"image": "registry.fly.io/checkout@sha256:%s", "machines": 2}
        """
            .formatted(Long.toString(generation).repeat(64)));
  }

  private static Machine green(String id, MachineState state) {
    return Altered.cordoned(Altered.id(BLUE, id)).withState(state);
  }

  /** Two machines that were made at that moment for a desired state. */
  private static Applied making(Desired desired, Instant at) {
    return APPLIED.withRollout(
        Rollout.NONE
            .withGreen(M0, in("g0"), desired.version(), at)
            .withGreen(M1, in("g1"), desired.version(), at));
  }

  private static Applied.InSlot in(String id) {
    return new Applied.InSlot(Altered.id(BLUE, id).id(), "v1");
  }

  private static Applied look(Applied applied, Instant now, Machine... seen) {
    return new RolloutSightings(WANTED, List.of(seen), now).learn(applied);
  }

  private static Optional<Setback> setback(Applied applied) {
    return applied.rollout().setback();
  }

  @Test
  void a_try_that_fails_counts_once_however_often_its_machines_are_seen() {
    var begun = making(WANTED, Given.NOW);
    var first = green("g0", MachineState.FAILED);
    var second = green("g1", MachineState.FAILED);
    var noted = look(begun, Given.NOW, first, second);
    assertThat(setback(noted).orElseThrow().reason()).isEqualTo(Reason.CRASH_LOOP);
    assertThat(setback(noted).orElseThrow().count()).isOne();

    var oneLeft = noted.withRollout(noted.rollout().without(first.id()));
    var later = Given.NOW.plusSeconds(5);
    assertThat(setback(look(oneLeft, later, second))).isEqualTo(setback(noted));
    assertThat(setback(look(begun, later))).map(Setback::count).contains(1);
  }

  @Test
  void another_try_of_the_same_that_fails_counts_once_more() {
    var failed = look(making(WANTED, Given.NOW), Given.NOW, green("g0", MachineState.FAILED));
    var over = failed.withRollout(failed.rollout().without(in("g0").id()).without(in("g1").id()));
    var again = over.rollout().withGreen(M0, in("g2"), WANTED.version(), Given.NOW.plusSeconds(60));
    var noted =
        look(over.withRollout(again), Given.NOW.plusSeconds(70), green("g2", MachineState.FAILED));
    assertThat(setback(noted)).map(Setback::count).contains(2);
  }

  @Test
  void what_was_made_for_another_desired_state_says_nothing_of_this_one() {
    var former = making(FORMER, Given.NOW);
    assertThat(setback(look(former, Given.NOW, green("g0", MachineState.FAILED)))).isEmpty();
    assertThat(setback(look(former, Given.NOW))).as("we may have destroyed them").isEmpty();
    var late = Given.NOW.plus(Duration.ofHours(2));
    assertThat(
            setback(
                look(
                    former,
                    late,
                    green("g0", MachineState.CREATED),
                    green("g1", MachineState.CREATED))))
        .isEmpty();
  }

  @Test
  void the_deadline_of_a_try_is_that_of_the_desired_state_that_it_is_made_for() {
    var later = Given.NOW.plus(Duration.ofHours(2));
    var rollout = making(FORMER, Given.NOW).rollout();
    var anew = rollout.without(in("g0").id()).withGreen(M0, in("g2"), WANTED.version(), later);
    assertThat(anew.begun().orElseThrow().version()).isEqualTo(WANTED.version());
    assertThat(anew.begun().orElseThrow().at()).isEqualTo(later);
  }

  @Test
  void one_that_rests_and_does_not_become_well_in_time_has_failed() {
    var begun = making(WANTED, Given.NOW);
    var resting = green("g0", MachineState.STOPPED);
    var other = green("g1", MachineState.STARTED);
    assertThat(setback(look(begun, Given.NOW, resting, other))).isEmpty();
    var late = Given.NOW.plus(WANTED.spec().policy().progressDeadline());
    assertThat(setback(look(begun, late, resting, other)))
        .map(Setback::reason)
        .contains(Reason.PROGRESS_DEADLINE_EXCEEDED);
  }

  @Test
  void one_that_runs_again_after_its_process_has_ended_is_not_well() {
    var begun = making(WANTED, Given.NOW);
    var other = green("g1", MachineState.STARTED);
    var runs = green("g0", MachineState.STARTED);
    assertThat(look(begun, Given.NOW, runs, other).rollout().wellSince()).contains(Given.NOW);
    var again = Altered.ended(runs, new Machine.Exit(1, false, false, Given.NOW));
    var noted = look(begun, Given.NOW, again, other);
    assertThat(noted.rollout().wellSince()).isEmpty();
    assertThat(setback(noted)).map(Setback::reason).contains(Reason.CRASH_LOOP);
  }

  @Test
  void since_when_a_host_is_out_of_reach_is_kept_until_it_is_back() {
    var lost = Altered.unreachable(BLUE);
    var noted = look(APPLIED, Given.NOW, lost);
    assertThat(noted.rollout().unreachable()).containsExactly(Map.entry(BLUE.id(), Given.NOW));
    var later = Given.NOW.plusSeconds(60);
    assertThat(look(noted, later, lost).rollout()).isEqualTo(noted.rollout());
    assertThat(look(noted, later, BLUE).rollout().unreachable()).isEmpty();
    assertThat(look(noted, later).rollout().unreachable()).as("it is gone").isEmpty();
    assertThat(noted.rollout().restamped(later).unreachable().values()).containsExactly(Given.NOW);
    var sooner = Given.NOW.minusSeconds(60);
    assertThat(noted.rollout().restamped(sooner).unreachable().values()).containsExactly(sooner);
  }
}
