package io.runtimeservice.reconciler.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.reconciler.act.OperationResult.Result.Succeeded;
import io.runtimeservice.reconciler.plan.Cause;
import io.runtimeservice.reconciler.plan.Effect;
import io.runtimeservice.reconciler.plan.Operation;
import io.runtimeservice.reconciler.plan.Operation.Because;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperationResultTest {

  private static final FlyAppName APP = new FlyAppName("app-1");

  private static String word(Effect effect) {
    var operation = new Operation.DeleteApp(APP, new Because(Cause.DELETION_WANTED, ""));
    return new OperationResult(operation, new Succeeded(effect, Optional.empty()), Duration.ZERO)
        .word();
  }

  @Test
  void what_was_only_learnt_is_not_done() {
    assertThat(word(new Effect.AppDeleted(APP))).isEqualTo("done");
    assertThat(word(new Effect.RegionFull("iad"))).isEqualTo("failed");
    assertThat(word(new Effect.HostFull(new MachineId("m")))).isEqualTo("failed");
    assertThat(word(new Effect.NameLost(APP))).isEqualTo("failed");
  }
}
