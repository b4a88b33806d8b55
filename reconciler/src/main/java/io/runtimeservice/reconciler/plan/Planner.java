package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Naming;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.spec.CertificateSpec;
import io.runtimeservice.model.spec.SecretSpec;
import io.runtimeservice.reconciler.plan.Operation.Because;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Decides what may be done now to bring what is observed closer to what is desired. A pure
 * function: it asks nobody, and the time is an argument.
 *
 * <p>The order of stages is the order of need: the app; then its addresses, secrets and
 * certificates at once; then its machines, which start with the secrets; last, what is wanted no
 * more.
 */
public final class Planner {

  /** How long an accepted deletion may take before it is asked for again. */
  static final Duration DELETION_PATIENCE = Duration.ofMinutes(1);

  private final String installation;
  private final Duration deleteGrace;

  /**
   * A planner.
   *
   * @param installation whose environments these are
   * @param deleteGrace how long production is kept stopped before it is deleted
   */
  public Planner(String installation, Duration deleteGrace) {
    this.installation = installation;
    this.deleteGrace = deleteGrace;
  }

  public Plan plan(Desired desired, Observed observed, Moment moment) {
    return switch (desired.wish()) {
      case RUNNING, STOPPED -> keep(desired, observed, moment.now());
      case DELETED -> delete(desired, observed, moment);
    };
  }

  private Plan keep(Desired desired, Observed observed, Instant now) {
    var prerequisites = prerequisites(desired, observed);
    return Plan.of(
        app(observed),
        prerequisites,
        machines(desired, afterSecrets(observed, prerequisites), now),
        leftovers(desired, observed));
  }

  /**
   * What will be known once the secrets are written, but for their digests: until then every
   * machine counts as started with others. If a value turns out to be the same, the next plan knows
   * it.
   */
  private static Observed afterSecrets(Observed observed, List<Operation> prerequisites) {
    Applied applied = observed.record().applied();
    for (Operation operation : prerequisites) {
      if (operation instanceof Operation.WriteSecrets write) {
        applied = applied.withSecrets(applied.secretsVersion(), write.expected(applied.secrets()));
      }
    }
    return observed.withRecord(observed.record().withApplied(applied));
  }

  private static List<Operation> app(Observed observed) {
    if (observed.record().applied().appCreated()) {
      return List.of();
    }
    return observed.record().naming().reserved().stream()
        .<Operation>map(it ->
            new Operation.CreateApp(it.name(), it.network(), Because.of(Cause.ENVIRONMENT_IS_NEW)))
        .toList();
  }

  private static List<Operation> prerequisites(Desired desired, Observed observed) {
    var operations = new ArrayList<Operation>();
    Applied applied = observed.record().applied();
    for (AddressType type : desired.spec().reach().addresses()) {
      if (!applied.addresses().containsKey(type)) {
        operations.add(new Operation.AssignAddress(type, Because.of(Cause.ADDRESS_MISSING)));
      }
    }
    secrets(desired, observed).ifPresent(operations::add);
    for (CertificateSpec certificate : desired.spec().certificates()) {
      whyRequested(certificate, applied)
          .ifPresent(cause ->
              operations.add(new Operation.RequestCertificate(certificate, Because.of(cause))));
    }
    return operations;
  }

  private static Optional<Operation> secrets(Desired desired, Observed observed) {
    Applied applied = observed.record().applied();
    var set = new TreeMap<String, SecretSpec>();
    boolean anyNew = false;
    for (var wanted : desired.spec().variables().secrets().entrySet()) {
      var has = Optional.ofNullable(applied.secrets().get(wanted.getKey()));
      if (has.filter(it -> it.spec().equals(wanted.getValue())).isEmpty()) {
        set.put(wanted.getKey(), wanted.getValue());
        anyNew |= has.isEmpty();
      }
    }
    var unset = new TreeSet<>(applied.secrets().keySet());
    unset.removeAll(desired.spec().variables().secrets().keySet());
    unset.addAll(observed.straySecrets());
    if (set.isEmpty() && unset.isEmpty()) {
      return Optional.empty();
    }
    Cause cause =
        set.isEmpty()
            ? Cause.SECRET_NOT_WANTED
            : anyNew ? Cause.SECRET_NEW : Cause.SECRET_VERSION_CHANGED;
    return Optional.of(new Operation.WriteSecrets(set, unset, Because.of(cause)));
  }

  private static Optional<Cause> whyRequested(CertificateSpec certificate, Applied applied) {
    return Optional.ofNullable(applied.certificates().get(certificate.hostname()))
        .map(Applied.Certified::custom)
        .map(custom ->
            custom.equals(certificate.custom())
                ? Optional.<Cause>empty()
                : Optional.of(Cause.CERTIFICATE_CHANGED))
        .orElse(Optional.of(Cause.CERTIFICATE_WANTED));
  }

  private static List<Operation> leftovers(Desired desired, Observed observed) {
    var operations = new ArrayList<Operation>();
    Applied applied = observed.record().applied();
    applied
        .addresses()
        .forEach((type, ip) -> {
          if (!desired.spec().reach().addresses().contains(type)) {
            operations.add(
                new Operation.ReleaseAddress(type, ip, Because.of(Cause.ADDRESS_NOT_WANTED)));
          }
        });
    observed
        .surplus()
        .forEach(it ->
            operations.add(
                new Operation.ReleaseAddress(
                    it.type(), it.ip(), Because.of(Cause.ADDRESS_SURPLUS))));
    var wanted = desired.spec().certificates().stream().map(CertificateSpec::hostname).toList();
    for (String hostname : applied.certificates().keySet()) {
      if (!wanted.contains(hostname)) {
        operations.add(
            new Operation.RemoveCertificate(hostname, Because.of(Cause.CERTIFICATE_NOT_WANTED)));
      }
    }
    return operations;
  }

  private List<Operation> machines(Desired desired, Observed observed, Instant now) {
    return new MachinePlanner(desired, observed, installation, now).plan();
  }

  private Plan delete(Desired desired, Observed observed, Moment moment) {
    Instant now = moment.now();
    var record = observed.record();
    if (record.closing().isPresent()) {
      return record
          .closing()
          .filter(it -> it.goneAt().isEmpty())
          .filter(it -> !now.isBefore(it.at().plus(DELETION_PATIENCE)))
          .map(it -> deletion(it.name(), Because.of(Cause.STILL_THERE)))
          .orElse(Plan.EMPTY);
    }
    return record
        .naming()
        .reserved()
        .map(Naming.Reserved::name)
        .map(name ->
            mayGo(desired, observed, moment)
                ? deletion(name, whyDeleted(desired))
                : Plan.of(machines(desired, observed, now)))
        .filter(_ -> record.applied().appCreated())
        .orElse(Plan.EMPTY);
  }

  private static Because whyDeleted(Desired desired) {
    return desired
        .expiredAt()
        .map(at -> new Because(Cause.EXPIRED, at.toString()))
        .orElseGet(() -> Because.of(Cause.DELETION_WANTED));
  }

  private static Plan deletion(FlyAppName name, Because because) {
    return Plan.of(List.of(new Operation.DeleteApp(name, because)));
  }

  /** Production is stopped first, and kept for a grace period. */
  private boolean mayGo(Desired desired, Observed observed, Moment moment) {
    return switch (desired.type()) {
      case PREVIEW -> true;
      case PRODUCTION ->
          observed
              .record()
              .agenda()
              .drainingSince()
              .filter(since -> moment.isCertainlyPast(since.plus(deleteGrace)))
              .isPresent();
    };
  }
}
