package io.runtimeservice.reconciler.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineConfig;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Chronicle;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Progress;
import io.runtimeservice.model.record.Repairs;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.drift.Triage.Triaged;
import io.runtimeservice.reconciler.fixture.Altered;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.plan.Cause;
import io.runtimeservice.reconciler.plan.Observed;
import io.runtimeservice.reconciler.plan.Operation;
import io.runtimeservice.reconciler.plan.Operation.Because;
import io.runtimeservice.reconciler.plan.Plan;
import io.runtimeservice.reconciler.plan.Stage;
import io.runtimeservice.reconciler.status.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TriageTest {

  private static final Instant NOW = Given.NOW;
  private static final Desired DESIRED =
      Wanted.desired("production", "running", 1, spec("a", "iad"));

  private static String spec(String image, String region) {
    return """
    {"image": "registry.fly.io/checkout@sha256:%s", "regions": ["%s"]}
    """
        .formatted(image.repeat(64), region);
  }

  /** Reached, and looked at once. */
  private static final Observed REACHED =
      told(with(Given.converged(DESIRED), it -> it.withSettled(true)));

  private static final Machine MACHINE = REACHED.machines().getFirst();

  private static final Operation CREATE_APP =
      new Operation.CreateApp(
          REACHED.record().naming().reserved().orElseThrow().name(),
          "default",
          new Because(Cause.ENVIRONMENT_IS_NEW, ""));
  private static final Operation ADDRESS =
      new Operation.AssignAddress(AddressType.V6, new Because(Cause.ADDRESS_MISSING, ""));
  private static final Operation SECRETS =
      new Operation.WriteSecrets(
          new TreeMap<>(),
          new TreeSet<>(List.of("STRAY")),
          new Because(Cause.SECRET_NOT_WANTED, ""));
  private static final Operation START =
      new Operation.StartMachine(
          new Slot(0), "m0", MACHINE.id(), new Because(Cause.NOT_RUNNING, ""));
  private static final Operation FOLLOWS = update(Cause.SECRETS_CHANGED);
  private static final Operation UPDATE = update(Cause.CHANGED_BY_HAND);

  private final Triage triage = new Triage(true);

  private static Operation update(Cause cause) {
    return new Operation.UpdateMachine(
        new Slot(0),
        "m0",
        MACHINE.id(),
        MACHINE.version(),
        new MachineConfig(Value.Tree.EMPTY, Map.of()),
        true,
        new Because(cause, ""));
  }

  private static Observed told(Observed observed) {
    return observed.withRecord(observed.record().withReached(DESIRED.version()));
  }

  private static Observed with(Observed observed, UnaryOperator<Repairs> change) {
    RuntimeRecord record = observed.record();
    Progress progress = record.progress().orElseThrow();
    return observed.withRecord(
        record.withProgress(progress.withRepairs(change.apply(progress.repairs()))));
  }

  /** What was repaired so often was the machine, which was stopped. */
  private static Observed repaired(int times) {
    return with(
        REACHED,
        it -> {
          Repairs repairs = it;
          for (int i = 0; i < times; i++) {
            repairs = repairs.with("machine stopped m0", NOW);
          }
          return repairs;
        });
  }

  private static Plan plan(Operation... operations) {
    return new Plan(Arrays.stream(operations).map(it -> new Stage(List.of(it))).toList());
  }

  private Triaged judge(Observed observed, Operation... operations) {
    return triage.judge(DESIRED, observed, plan(operations), NOW);
  }

  private static Repairs repairs(Triaged triaged) {
    return triaged.record().progress().orElseThrow().repairs();
  }

  private static List<String> words(Triaged triaged) {
    return triaged.detected().stream().map(Drift::words).toList();
  }

  @Test
  void what_is_as_desired_and_serves_is_settled() {
    var triaged = judge(Given.converged(DESIRED));
    assertThat(repairs(triaged).settled()).isTrue();
    assertThat(triaged.detected()).isEmpty();
    assertThat(triaged.told()).isEmpty();
    assertThat(judge(REACHED).record()).isEqualTo(REACHED.record());
  }

  @Test
  void what_is_settled_for_the_first_time_is_reached_and_then_no_more() {
    var first = judge(Given.converged(DESIRED)).record();
    assertThat(first.chronicle().reached()).contains(new Chronicle.Reached(DESIRED.version(), 1));
    var mended = told(with(Given.converged(DESIRED), it -> it.withSettled(false)));
    assertThat(judge(mended).record().chronicle()).isEqualTo(mended.record().chronicle());
  }

  /** A version of this service that did not tell of it has settled it. */
  @Test
  void what_was_settled_and_not_told_of_is_reached() {
    var untold = with(Given.converged(DESIRED), it -> it.withSettled(true));
    assertThat(judge(untold).record().chronicle().reached()).isPresent();
    assertThat(judge(untold.withMachines(List.of())).record()).isEqualTo(untold.record());
  }

  /** Between two tries, and where there is no room: nothing is to be done, and something serves. */
  @Test
  void what_serves_and_is_not_as_desired_is_not_settled() {
    var former = Wanted.desired("production", "running", 1, spec("b", "iad"));
    var there = Given.converged(DESIRED);
    var other = Given.converged(former).machines().getFirst();
    var serving = there.withMachines(List.of(other));
    assertThat(judge(serving).record()).as("another image").isEqualTo(serving.record());
    var elsewhere = Wanted.desired("production", "running", 1, spec("a", "lhr"));
    var moved = Given.converged(elsewhere).withMachines(there.machines());
    var triaged = triage.judge(elsewhere, moved, Plan.EMPTY, NOW);
    assertThat(triaged.record()).as("another region").isEqualTo(moved.record());
  }

  @Test
  void what_does_not_serve_yet_is_not_settled() {
    var there = Given.converged(DESIRED);
    assertThat(repairs(judge(there.withMachines(List.of()))).settled()).isFalse();
    var cordoned = there.withMachines(List.of(Altered.cordoned(MACHINE)));
    assertThat(repairs(judge(cordoned)).settled()).isFalse();
    var imageless = Wanted.desired("production", "running", 1, "{}");
    var prepared = Given.converged(imageless);
    var triaged = triage.judge(imageless, prepared, Plan.EMPTY, NOW);
    assertThat(triaged.record()).isEqualTo(prepared.record());
  }

  @Test
  void what_is_stopped_as_desired_need_not_serve() {
    var stopped =
        Wanted.desired(
            "production",
            "stopped",
            1,
            "{\"image\": \"registry.fly.io/checkout@sha256:%s\"}".formatted("a".repeat(64)));
    var there = Given.converged(stopped);
    assertThat(there.machines().getFirst().state()).isEqualTo(MachineState.STOPPED);
    assertThat(repairs(triage.judge(stopped, there, Plan.EMPTY, NOW)).settled()).isTrue();
  }

  @Test
  void on_the_way_to_what_is_desired_nothing_is_drift() {
    var triaged = judge(Given.converged(DESIRED), START, UPDATE);
    assertThat(triaged.plan()).isEqualTo(plan(START, UPDATE));
    assertThat(triaged.detected()).isEmpty();
    assertThat(repairs(triaged)).isEqualTo(Repairs.NONE);
  }

  @Test
  void once_it_was_reached_all_that_is_to_be_done_is_a_repair() {
    var triaged = judge(REACHED, START);
    assertThat(triaged.plan()).isEqualTo(plan(START));
    assertThat(words(triaged)).containsExactly("machine m0 was stopped");
    assertThat(triaged.told().map(Trouble::reason)).contains(Reason.DRIFT_REPAIRED);
    assertThat(repairs(triaged).counts())
        .containsExactly(Map.entry("machine stopped m0", new Repairs.Count(1, NOW)));
    assertThat(repairs(triaged).settled()).as("not before it serves again").isFalse();
  }

  @Test
  void the_same_five_times_in_an_hour_is_repaired_and_then_left() {
    assertThat(judge(repaired(Repairs.TIMES_MAX - 1), START).plan()).isEqualTo(plan(START));
    var sixth = judge(repaired(Repairs.TIMES_MAX), START, ADDRESS);
    assertThat(sixth.plan()).as("all else goes on").isEqualTo(plan(ADDRESS));
    assertThat(sixth.told().map(Trouble::reason)).contains(Reason.QUARANTINED);
    assertThat(sixth.record().agenda().wholeLookDueAt()).contains(NOW);
  }

  @Test
  void what_is_in_quarantine_is_counted_no_more_and_stays_settled() {
    var left = repaired(Repairs.TIMES_MAX + 1);
    var triaged = judge(left, START);
    assertThat(triaged.plan()).isEqualTo(Plan.EMPTY);
    assertThat(repairs(triaged))
        .isEqualTo(left.record().progress().orElseThrow().repairs())
        .satisfies(it -> assertThat(it.settled()).isTrue());
  }

  @Test
  void what_is_in_quarantine_is_left_also_while_something_else_is_repaired() {
    var unsettled = with(repaired(Repairs.TIMES_MAX + 1), it -> it.withSettled(false));
    var triaged = judge(unsettled, START, ADDRESS);
    assertThat(triaged.plan()).isEqualTo(plan(ADDRESS));
    assertThat(triaged.told().map(Trouble::reason)).contains(Reason.QUARANTINED);
    assertThat(triaged.detected()).isEmpty();
  }

  @Test
  void an_operator_s_look_lets_it_be_tried_again() {
    var forgotten = REACHED.withRecord(repaired(Repairs.TIMES_MAX + 1).record().withoutRepairs());
    assertThat(judge(forgotten, START).plan()).isEqualTo(plan(START));
  }

  @Test
  void where_drift_is_only_reported_nothing_is_repaired() {
    var triaged = new Triage(false).judge(DESIRED, REACHED, plan(START, ADDRESS), NOW);
    assertThat(triaged.plan()).isEqualTo(Plan.EMPTY);
    assertThat(words(triaged)).containsExactly("machine m0 was stopped", "address v6 is gone");
    assertThat(triaged.told().map(Trouble::reason)).contains(Reason.DRIFT_DETECTED);
    assertThat(repairs(triaged).counts()).isEmpty();
    assertThat(triaged.record().agenda().wholeLookDueAt()).contains(NOW);
  }

  @Test
  void what_a_lost_host_asks_for_is_done_also_where_drift_is_only_reported() {
    var elsewhere = create(Cause.HOST_UNREACHABLE);
    var triaged = new Triage(false).judge(DESIRED, REACHED, plan(elsewhere, ADDRESS), NOW);
    assertThat(triaged.plan()).isEqualTo(plan(elsewhere));
    assertThat(words(triaged)).containsExactly("address v6 is gone");
    assertThat(words(judge(REACHED, elsewhere))).isEmpty();
    assertThat(words(judge(REACHED, create(Cause.MACHINE_MISSING))))
        .containsExactly("machine m0 is gone");
  }

  private static Operation create(Cause cause) {
    return new Operation.CreateMachine(
        new Slot(0),
        "iad",
        new MachineConfig(Value.Tree.EMPTY, Map.of()),
        true,
        Optional.of(1),
        new Because(cause, ""));
  }

  @Test
  void what_is_asked_for_is_done_also_where_drift_is_only_reported() {
    var triaged = new Triage(false).judge(DESIRED, Given.converged(DESIRED), plan(UPDATE), NOW);
    assertThat(triaged.plan()).isEqualTo(plan(UPDATE));
  }

  @Test
  void a_process_that_has_ended_by_itself_was_stopped_by_nobody() {
    var ended =
        REACHED.withMachines(
            List.of(Altered.ended(MACHINE, new Machine.Exit(1, false, false, NOW))));
    var triaged = judge(ended, START);
    assertThat(triaged.plan()).isEqualTo(plan(START));
    assertThat(triaged.detected()).isEmpty();
    assertThat(triaged.told()).isEmpty();
  }

  @Test
  void where_the_app_is_gone_all_that_belongs_to_it_is_one_drift() {
    var triaged = judge(REACHED, CREATE_APP, ADDRESS, START);
    assertThat(triaged.plan()).isEqualTo(plan(CREATE_APP, ADDRESS, START));
    assertThat(triaged.detected()).extracting(Drift::resource).containsExactly(Drift.Resource.APP);
  }

  @Test
  void where_secrets_are_written_the_machines_that_follow_are_none_of_their_own() {
    assertThat(words(judge(REACHED, SECRETS, FOLLOWS)))
        .containsExactly("secret is one too many (STRAY)");
    assertThat(words(judge(REACHED, FOLLOWS)))
        .containsExactly("machine m0 was changed (its secrets)");
  }

  @Test
  void what_needs_what_is_left_is_left_too() {
    var left =
        with(
            REACHED,
            it -> {
              Repairs repairs = it;
              for (int i = 0; i <= Repairs.TIMES_MAX; i++) {
                repairs = repairs.with("secret extra ", NOW);
              }
              return repairs;
            });
    assertThat(judge(left, SECRETS, FOLLOWS).plan()).isEqualTo(Plan.EMPTY);
  }

  @Test
  void of_what_is_to_be_deleted_nothing_is_drift() {
    var deleted = Wanted.desired("production", "deleted", 1, "{}");
    var delete =
        new Operation.DeleteApp(
            REACHED.record().naming().reserved().orElseThrow().name(),
            new Because(Cause.DELETION_WANTED, ""));
    var triaged = triage.judge(deleted, REACHED, plan(delete), NOW.plus(Duration.ofHours(1)));
    assertThat(triaged.plan()).isEqualTo(plan(delete));
    assertThat(triaged.detected()).isEmpty();
    assertThat(triaged.record()).isEqualTo(REACHED.record());
  }
}
