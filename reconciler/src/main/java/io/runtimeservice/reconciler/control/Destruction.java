package io.runtimeservice.reconciler.control;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.spec.EnvironmentType;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.reconciler.plan.Observed;
import io.runtimeservice.reconciler.plan.Operation;
import io.runtimeservice.reconciler.plan.Serving;
import java.util.List;

/**
 * What takes something away for good: deleting an app, stopping production for its deletion,
 * removing the last machine that serves. One with a healthy successor is no loss.
 *
 * @param what counted once: the incarnation whose end it is, or the desired state that removes
 * @param kind who is behind it
 */
record Destruction(String what, Kind kind) {

  /** Who is behind it. */
  enum Kind {
    /** The Manager asked for it, of a preview: too many of them are paced. */
    ASKED,
    /** Production, or nobody asked just now: too many of them trip the brake. */
    WEIGHTY
  }

  /** The operations of these that take something away for good. */
  static List<Operation> in(List<Operation> operations, Desired desired, Observed observed) {
    return operations.stream().filter(it -> destroys(it, desired, observed)).toList();
  }

  private static boolean destroys(Operation operation, Desired desired, Observed observed) {
    return switch (operation) {
      case Operation.DeleteApp _ -> true;
      case Operation.StopMachine _ -> desired.wish() == Wish.DELETED;
      case Operation.DestroyMachine destroy ->
          serves(destroy, desired, observed) && !anotherServes(destroy, desired, observed);
      case Operation.CreateApp _,
          Operation.AssignAddress _,
          Operation.ReleaseAddress _,
          Operation.WriteSecrets _,
          Operation.RequestCertificate _,
          Operation.RemoveCertificate _,
          Operation.CreateMachine _,
          Operation.UpdateMachine _,
          Operation.StartMachine _,
          Operation.CordonMachine _,
          Operation.UncordonMachine _ ->
          false;
    };
  }

  private static boolean serves(
      Operation.DestroyMachine destroy, Desired desired, Observed observed) {
    return observed.machines().stream()
        .filter(it -> it.id().equals(destroy.machine()))
        .anyMatch(it -> serves(desired, it));
  }

  private static boolean anotherServes(
      Operation.DestroyMachine destroy, Desired desired, Observed observed) {
    return observed.machines().stream()
        .filter(it -> !it.id().equals(destroy.machine()))
        .anyMatch(it -> it.health().hostOk() && serves(desired, it));
  }

  private static boolean serves(Desired desired, Machine machine) {
    return Serving.of(desired.spec(), machine) == Serving.YES;
  }

  /** What these amount to, of an environment. */
  static Destruction of(Desired desired, RuntimeRecord record) {
    boolean asked = desired.type() == EnvironmentType.PREVIEW && desired.expiredAt().isEmpty();
    String what =
        desired.wish() == Wish.DELETED
            ? "app " + record.naming().incarnation()
            : "machine " + desired.version().generation() + " " + desired.version().digest();
    return new Destruction(what, asked ? Kind.ASKED : Kind.WEIGHTY);
  }
}
