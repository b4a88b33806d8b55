package io.runtimeservice.reconciler.status;

import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Rollout;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.model.status.Condition;
import io.runtimeservice.model.status.DnsRow;
import io.runtimeservice.model.status.Outlook;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.Status;
import io.runtimeservice.reconciler.plan.RolloutPlanner;
import io.runtimeservice.reconciler.plan.Serving;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Derives a status from what there is to tell. Pure: the same telling gives the same status. */
public final class StatusDeriver {

  /** A next try that is nearer is not worth a write that announces it. */
  static final Duration NEXT_TRY_WORTH_TELLING = Duration.ofSeconds(5);

  /** Whole looks that are due later than that are those of the daily round. */
  static final Duration WHOLE_LOOK_SOON = Duration.ofMinutes(2);

  private final RetryPolicy retries;
  private final Duration deleteGrace;

  /**
   * A deriver.
   *
   * @param deleteGrace how long production is kept stopped before it is deleted
   */
  public StatusDeriver(RetryPolicy retries, Duration deleteGrace) {
    this.retries = retries;
    this.deleteGrace = deleteGrace;
  }

  /**
   * A status, and what follows from it.
   *
   * @param again when to look again; empty if a mark or the sweep will
   */
  public record Told(Status status, Optional<Duration> again) {}

  /**
   * Tells.
   *
   * @param before how many passes in a row had ended in trouble before this one
   */
  public Told tell(Telling telling, int before) {
    return switch (telling) {
      case Telling.Seen seen when seen.desired().wish() == Wish.DELETED ->
          assemble(
              telling, new DeletionFindings(seen, deleteGrace).all(), ofDeletion(seen), before);
      case Telling.Seen seen -> kept(seen, before);
      case Telling.Refused refused ->
          assemble(
              telling,
              new CarriedFindings(telling).ofRefusal(refused.trouble()),
              Extras.carried(refused.previous(), refused.trouble()),
              before);
      case Telling.Unseen unseen ->
          assemble(
              telling,
              new CarriedFindings(telling).ofBlindness(unseen.trouble()),
              Extras.carried(unseen.previous(), unseen.trouble()),
              before);
    };
  }

  /** What a status says besides its conditions. */
  private record Extras(
      Optional<Generation> readyGeneration,
      Optional<String> image,
      List<DnsRow> dns,
      Optional<Instant> deadline,
      Instant begunAt,
      Optional<Duration> retryAfter) {

    static Extras carried(Optional<Status> previous, Trouble trouble) {
      return new Extras(
          previous.flatMap(Status::readyGeneration),
          previous.flatMap(Status::image),
          previous.map(Status::dns).orElse(List.of()),
          previous.flatMap(it -> it.outlook().deadlineAt()),
          Instant.MIN,
          trouble.retryAfter());
    }
  }

  /** The deadline of a deletion is the end of its grace period. */
  private Extras ofDeletion(Telling.Seen seen) {
    var graceEnds =
        seen.observed().record().agenda().drainingSince().map(it -> it.plus(deleteGrace));
    return new Extras(
        Optional.empty(),
        Optional.empty(),
        List.of(),
        graceEnds,
        seen.observed()
            .record()
            .closing()
            .map(it -> it.goneAt().orElse(it.at()))
            .orElse(seen.acceptedAt()),
        seen.trouble().flatMap(Trouble::retryAfter));
  }

  private Told kept(Telling.Seen seen, int before) {
    var findings = new KeptFindings(seen);
    boolean ready = findings.isReadyAsDesired();
    var extras =
        new Extras(
            findings.readyGeneration(),
            ready ? image(seen.desired()) : earlierImage(seen, findings),
            findings.dns(),
            ready ? Optional.empty() : findings.deadline(),
            seen.acceptedAt(),
            seen.trouble().flatMap(Trouble::retryAfter));
    return assemble(seen, findings.all(), extras, before);
  }

  private static Optional<String> image(Desired desired) {
    return desired.spec().build().image().map(Object::toString);
  }

  private static Optional<String> earlierImage(Telling.Seen seen, KeptFindings findings) {
    if (!findings.anyServes()) {
      return Optional.empty();
    }
    return seen.observed().machines().stream()
        .filter(it -> Serving.of(seen.desired().spec(), it) == Serving.YES)
        .flatMap(it -> it.config().flatMap(config -> config.text("image")).stream())
        .findFirst();
  }

