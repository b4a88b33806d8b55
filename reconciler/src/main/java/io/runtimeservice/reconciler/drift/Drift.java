package io.runtimeservice.reconciler.drift;

import io.runtimeservice.model.id.Slot;
import io.runtimeservice.reconciler.plan.Cause;
import io.runtimeservice.reconciler.plan.Operation;
import io.runtimeservice.reconciler.plan.Operation.Because;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that was changed behind the service's back.
 *
 * @param subject which one: a slot, a host name, a type of address; never a value
 * @param detail what of it, as the operation that repairs it says
 */
public record Drift(Resource resource, Kind kind, String subject, String detail) {

  /** What was changed. */
  public enum Resource {
    APP,
    ADDRESS,
    SECRET,
    CERTIFICATE,
    MACHINE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How it was changed. */
  public enum Kind {
    MISSING,
    EXTRA,
    CHANGED,
    STOPPED,
    STARTED,
    /** It is somewhere else. */
    REGION;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The same for the same, whatever is wrong with it in detail. */
  String what() {
    return resource + " " + kind + " " + subject;
  }

  /** For a person. */
  public String words() {
    String change =
        switch (kind) {
          case MISSING -> "is gone";
          case EXTRA -> "is one too many";
          case CHANGED -> "was changed";
          case STOPPED -> "was stopped";
          case STARTED -> "was started";
          case REGION -> "is in another region";
        };
    return (resource + " " + subject).strip()
        + " "
        + change
        + (detail.isEmpty() ? "" : " (" + detail + ")");
  }

  /** What an operation repairs; empty if it repairs nothing that anybody has done. */
  static Optional<Drift> repairedBy(Operation operation) {
    String detail = operation.because().detail();
    return switch (operation) {
      case Operation.CreateApp it -> of(Resource.APP, Kind.MISSING, it.app().value(), detail);
      case Operation.AssignAddress it ->
          of(Resource.ADDRESS, Kind.MISSING, it.type().toString(), detail);
      case Operation.ReleaseAddress it ->
          of(Resource.ADDRESS, Kind.EXTRA, it.type().toString(), detail);
      case Operation.WriteSecrets it ->
          it.set().isEmpty()
              ? of(Resource.SECRET, Kind.EXTRA, "", String.join(", ", it.unset()))
              : of(Resource.SECRET, Kind.CHANGED, "", String.join(", ", it.set().keySet()));
      case Operation.RequestCertificate it ->
          of(Resource.CERTIFICATE, Kind.MISSING, it.certificate().hostname(), detail);
      case Operation.RemoveCertificate it ->
          of(Resource.CERTIFICATE, Kind.EXTRA, it.hostname(), detail);
      case Operation.CreateMachine it when it.because().cause() == Cause.HOST_UNREACHABLE ->
          Optional.empty();
      case Operation.CreateMachine it ->
          of(
              Resource.MACHINE,
              succeeds(it),
              it.slot().machineName(),
              follows(it) ? "its secrets" : detail);
      case Operation.CordonMachine it -> ended(it.slot(), it.because(), detail);
      case Operation.UpdateMachine it ->
          of(
              Resource.MACHINE,
              Kind.CHANGED,
              it.slot().machineName(),
              follows(it) ? "its secrets" : detail);
      case Operation.StartMachine it ->
          of(Resource.MACHINE, Kind.STOPPED, it.slot().machineName(), detail);
      case Operation.StopMachine it ->
          of(Resource.MACHINE, Kind.STARTED, it.slot().machineName(), detail);
      case Operation.DestroyMachine it -> ended(it.slot(), it.because(), detail);
      case Operation.DeleteApp _, Operation.UncordonMachine _ -> Optional.empty();
    };
  }

  /** Whether it only follows from another repair, if there is one. */
  static boolean follows(Operation operation) {
    return operation.because().cause() == Cause.SECRETS_CHANGED;
  }

  /** What is wrong with the machine that the new one is made in the place of. */
  private static Kind succeeds(Operation.CreateMachine operation) {
    return switch (operation.because().cause()) {
      case MACHINE_MISSING -> Kind.MISSING;
      case REGION_NOT_WANTED -> Kind.REGION;
      default -> Kind.CHANGED;
    };
  }

  private static Optional<Drift> ended(Slot slot, Because because, String detail) {
    String name = slot.machineName();
    return switch (because.cause()) {
      case DUPLICATE, FEWER_MACHINES_WANTED -> of(Resource.MACHINE, Kind.EXTRA, name, detail);
      case REGION_NOT_WANTED -> of(Resource.MACHINE, Kind.REGION, name, detail);
      default -> Optional.empty();
    };
  }

  private static Optional<Drift> of(Resource resource, Kind kind, String subject, String detail) {
    return Optional.of(new Drift(resource, kind, subject, detail));
  }
}
