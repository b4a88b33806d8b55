package io.runtimeservice.reconciler.status;

import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Progress;
import io.runtimeservice.model.spec.CertificateSpec;
import io.runtimeservice.model.spec.SecretSpec;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.model.status.Condition;
import io.runtimeservice.model.status.ConditionType;
import io.runtimeservice.model.status.DnsRow;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.Status;
import io.runtimeservice.model.status.Truth;
import io.runtimeservice.reconciler.plan.Observed;
import io.runtimeservice.reconciler.plan.Ownership;
import io.runtimeservice.reconciler.plan.Serving;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The conditions of an environment that is to be kept, running or stopped. */
final class KeptFindings {

  private final Telling.Seen telling;
  private final Desired desired;
  private final Observed observed;
  private final List<SlotStory> slots;

  KeptFindings(Telling.Seen telling) {
    this.telling = telling;
    this.desired = telling.desired();
    this.observed = telling.observed();
    this.slots = SlotStory.of(desired, observed, telling.now());
  }

  List<Finding> all() {
    var findings = new ArrayList<Finding>();
    findings.add(Finding.holds(ConditionType.ACCEPTED));
    findings.add(image());
    findings.add(app());
    findings.add(addresses());
    findings.add(secrets());
    findings.add(certificates());
    findings.add(machines());
    findings.add(health(findings.getLast()));
    findings.add(synced(findings));
    findings.add(ready(findings));
    findings.add(stalled());
    findings.add(
        new Finding(
            ConditionType.TERMINATING,
            Truth.FALSE,
            Reason.AS_DESIRED,
            Reason.AS_DESIRED.sentence()));
    return findings;
  }

  /** Whether this very desired state is what is there, whole and serving. */
  boolean isReadyAsDesired() {
    boolean machinesAreRight =
        !slots.isEmpty() && slots.stream().allMatch(it -> it.fits() && it.trouble().isEmpty());
    return machinesAreRight
        && addressesAreAssigned()
        && secretsAreApplied()
        && (desired.wish() != Wish.RUNNING || slots.stream().allMatch(it -> it.serves(desired)));
  }

  /** Whether any machine serves, of whatever generation. */
  boolean anyServes() {
    return desired.wish() == Wish.RUNNING
        && observed.machines().stream()
            .anyMatch(it -> Serving.of(desired.spec(), it) == Serving.YES);
  }

  private Finding image() {
    return desired.spec().build().image().isEmpty()
        ? Finding.fails(ConditionType.IMAGE_AVAILABLE, Reason.WAITING_FOR_IMAGE)
        : holdsUnlessTroubled(ConditionType.IMAGE_AVAILABLE);
  }

  private Finding app() {
    return observed.record().applied().appCreated()
        ? Finding.holds(ConditionType.APP_PROVISIONED)
        : undone(ConditionType.APP_PROVISIONED, Reason.CREATING_APP);
  }

  private boolean addressesAreAssigned() {
    return observed
        .record()
        .applied()
        .addresses()
        .keySet()
        .containsAll(desired.spec().reach().addresses());
  }

  private Finding addresses() {
    return addressesAreAssigned()
        ? Finding.holds(ConditionType.ADDRESSES_ASSIGNED)
        : undone(ConditionType.ADDRESSES_ASSIGNED, Reason.ASSIGNING_ADDRESS);
  }

  private boolean secretsAreApplied() {
    Map<String, SecretSpec> wanted = desired.spec().variables().secrets();
    Map<String, Applied.Secret> has = observed.record().applied().secrets();
    return has.keySet().equals(wanted.keySet())
        && wanted.entrySet().stream()
            .allMatch(it ->
                Optional.ofNullable(has.get(it.getKey()))
                    .map(Applied.Secret::spec)
                    .filter(it.getValue()::equals)
                    .isPresent());
  }

  private Finding secrets() {
    return secretsAreApplied()
        ? Finding.holds(ConditionType.SECRETS_APPLIED)
        : undone(ConditionType.SECRETS_APPLIED, Reason.APPLYING_SECRETS);
  }

  private Finding certificates() {
    return CertificateStory.of(desired, observed, telling.now())
        .map(trouble ->
            certificatesAreRequested()
                ? asTold().orElseGet(() -> Finding.fails(ConditionType.CERTIFICATES_READY, trouble))
                : undone(ConditionType.CERTIFICATES_READY, trouble))
        .orElseGet(() -> Finding.holds(ConditionType.CERTIFICATES_READY));
  }

