package io.runtimeservice.reconciler.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.fly.SecretsWritten;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.spec.SecretSpec;
import io.runtimeservice.reconciler.act.OperationResult.Result;
import io.runtimeservice.reconciler.plan.Cause;
import io.runtimeservice.reconciler.plan.Effect;
import io.runtimeservice.reconciler.plan.Operation;
import io.runtimeservice.reconciler.plan.Operation.Because;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Before and after, in the audit: names, versions and states. */
class ChangeTest {

  private static final Because BECAUSE = new Because(Cause.ENVIRONMENT_IS_NEW, "");
  private static final FlyAppName APP = new FlyAppName("app");
  private static final MachineId MACHINE = new MachineId("148e21ea7e46e8");
  private static final Operation STOP =
      new Operation.StopMachine(new Slot(0), "m0", MACHINE, BECAUSE);
  private static final Operation CREATE = new Operation.CreateApp(APP, "default", BECAUSE);

  private static OperationResult result(Operation operation, Effect effect) {
    return new OperationResult(
        operation, new Result.Succeeded(effect, Optional.empty()), Duration.ZERO);
  }

  private static OperationResult failed(Failure failure) {
    return new OperationResult(STOP, new Result.Failed(failure), Duration.ZERO);
  }

  private static Change of(OperationResult result) {
    return Change.of(result, Applied.NOTHING);
  }

  @Test
  void what_is_made_was_not_there() {
    assertThat(of(result(CREATE, new Effect.AppCreated(APP)))).isEqualTo(new Change("none", "app"));
  }

  @Test
  void what_could_not_be_made_is_as_it_was() {
    assertThat(of(result(CREATE, new Effect.NameLost(APP)))).isEqualTo(new Change("none", "none"));
  }

  @Test
  void what_moves_is_on_its_way() {
    var stopping = new Effect.MachineMoving(MACHINE, MachineState.STOPPING);
    assertThat(of(result(STOP, stopping)))
        .isEqualTo(new Change("148e21ea7e46e8 running", "148e21ea7e46e8 stopping"));
  }

  @Test
  void what_was_refused_is_as_it_was_and_what_was_not_heard_of_is_not_known() {
    var evidence = Evidence.of(Dependency.FLY, "no");
    assertThat(of(failed(new Failure.Rejected(evidence))).after())
        .isEqualTo("148e21ea7e46e8 running");
    assertThat(of(failed(new Failure.OutcomeUnknown(evidence))).after()).isEqualTo("unknown");
  }

  @Test
  void of_secrets_the_references_are_told_and_the_text_is_cut() {
    var before = new SecretSpec(new SecretReference("checkout/db", "1"), "url");
    var after = new SecretSpec(new SecretReference("checkout/" + "x".repeat(490), "2"), "url");
    var recorded =
        Applied.NOTHING.withSecrets(
            Optional.of(3L), new TreeMap<>(Map.of("DB", new Applied.Secret(before, "digest"))));
    var write =
        new Operation.WriteSecrets(
            new TreeMap<>(Map.of("DB", after, "NEW", after)), new TreeSet<>(), BECAUSE);

    var change =
        Change.of(
            result(write, new Effect.SecretsApplied(write, new SecretsWritten(4, Map.of()))),
            recorded);

    assertThat(change.before()).isEqualTo("DB=checkout/db@1");
    assertThat(change.after()).startsWith("DB=checkout/xxx").endsWith("…");
    assertThat(change.after()).hasSizeLessThanOrEqualTo(Change.CHARACTERS_MAX);
  }
}
