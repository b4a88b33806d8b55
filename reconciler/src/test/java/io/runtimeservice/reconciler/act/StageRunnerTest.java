package io.runtimeservice.reconciler.act;

import static io.runtimeservice.reconciler.act.Workshop.APP;
import static io.runtimeservice.reconciler.act.Workshop.BECAUSE;
import static io.runtimeservice.reconciler.act.Workshop.MACHINE;
import static io.runtimeservice.reconciler.act.Workshop.RECORD;
import static io.runtimeservice.reconciler.act.Workshop.SLOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.fly.AddressCall;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.Done;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.record.Closing;
import io.runtimeservice.model.record.LeaseMark;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.act.OperationResult.Result;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Met;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.reconciler.fixture.ScriptedFly;
import io.runtimeservice.reconciler.fixture.Tally;
import io.runtimeservice.reconciler.lease.Lease;
import io.runtimeservice.reconciler.plan.Effect;
import io.runtimeservice.reconciler.plan.Operation;
import io.runtimeservice.reconciler.plan.Plan;
import io.runtimeservice.reconciler.plan.Stage;
import io.runtimeservice.simulator.secrets.InMemorySecretSource;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StageRunnerTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LEASE = Duration.ofSeconds(30);

  private static final Operation ASSIGN = new Operation.AssignAddress(AddressType.V6, BECAUSE);
  private static final Operation DESTROY =
      new Operation.DestroyMachine(SLOT, "m0", MACHINE.id(), BECAUSE);
  private static final Operation DELETE = new Operation.DeleteApp(APP, BECAUSE);
  private static final Address ADDRESS = new Address(AddressType.V6, "::1");

  private final ManualTime time = new ManualTime();
  private final Tally tally = new Tally();
  private final ScriptedFly fly = new ScriptedFly();
  private final Lease lease =
      Answers.of(
          new Lease.Desk(new InMemoryTable().runtimeStore(), time, tally, "ours", LEASE)
              .take(RECORD.withLease(LeaseMark.NEVER_HELD)));
  private final StageRunner runner =
      new StageRunner(
          new Crew(
              fly,
              Met.budget(time, Telemetry.NONE, APP, MACHINE),
              new FreshApps(time),
              new InMemorySecretSource(),
              time,
              tally,
              "acme",
              Given.INSTALLATION),
          Workshop.DEADLINE);

  private Future<List<OperationResult>> run(RuntimeRecord record, Operation... operations) {
    var stage = new Stage(List.of(operations));
    return runner.run(
        stage,
        record,
        lease,
        new Audit(
            RECORD.key(), Workshop.WANTED.version(), "mark", "manager", new Plan(List.of(stage))));
  }

  private List<OperationResult> results(Operation... operations) {
    return Answers.of(run(RECORD, operations));
  }

  @Test
  void operations_run_at_once_and_their_results_come_in_their_order() {
    Promise<Address> slow = Promise.promise();
    fly.asks(AddressCall.Assign.class, _ -> slow.future());
    fly.answers(MachineCall.Destroy.class, Done.DONE);
    var running = run(RECORD, ASSIGN, DESTROY);
    assertThat(fly.actions()).containsExactly("address_assign", "machine_destroy");
    time.advance(SECOND.multipliedBy(3));
    assertThat(running.isComplete()).isFalse();
    slow.complete(ADDRESS);
    var results = Answers.of(running);
    assertThat(results).extracting(OperationResult::operation).containsExactly(ASSIGN, DESTROY);
    assertThat(results)
        .extracting(OperationResult::took)
        .containsExactly(SECOND.multipliedBy(3), Duration.ZERO);
    assertThat(results.getFirst().result())
        .isEqualTo(
            new Result.Succeeded(
                new Effect.AddressAssigned(ADDRESS), Optional.of(ScriptedFly.REQUEST_ID)));
    assertThat(results).extracting(OperationResult::word).containsExactly("done", "done");
    assertThat(tally.counted(Metric.OPERATIONS, "assign_address", "done")).isEqualTo(1);
  }

  @Test
  void one_that_fails_keeps_no_other_from_being_done() {
    fly.fails(AddressCall.Assign.class, new Failure.Rejected(Said.FLY));
    fly.answers(MachineCall.Destroy.class, Done.DONE);
    var results = results(ASSIGN, DESTROY);
    assertThat(results).extracting(OperationResult::word).containsExactly("failed", "done");
    assertThat(results).extracting(OperationResult::isOpen).containsExactly(false, false);
    assertThat(results.getFirst().result())
        .isEqualTo(new Result.Failed(new Failure.Rejected(Said.FLY)));
    assertThat(tally.counted(Metric.OPERATIONS, "assign_address", "failed")).isEqualTo(1);
  }

  @Test
  void one_whose_answer_was_lost_stays_open() {
    fly.fails(AddressCall.Assign.class, new Failure.OutcomeUnknown(Said.FLY));
    var result = results(ASSIGN).getFirst();
    assertThat(result.isOpen()).isTrue();
    assertThat(result.word()).isEqualTo("unknown");
    assertThat(tally.counted(Metric.OPERATIONS, "assign_address", "unknown")).isEqualTo(1);
  }

  @Test
  void a_fault_in_the_code_is_a_failure_of_the_operation_alone() {
    fly.asks(
        AddressCall.Assign.class, _ -> Future.failedFuture(new IllegalStateException("hunter2")));
    fly.answers(MachineCall.Destroy.class, Done.DONE);
    var results = results(ASSIGN, DESTROY);
    assertThat(results.getFirst().result())
        .isInstanceOfSatisfying(
            Result.Failed.class,
            it -> {
              assertThat(it.failure()).isInstanceOf(Failure.Internal.class);
              assertThat(it.toString()).doesNotContain("hunter2");
            });
    assertThat(results.getLast().word()).isEqualTo("done");
  }

  @Test
  void nothing_is_sent_that_the_lease_would_not_outlast() {
    fly.answers(AddressCall.Assign.class, ADDRESS);
    time.advance(LEASE.minus(Workshop.DEADLINE));
    assertThat(results(ASSIGN).getFirst().word()).isEqualTo("done");
    fly.forget();
    time.advance(Duration.ofNanos(1));
    var late = results(ASSIGN).getFirst();
    assertThat(late.result())
        .isInstanceOfSatisfying(
            Result.Failed.class,
            it -> assertThat(it.failure()).isInstanceOf(Failure.LeaseEnding.class));
    assertThat(late.isOpen()).as("it was certainly not done").isFalse();
    assertThat(fly.calls()).isEmpty();
    assertThat(tally.counted(Metric.FENCING_REJECTIONS, "deadline")).isEqualTo(1);
  }

  @Test
  void a_call_is_held_against_the_lease_when_it_is_sent_and_not_when_it_begins_to_wait() {
    fly.answers(MachineCall.Destroy.class, Done.DONE);
    time.advance(LEASE.minus(Workshop.DEADLINE).minus(SECOND.dividedBy(2)));
    var results = run(RECORD, DESTROY, DESTROY, DESTROY, DESTROY);
    time.advance(SECOND);
    assertThat(Answers.of(results))
        .extracting(OperationResult::word)
        .containsExactly("done", "done", "done", "failed");
    assertThat(fly.calls()).hasSize(3);
  }

  @Test
  void what_only_reads_is_sent_however_little_is_left_of_the_lease() {
    time.advance(LEASE.multipliedBy(2));
    var fenced = new FencedFly(fly, lease);
    fly.answers(MachineCall.ListAll.class, List.of());
    fly.answers(AppCall.Delete.class, Done.DONE);
    assertThat(fenced.call(new MachineCall.ListAll(APP), SECOND).succeeded()).isTrue();
    assertThat(Answers.failure(fenced.call(new AppCall.Delete(APP), SECOND)))
        .isInstanceOf(Failure.LeaseEnding.class);
    assertThat(fly.actions()).containsExactly("machine_list");
  }

  @Test
  void an_app_whose_deletion_waits_to_be_confirmed_can_be_deleted_again() {
    fly.answers(AppCall.Delete.class, Done.DONE);
    var closing =
        RECORD
            .withNaming(RECORD.naming().close(Given.NOW))
            .withClosing(Optional.of(Closing.of(APP, Given.NOW, Optional.empty())));
    var result = Answers.of(run(closing, DELETE)).getFirst();
    assertThat(result.result())
        .isInstanceOfSatisfying(
            Result.Succeeded.class,
            it -> assertThat(it.effect()).isEqualTo(new Effect.AppDeleted(APP)));
  }

  @Test
  void a_result_tells_fly_s_id_of_the_call_whether_it_was_done_or_not() {
    fly.answers(AddressCall.Assign.class, ADDRESS);
    assertThat(results(ASSIGN).getFirst().requestId()).contains(ScriptedFly.REQUEST_ID);
    var evidence = new Evidence(Dependency.FLY, "no", Optional.of("01JFAILED-iad"));
    fly.fails(AddressCall.Assign.class, new Failure.Rejected(evidence));
    assertThat(results(ASSIGN).getFirst().requestId()).contains("01JFAILED-iad");
  }
}
