package io.runtimeservice.reconciler.act;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineConfig;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.reconciler.act.OperationResult.Result.Succeeded;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.ScriptedFly;
import io.runtimeservice.reconciler.fixture.Tally;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.plan.Cause;
import io.runtimeservice.reconciler.plan.Effect;
import io.runtimeservice.reconciler.plan.Operation;
import io.runtimeservice.reconciler.plan.Operation.Because;
import io.runtimeservice.simulator.secrets.InMemorySecretSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Where single operations are carried out against a Fly that answers what it is told. */
final class Workshop {

  static final Duration DEADLINE = Duration.ofSeconds(15);
  static final long SECRETS_VERSION = 17;
  static final Because BECAUSE = new Because(Cause.MACHINE_MISSING, "");
  static final Slot SLOT = new Slot(0);

  static final Desired WANTED =
      Wanted.preview(
          "{\"image\": \"registry.fly.io/checkout@sha256:%s\"}".formatted("a".repeat(64)));

  static final RuntimeRecord RECORD = Given.converged(WANTED).record();

  /** The machine that is in the slot, with all that is written on it. */
  static final Machine MACHINE = Given.converged(WANTED).machines().getFirst();

  static final FlyAppName APP = RECORD.naming().reserved().orElseThrow().name();

  final ScriptedFly fly = new ScriptedFly();
  final InMemorySecretSource source = new InMemorySecretSource();
  final Tally tally = new Tally();

  private final OperationRunner runner =
      new OperationRunner(
          fly,
          DEADLINE,
          new Site(
              Wanted.KEY,
              Optional.of(APP),
              "acme",
              Given.INSTALLATION,
              Optional.of(SECRETS_VERSION)),
          new SecretFetcher(source, tally));

  static Operation.CreateApp createApp(String network) {
    return new Operation.CreateApp(APP, network, BECAUSE);
  }

  static Operation.CreateMachine createMachine() {
    return new Operation.CreateMachine(SLOT, "iad", config(), true, Optional.empty(), BECAUSE);
  }

  static MachineConfig config() {
    return new MachineConfig(MACHINE.config().orElseThrow(), Map.of("runtime_slot", "m0"));
  }

  Future<Succeeded> run(Operation operation) {
    return runner.run(operation);
  }

  /** What came of an operation that was done. */
  Effect effect(Operation operation) {
    return Answers.of(run(operation)).effect();
  }

  /** Why an operation was not done. */
  Failure failure(Operation operation) {
    return Answers.failure(run(operation));
  }
}
