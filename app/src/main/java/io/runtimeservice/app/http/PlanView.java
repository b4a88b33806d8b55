package io.runtimeservice.app.http;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.reconciler.pass.Preview.Previewed;
import io.runtimeservice.reconciler.plan.Operation;
import io.runtimeservice.reconciler.plan.Plan;
import io.runtimeservice.reconciler.plan.Stage;
import io.runtimeservice.reconciler.status.Trouble;
import java.util.List;
import java.util.Optional;

/** What a pass would do, as data and as text. */
final class PlanView {

  private PlanView() {}

  /** Empty if there is no such environment. */
  static Optional<Value.Tree> of(EnvironmentKey key, Previewed previewed) {
    return switch (previewed) {
      case Previewed.Nothing _ -> Optional.empty();
      case Previewed.Refused(Trouble trouble) -> Optional.of(refused(key, trouble));
      case Previewed.Planned(Desired desired, Plan plan, Optional<Trouble> withheld) ->
          Optional.of(planned(key, desired, plan, withheld));
    };
  }

  private static Value.Tree refused(EnvironmentKey key, Trouble trouble) {
    return head(key)
        .put("refused", trouble.reason().toString())
        .put("operations", 0)
        .put("stages", new Value.Many(List.of()))
        .put("text", "refused: " + trouble.message() + "\n")
        .build();
  }

  private static Value.Tree planned(
      EnvironmentKey key, Desired desired, Plan plan, Optional<Trouble> withheld) {
    return head(key)
        .put("generation", desired.version().generation().value())
        .put("operations", plan.operations().size())
        .put("stages", new Value.Many(plan.stages().stream().map(PlanView::stage).toList()))
        .putText("withheld", withheld.map(it -> it.reason().toString()))
        .put("text", plan.text() + withheld.map(it -> it.message() + "\n").orElse(""))
        .build();
  }

  private static Values.TreeBuilder head(EnvironmentKey key) {
    return Values.tree()
        .put("appId", key.app().value())
        .put("environmentId", key.environment().value());
  }

  private static Value stage(Stage stage) {
    return new Value.Many(stage.operations().stream().map(PlanView::operation).toList());
  }

  private static Value operation(Operation operation) {
    return Values.tree()
        .put("operation", operation.kind())
        .put("target", operation.target())
        .put("reason", operation.because().cause().name())
        .put("detail", operation.because().detail())
        .build();
  }
}
