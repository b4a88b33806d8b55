package io.runtimeservice.reconciler.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.Machine.CheckRow;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Intent;
import io.runtimeservice.reconciler.fixture.Altered;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuspicionTest {

  private static Desired desired(String wish, String sleep) {
    return Wanted.desired(
        "preview",
        wish,
        1,
        "{\"image\": \"registry.fly.io/checkout@sha256:%s\", \"sleep\": \"%s\"}"
            .formatted("a".repeat(64), sleep));
  }

  private static final Desired AWAKE = desired("running", "off");

  private static boolean isSuspect(Desired desired, Machine... listed) {
    var suspects =
        new Suspicion(desired, Given.converged(desired).record(), "test").of(List.of(listed));
    return suspects.contains(Given.machineId(0));
  }

  private static Machine machine(Desired desired) {
    return Given.converged(desired).machines().getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "running, off,     STARTED,    false",
    "running, off,     STOPPED,    true",
    "running, off,     SUSPENDED,  true",
    "running, suspend, STARTED,    false",
    "running, suspend, STOPPED,    false",
    "running, suspend, SUSPENDED,  false",
    "stopped, off,     STOPPED,    false",
    "stopped, off,     STARTED,    true",
    "running, off,     CREATED,    true",
    "running, off,     STARTING,   true",
    "running, suspend, SUSPENDING, true",
    "running, off,     REPLACING,  true",
    "running, off,     FAILED,     true",
    "running, off,     DESTROYING, true",
    "running, off,     UNKNOWN,    true",
  })
  void a_machine_that_does_not_rest_as_wished_is_asked_for_by_id(
      String wish, String sleep, MachineState state, boolean suspect) {
    var desired = desired(wish, sleep);
    assertThat(isSuspect(desired, machine(desired).withState(state))).isEqualTo(suspect);
  }

  @Test
  void so_is_one_that_the_list_does_not_show_or_shows_in_another_version() {
    assertThat(isSuspect(AWAKE)).isTrue();
    assertThat(isSuspect(AWAKE, Altered.id(machine(AWAKE), "another"))).isTrue();
    assertThat(isSuspect(AWAKE, Altered.version(machine(AWAKE), "v0"))).isTrue();
    assertThat(isSuspect(AWAKE, machine(AWAKE))).isFalse();
  }

  @Test
  void so_is_one_that_we_were_about_to_change() {
    var change = new Intent(Intent.Kind.MACHINE, "m0");
    var record = Given.converged(AWAKE).record().withIntents(new TreeSet<>(Set.of(change)));

    assertThat(new Suspicion(AWAKE, record, "test").of(List.of(machine(AWAKE))))
        .containsExactly(Given.machineId(0));
  }

  @Test
  void so_are_all_where_one_is_to_go_because_the_others_serve() {
    var two =
        Wanted.preview(
            "{\"image\": \"registry.fly.io/checkout@sha256:%s\", \"machines\": 2, \"sleep\": \"off\"}"
                .formatted("a".repeat(64)));
    var converged = Given.converged(two);
    var fewer = new Suspicion(AWAKE, converged.record(), "test");
    assertThat(fewer.of(converged.machines()))
        .containsExactly(Given.machineId(0), Given.machineId(1));
    assertThat(new Suspicion(two, converged.record(), "test").of(converged.machines())).isEmpty();
  }

  @Test
  void so_is_one_whose_checks_do_not_all_pass() {
    var passing = new CheckRow("a", true, "ok");
    var failing = new CheckRow("b", false, "no");
    assertThat(isSuspect(AWAKE, Altered.checks(machine(AWAKE), passing))).isFalse();
    assertThat(isSuspect(AWAKE, Altered.checks(machine(AWAKE), passing, failing))).isTrue();
  }

  @Test
  void so_is_one_of_ours_that_is_not_recorded_unless_it_is_gone() {
    var unknown = new Suspicion(AWAKE, Given.nothing(AWAKE).record(), "test");
    assertThat(unknown.of(List.of(machine(AWAKE)))).containsExactly(Given.machineId(0));
    assertThat(unknown.of(List.of(machine(AWAKE).withState(MachineState.DESTROYING)))).isEmpty();
    var other = new Suspicion(AWAKE, Given.nothing(AWAKE).record(), "other");
    assertThat(other.of(List.of(machine(AWAKE)))).isEmpty();
  }
}