  private Told assemble(Telling telling, List<Finding> findings, Extras extras, int before) {
    var conditions = findings.stream().map(it -> condition(telling, it)).toList();
    int attempt =
        switch (Status.headline(conditions).reason().retryClass()) {
          case NEVER, PROGRESS -> 0;
          case BACKOFF, PERSON, DNS -> before + 1;
        };
    var status = status(telling, conditions, extras, attempt);
    boolean inTime = extras.deadline().filter(telling.now()::isBefore).isPresent();
    var again =
        retries
            .again(
                status,
                new RetryPolicy.Situation(
                    attempt, inTime, extras.begunAt(), greenSince(telling), telling.now()))
            .or(() -> untilWholeLook(telling))
            .map(it -> sooner(it, untilRolloutGoesOn(telling)))
            .map(it -> notPast(it, telling.now(), extras.deadline()))
            .map(it -> longer(it, extras.retryAfter()));
    var outlook =
        new Outlook(
            status.outlook().waitingOn(),
            status.outlook().nextAction(),
            again.filter(it -> it.compareTo(NEXT_TRY_WORTH_TELLING) >= 0).map(telling.now()::plus),
            status.outlook().deadlineAt(),
            attempt);
    return new Told(withOutlook(status, outlook), again);
  }

  private static Status status(
      Telling telling, List<Condition> conditions, Extras extras, int attempt) {
    var plain =
        new Status(
            StateOf.conditions(conditions),
            telling.generation(),
            extras.readyGeneration(),
            extras.image(),
            conditions,
            new Outlook(
                Reason.AS_DESIRED.waitingOn(), "", Optional.empty(), extras.deadline(), attempt),
            extras.dns(),
            telling.now());
    Reason headline = plain.headline().reason();
    return withOutlook(
        plain,
        new Outlook(
            headline.waitingOn(),
            headline.nextAction(),
            Optional.empty(),
            extras.deadline(),
            attempt));
  }

  private static Status withOutlook(Status status, Outlook outlook) {
    return new Status(
        status.state(),
        status.observedGeneration(),
        status.readyGeneration(),
        status.image(),
        status.conditions(),
        outlook,
        status.dns(),
        status.observedAt());
  }

  /** The transition time moves only when the truth flips. */
  private static Condition condition(Telling telling, Finding finding) {
    var before = telling.previous().flatMap(it -> it.condition(finding.type()));
    Instant since =
        before
            .filter(it -> it.truth() == finding.truth())
            .map(Condition::lastTransitionTime)
            .orElse(telling.now());
    return new Condition(
        finding.type(),
        finding.truth(),
        finding.reason(),
        finding.message(),
        telling.generation(),
        since);
  }

  /**
   * A whole look that is due soon is told of and waited for, so that it is made by somebody else if
   * not by this replica; the daily one is left to marks and sweeps.
   */
  private static Optional<Duration> untilWholeLook(Telling telling) {
    return switch (telling) {
      case Telling.Seen seen when !seen.terminates() ->
          seen.observed()
              .record()
              .agenda()
              .wholeLookDueAt()
              .map(due -> Duration.between(seen.now(), due))
              .filter(in -> in.compareTo(WHOLE_LOOK_SOON) <= 0)
              .map(in -> in.isNegative() ? Duration.ZERO : in);
      case Telling.Seen _, Telling.Refused _, Telling.Unseen _ -> Optional.empty();
    };
  }

  private static Optional<Instant> greenSince(Telling telling) {
    return telling instanceof Telling.Seen seen
        ? seen.observed().record().applied().rollout().begun().map(Rollout.Begun::at)
        : Optional.empty();
  }

  /** A rollout goes on at a time that is known; nobody asks whether it has come. */
  private static Optional<Duration> untilRolloutGoesOn(Telling telling) {
    return telling instanceof Telling.Seen seen && !seen.terminates()
        ? RolloutPlanner.comesBackAt(
                seen.observed().record().applied().rollout(), seen.desired(), seen.now())
            .map(at -> Duration.between(seen.now(), at))
        : Optional.empty();
  }

  private static Duration sooner(Duration wait, Optional<Duration> other) {
    return other.filter(it -> it.compareTo(wait) < 0).orElse(wait);
  }

  private static Duration longer(Duration wait, Optional<Duration> atLeast) {
    return atLeast.filter(it -> it.compareTo(wait) > 0).orElse(wait);
  }

  /** The deadline itself is worth a look: it makes the environment stalled. */
  private static Duration notPast(Duration wait, Instant now, Optional<Instant> deadline) {
    return deadline
        .filter(it -> it.isAfter(now) && it.isBefore(now.plus(wait)))
        .map(it -> Duration.between(now, it))
        .orElse(wait);
  }
}
