package io.runtimeservice.reconciler.act;

import io.runtimeservice.model.document.Plain;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.reconciler.act.OperationResult.Result;
import io.runtimeservice.reconciler.plan.Effect;
import io.runtimeservice.reconciler.plan.Operation;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How what an operation is about was before it, and how it is after: names, versions and states.
 * References to secrets are among them, values are not.
 */
record Change(String before, String after) {

  /** Longer than most of what is told; the rest is cut off. */
  static final int CHARACTERS_MAX = 512;

  static final String NONE = "none";
  static final String UNKNOWN = "unknown";

  Change {
    before = Plain.cut(before, CHARACTERS_MAX);
    after = Plain.cut(after, CHARACTERS_MAX);
  }

  /** Of an operation that has ended, by what was recorded when it began. */
  static Change of(OperationResult result, Applied recorded) {
    String before = before(result.operation(), recorded);
    return new Change(
        before,
        switch (result.result()) {
          case Result.Succeeded(Effect effect, _) -> after(effect, before);
          case Result.Failed _ -> result.isOpen() ? UNKNOWN : before;
        });
  }

  private static String before(Operation operation, Applied recorded) {
    return switch (operation) {
      case Operation.CreateApp _, Operation.CreateMachine _ -> NONE;
      case Operation.DeleteApp it -> it.app().value();
      case Operation.AssignAddress it ->
          Optional.ofNullable(recorded.addresses().get(it.type())).orElse(NONE);
      case Operation.ReleaseAddress it -> it.ip();
      case Operation.WriteSecrets it -> secrets(it, recorded);
      case Operation.RequestCertificate it -> certificate(it.certificate().hostname(), recorded);
      case Operation.RemoveCertificate it -> certificate(it.hostname(), recorded);
      case Operation.UpdateMachine it -> version(it.machine().value(), it.currentVersion());
      case Operation.StartMachine it -> it.machine() + " not running";
      case Operation.CordonMachine it -> it.machine() + " open";
      case Operation.UncordonMachine it -> it.machine() + " cordoned";
      case Operation.StopMachine it -> it.machine() + " running";
      case Operation.DestroyMachine it -> it.machine().value();
    };
  }

  /** The references of those that are about to be set or unset. */
  private static String secrets(Operation.WriteSecrets operation, Applied recorded) {
    String known =
        Stream.concat(operation.set().keySet().stream(), operation.unset().stream())
            .filter(recorded.secrets()::containsKey)
            .sorted()
            .map(name -> name + "=" + reference(recorded.secrets().get(name)))
            .collect(Collectors.joining(", "));
    return known.isEmpty() ? NONE : known;
  }

  private static String reference(Applied.@Nullable Secret secret) {
    return secret == null
        ? NONE
        : secret.spec().reference().ref() + "@" + secret.spec().reference().version();
  }

  private static String certificate(String hostname, Applied recorded) {
    return Optional.ofNullable(recorded.certificates().get(hostname))
        .map(it -> it.active() ? "active" : "asked for")
        .orElse(NONE);
  }

  private static String version(String machine, String version) {
    return machine + " version " + version;
  }

  private static String after(Effect effect, String before) {
    return switch (effect) {
      case Effect.AppCreated it -> it.app().value();
      case Effect.AppAdopted it -> it.app() + ", there already";
      case Effect.AddressAssigned it -> it.address().ip();
      case Effect.SecretsApplied it -> secretsAfter(it);
      case Effect.CertificateRequested it ->
          it.certificate().state().toString().toLowerCase(Locale.ROOT);
      case Effect.MachineInSlot it -> machine(it.machine());
      case Effect.GreenMade it -> machine(it.machine());
      case Effect.MachineCordoned it -> it.machine() + " cordoned";
      case Effect.MachineUncordoned it -> it.machine() + " open";
      case Effect.MachineMoving it ->
          it.machine() + " " + it.state().toString().toLowerCase(Locale.ROOT);
      case Effect.AppDeleted _,
          Effect.AddressReleased _,
          Effect.CertificateRemoved _,
          Effect.MachineGone _ ->
          NONE;
      case Effect.NameLost _, Effect.HostFull _, Effect.RegionFull _ -> before;
    };
  }

  private static String machine(Machine machine) {
    return version(machine.id().value(), machine.version());
  }

  private static String secretsAfter(Effect.SecretsApplied applied) {
    String set =
        applied.operation().set().entrySet().stream()
            .map(it ->
                "%s=%s@%s"
                    .formatted(
                        it.getKey(),
                        it.getValue().reference().ref(),
                        it.getValue().reference().version()))
            .collect(Collectors.joining(", "));
    return "%s (Fly's version %d)"
        .formatted(set.isEmpty() ? NONE : set, applied.written().version());
  }
}
