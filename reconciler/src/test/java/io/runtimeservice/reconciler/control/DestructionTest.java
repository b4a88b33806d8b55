package io.runtimeservice.reconciler.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.reconciler.accept.Judge;
import io.runtimeservice.reconciler.control.Destruction.Kind;
import io.runtimeservice.reconciler.fixture.Altered;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Recorded;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.plan.Cause;
import io.runtimeservice.reconciler.plan.Moment;
import io.runtimeservice.reconciler.plan.Observed;
import io.runtimeservice.reconciler.plan.Operation;
import io.runtimeservice.reconciler.plan.Operation.Because;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestructionTest {

  private static final Because BECAUSE = new Because(Cause.DELETION_WANTED, "");
  private static final String TWO =
      "{\"machines\": 2, \"image\": \"registry.fly.io/checkout@sha256:%s\"}"
          .formatted("a".repeat(64));
  private static final Desired RUNNING = Wanted.desired("production", "running", 1, TWO);
  private static final Observed THERE = Given.converged(RUNNING);
  private static final Machine FIRST = THERE.machines().getFirst();

  private static Operation delete() {
    return new Operation.DeleteApp(
        THERE.record().naming().reserved().orElseThrow().name(), BECAUSE);
  }

  private static Operation destroy(Machine machine) {
    return new Operation.DestroyMachine(new Slot(0), "m0", machine.id(), BECAUSE);
  }

  private static Operation stop() {
    return new Operation.StopMachine(new Slot(0), "m0", FIRST.id(), BECAUSE);
  }

  private static boolean destroys(Operation operation, Desired desired, Observed observed) {
    return !Destruction.in(List.of(operation), desired, observed).isEmpty();
  }

  @Test
  void to_delete_an_app_is_one() {
    assertThat(destroys(delete(), RUNNING, THERE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"deleted, true", "stopped, false", "running, false"})
  void to_stop_production_for_its_deletion_is_one(String wish, boolean destroys) {
    assertThat(destroys(stop(), Wanted.desired("production", wish, 1, "{}"), THERE))
        .isEqualTo(destroys);
  }

  @Test
  void to_destroy_the_last_machine_that_serves_is_one() {
    assertThat(destroys(destroy(FIRST), RUNNING, THERE.withMachines(List.of(FIRST)))).isTrue();
    var other = Altered.cordoned(THERE.machines().getLast());
    assertThat(destroys(destroy(FIRST), RUNNING, THERE.withMachine(other))).isTrue();
  }

  @Test
  void to_destroy_one_that_has_a_healthy_successor_is_none() {
    assertThat(destroys(destroy(FIRST), RUNNING, THERE)).isFalse();
  }

  @Test
  void to_destroy_what_does_not_serve_is_none() {
    var broken = Altered.cordoned(FIRST);
    assertThat(destroys(destroy(FIRST), RUNNING, THERE.withMachines(List.of(broken)))).isFalse();
    assertThat(destroys(destroy(FIRST), RUNNING, THERE.withMachines(List.of()))).isFalse();
  }

  @Test
  void to_make_or_to_change_something_is_none() {
    var start = new Operation.StartMachine(new Slot(0), "m0", FIRST.id(), BECAUSE);
    var all = List.<Operation>of(start, delete(), stop());
    assertThat(Destruction.in(all, RUNNING, THERE)).containsExactly(delete());
  }

  @Test
  void only_of_a_preview_whose_deletion_is_asked_for_it_may_wait_its_turn() {
    assertThat(Destruction.of(Wanted.desired("preview", "deleted", 1, "{}"), THERE.record()).kind())
        .isEqualTo(Kind.ASKED);
    assertThat(
            Destruction.of(Wanted.desired("production", "deleted", 1, "{}"), THERE.record()).kind())
        .isEqualTo(Kind.WEIGHTY);
    assertThat(Destruction.of(RUNNING, THERE.record()).kind()).isEqualTo(Kind.WEIGHTY);
  }

  @Test
  void what_has_expired_was_asked_for_by_nobody_just_now() {
    var ends =
        Recorded.of(
            Wanted.KEY,
            "preview",
            "running",
            "{\"expiresAt\": \"%s\"}".formatted(Given.NOW.plusSeconds(1)));
    var over =
        Wanted.read(
            Judge.desired(Wanted.KEY, ends.records(), Moment.agreed(Given.NOW.plusSeconds(1))));
    assertThat(Destruction.of(over, ends.runtime()).kind()).isEqualTo(Kind.WEIGHTY);
  }

  @Test
  void it_is_counted_once_for_an_incarnation_or_for_a_desired_state() {
    var record = THERE.record();
    var deleted = Wanted.desired("production", "deleted", 2, "{}");
    assertThat(Destruction.of(deleted, record).what()).isEqualTo("app 1");
    assertThat(Destruction.of(deleted, record.withNaming(record.naming().close(Given.NOW))).what())
        .isEqualTo("app 2");
    assertThat(Destruction.of(RUNNING, record).what())
        .isEqualTo("machine 1 " + RUNNING.version().digest());
  }
}
