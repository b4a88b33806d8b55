package io.runtimeservice.reconciler.act;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.reconciler.plan.Effect;
import io.runtimeservice.reconciler.plan.Operation;
import java.time.Duration;
import java.util.Optional;

/** What came of an operation. */
public record OperationResult(Operation operation, Result result, Duration took) {

  /** Done, or why not. */
  public sealed interface Result {

    /**
     * It was done, or turned out to be done.
     *
     * @param requestId Fly's id of the call that did it
     */
    record Succeeded(Effect effect, Optional<String> requestId) implements Result {}

    record Failed(Failure failure) implements Result {}
  }

  /** Whether what it makes may have been made, or still be under way. */
  public boolean isOpen() {
    return result instanceof Result.Failed(Failure failure) && failure.mayHaveHappened();
  }

  /** In one word, as metrics and history say it. */
  public String word() {
    return switch (result) {
      case Result.Succeeded(Effect effect, _) -> insteadOf(effect).isPresent() ? "failed" : "done";
      case Result.Failed _ -> isOpen() ? "unknown" : "failed";
    };
  }

  /** What was learnt instead of its being done: from that the next plan is made. */
  public static Optional<String> insteadOf(Effect effect) {
    return switch (effect) {
      case Effect.RegionFull(var region) -> Optional.of("there is no room in " + region);
      case Effect.HostFull(var machine) -> Optional.of("the host of " + machine + " has no room");
      case Effect.NameLost(var app) -> Optional.of("the name " + app + " is somebody else's");
      case Effect.AppCreated _,
          Effect.AppAdopted _,
          Effect.AppDeleted _,
          Effect.AddressAssigned _,
          Effect.AddressReleased _,
          Effect.SecretsApplied _,
          Effect.CertificateRequested _,
          Effect.CertificateRemoved _,
          Effect.MachineInSlot _,
          Effect.GreenMade _,
          Effect.MachineCordoned _,
          Effect.MachineUncordoned _,
          Effect.MachineMoving _,
          Effect.MachineGone _ ->
          Optional.empty();
    };
  }

  public Optional<String> requestId() {
    return switch (result) {
      case Result.Succeeded succeeded -> succeeded.requestId();
      case Result.Failed failed -> failed.failure().evidence().requestId();
    };
  }
}