  /** Certificates that could not be looked at are as they were when they were last told of. */
  private Optional<Finding> asTold() {
    return lastTold()
        .flatMap(it -> it.condition(ConditionType.CERTIFICATES_READY))
        .filter(it -> !it.isTrue())
        .map(it -> new Finding(it.type(), it.truth(), it.reason(), it.message()));
  }

  /** The rows to paste for certificates that wait for them. */
  List<DnsRow> dns() {
    return lastTold().map(Status::dns).orElseGet(() -> CertificateStory.rows(observed));
  }

  /** What was told of this generation, if no certificate was looked at since. */
  private Optional<Status> lastTold() {
    return telling
        .previous()
        .filter(it -> it.observedGeneration().equals(telling.generation()))
        .filter(_ -> CertificateStory.isUnseen(desired, observed));
  }

  private Finding machines() {
    if (slots.isEmpty()) {
      return Finding.fails(ConditionType.MACHINES_RUNNING, Reason.WAITING_FOR_IMAGE);
    }
    return slots.stream()
        .flatMap(slot -> slot.trouble().map(it -> machines(slot, it)).stream())
        .findFirst()
        .orElseGet(() -> Finding.holds(ConditionType.MACHINES_RUNNING, restOrRun()));
  }

  private Finding machines(SlotStory slot, Trouble trouble) {
    return slot.fits()
        ? failsWith(ConditionType.MACHINES_RUNNING, trouble)
        : undone(ConditionType.MACHINES_RUNNING, trouble);
  }

  private Finding health(Finding machines) {
    if (machines.truth() != Truth.TRUE) {
      return new Finding(
          ConditionType.HEALTHY, Truth.UNKNOWN, machines.reason(), machines.message());
    }
    return HealthStory.of(desired, slots, since(ConditionType.MACHINES_RUNNING), telling.now())
        .map(trouble -> Finding.fails(ConditionType.HEALTHY, trouble))
        .orElseGet(() -> Finding.holds(ConditionType.HEALTHY, restOrRun()));
  }

  /** Whether what is on Fly is what was asked for; whether it works is another question. */
  private Finding synced(List<Finding> others) {
    if (telling.trouble().isPresent()) {
      return Finding.fails(ConditionType.SYNCED, telling.trouble().orElseThrow());
    }
    var rollout = observed.record().applied().rollout();
    boolean applied =
        rollout.isAtRest()
            && certificatesAreRequested()
            && slots.stream().allMatch(SlotStory::fits)
            && (isSettled() || slots.stream().noneMatch(SlotStory::isOutOfReach))
            && !slots.isEmpty()
            && observed.surplus().isEmpty()
            && observed.straySecrets().isEmpty()
            && others.stream()
                .filter(it -> NEEDED_TO_BE_SYNCED.contains(it.type()))
                .allMatch(it -> it.truth() == Truth.TRUE);
    return applied
        ? Finding.holds(ConditionType.SYNCED)
        : others.stream()
            .filter(it -> it.truth() == Truth.FALSE)
            .findFirst()
            .map(it -> new Finding(ConditionType.SYNCED, Truth.FALSE, it.reason(), it.message()))
            .orElseGet(() ->
                GreenStory.retiring(observed)
                    .map(it -> Finding.fails(ConditionType.SYNCED, it))
                    .orElseGet(
                        () -> Finding.fails(ConditionType.SYNCED, Reason.REPLACING_MACHINE)));
  }

  /** Whether this desired state was there once: what is out of reach since then has it. */
  private boolean isSettled() {
    return observed.record().progress().filter(it -> it.repairs().settled()).isPresent();
  }

  private static final Set<Reason> HELD =
      EnumSet.of(Reason.PAUSED, Reason.BRAKE_TRIPPED, Reason.DRIFT_DETECTED, Reason.QUARANTINED);

  private static final List<ConditionType> NEEDED_TO_BE_SYNCED =
      List.of(
          ConditionType.APP_PROVISIONED,
          ConditionType.ADDRESSES_ASSIGNED,
          ConditionType.SECRETS_APPLIED);

  private boolean certificatesAreRequested() {
    var has = observed.record().applied().certificates();
    return desired.spec().certificates().stream()
        .map(CertificateSpec::hostname)
        .allMatch(has::containsKey);
  }

  private Finding ready(List<Finding> others) {
    if (isReadyAsDesired()) {
      return Finding.holds(ConditionType.READY, restOrRun());
    }
    Finding why =
        others.stream()
            .filter(it -> it.truth() != Truth.TRUE)
            .filter(it -> it.type() != ConditionType.CERTIFICATES_READY)
            .findFirst()
            .orElseThrow();
    return anyServes()
        ? new Finding(
            ConditionType.READY, Truth.TRUE, Reason.AS_DESIRED, whatServes() + why.message())
        : new Finding(ConditionType.READY, Truth.FALSE, why.reason(), why.message());
  }

  private String whatServes() {
    return readyGeneration()
        .filter(it -> !Optional.of(it).equals(telling.generation()))
        .map(it -> "Generation " + it + " serves. The present one: ")
        .orElseGet(() ->
            partServes()
                ? "It serves, but not all of it: "
                : "An earlier state of it serves. The present one: ");
  }

  private boolean partServes() {
    return slots.stream().anyMatch(slot -> slot.fits() && slot.serves(desired));
  }

  /** The generation that serves: this one, or the last one that did and still does. */
  Optional<Generation> readyGeneration() {
    if (isReadyAsDesired()) {
      return telling.generation();
    }
    return anyServes()
        ? telling.previous().flatMap(Status::readyGeneration).or(this::generationOfServing)
        : Optional.empty();
  }

  /** As the serving machine says; one of the present generation says that it is not whole yet. */
  private Optional<Generation> generationOfServing() {
    return observed.machines().stream()
        .filter(it -> Serving.of(desired.spec(), it) == Serving.YES)
        .flatMap(it -> Optional.ofNullable(it.metadata().get(Ownership.GENERATION)).stream())
        .flatMap(it -> Generation.parse(it).stream())
        .findFirst()
        .filter(it -> !Optional.of(it).equals(telling.generation()));
  }

  private Finding stalled() {
    return deadline()
        .filter(at -> !telling.now().isBefore(at) && !isReadyAsDesired())
        .map(at -> Trouble.of(Reason.PROGRESS_DEADLINE_EXCEEDED, "It was at " + at + "."))
        .map(why -> new Finding(ConditionType.STALLED, Truth.TRUE, why.reason(), why.message()))
        .orElseGet(() ->
            new Finding(
                ConditionType.STALLED,
                Truth.FALSE,
                Reason.AS_DESIRED,
                Reason.AS_DESIRED.sentence()));
  }

  /**
   * Until when the present desired state should be there. What was there once and is there no more
   * is given as long as what is new; while there is no image nothing is late.
   */
  Optional<Instant> deadline() {
    return desired.spec().build().image().isEmpty()
        ? Optional.empty()
        : observed
            .record()
            .progress()
            .map(Progress::acceptedAt)
            .map(acceptedAt ->
                told(acceptedAt)
                    .map(it -> it.outlook().deadlineAt().orElse(after(telling.now())))
                    .orElse(after(acceptedAt)));
  }

  private Instant after(Instant start) {
    return start.plus(desired.spec().policy().progressDeadline());
  }

  /** What was told of this very desired state before. */
  private Optional<Status> told(Instant acceptedAt) {
    return telling
        .previous()
        .filter(it -> it.observedGeneration().equals(telling.generation()))
        .filter(it -> !it.observedAt().isBefore(acceptedAt));
  }

  private Reason restOrRun() {
    if (desired.wish() != Wish.RUNNING) {
      return Reason.STOPPED;
    }
    boolean allSleep =
        slots.stream()
            .flatMap(slot -> slot.machine().stream())
            .allMatch(it -> Serving.sleeps(desired.spec(), it));
    return allSleep ? Reason.SLEEPING : Reason.AS_DESIRED;
  }

  private Instant since(ConditionType type) {
    return telling
        .previous()
        .flatMap(it -> it.condition(type))
        .filter(Condition::isTrue)
        .map(Condition::lastTransitionTime)
        .orElse(telling.now());
  }

  /** What has yet to be done is not being done if anything went wrong in this pass. */
  private Finding undone(ConditionType type, Reason otherwise) {
    return undone(type, Trouble.of(otherwise));
  }

  private Finding undone(ConditionType type, Trouble otherwise) {
    return Finding.fails(type, telling.trouble().orElse(otherwise));
  }

  /** The condition fails for what went wrong in this pass, if that speaks of it. */
  private Finding failsWith(ConditionType type, Trouble otherwise) {
    return Finding.fails(type, troubleWith(type).or(this::held).orElse(otherwise));
  }

  /** Why nothing is being done about it. */
  private Optional<Trouble> held() {
    return telling.trouble().filter(trouble -> HELD.contains(trouble.reason()));
  }

  private Finding holdsUnlessTroubled(ConditionType type) {
    return troubleWith(type)
        .map(trouble -> Finding.fails(type, trouble))
        .orElseGet(() -> Finding.holds(type));
  }

  private Optional<Trouble> troubleWith(ConditionType type) {
    return telling.trouble().filter(trouble -> trouble.reason().about() == type);
  }
}
