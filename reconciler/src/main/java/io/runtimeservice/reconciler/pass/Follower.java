package io.runtimeservice.reconciler.pass;

import io.runtimeservice.model.record.Closing;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Naming;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.status.State;
import io.runtimeservice.model.status.Status;
import io.runtimeservice.model.status.StatusCodec;
import io.runtimeservice.reconciler.lease.Lease;
import io.runtimeservice.reconciler.lease.LeaseWatch;
import io.runtimeservice.reconciler.limit.FlyBudget;
import io.runtimeservice.reconciler.look.Bookkeeper;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/**
 * Sees to it that one replica at a time looks at an environment: the one that wrote its runtime
 * record last follows it. Another one writes the record first, so that of several only one
 * succeeds, and with the environment takes over what is left of the app's limits.
 */
public final class Follower {

  /** How soon a lease that somebody else holds is looked at again. */
  static final Duration HELD_RETRY = Duration.ofSeconds(2);

  /**
   * How long nothing new is left to a follower that has no reason to look by itself, and the least
   * that is left to any, however short leases are. Longer than a look that begins with less than no
   * tokens: else two replicas that are both marked take it from each other for ever.
   */
  static final Duration IDLE_PATIENCE = Duration.ofSeconds(6);

  /** Whoever follows and looks again by itself at the latest by then is waited for. */
  static final Duration LOOKS_SOON = Duration.ofSeconds(30);

  /** A follower looks again after five minutes at the latest; whatever a record may say. */
  static final Duration NEXT_LOOK_MAX = Duration.ofMinutes(5);

  private final LeaseWatch watch;
  private final Lease.Desk desk;
  private final Bookkeeper bookkeeper;
  private final FlyBudget budget;
  private final Duration leaseDuration;
  private final Clock clock;

  public Follower(
      LeaseWatch watch,
      Lease.Desk desk,
      Bookkeeper bookkeeper,
      FlyBudget budget,
      Duration leaseDuration,
      Clock clock) {
    this.watch = watch;
    this.desk = desk;
    this.bookkeeper = bookkeeper;
    this.budget = budget;
    this.leaseDuration = leaseDuration;
    this.clock = clock;
  }

  /** Whose turn it is, by the records as they were just read. */
  Turn turn(Case it, Desired desired, RuntimeRecord record) {
    boolean another = watch.isFollowedByAnother(record.lease());
    boolean news = isNews(it, desired, record);
    if (another && record.lease().owner().isEmpty() && !news && isOver(it)) {
      watch.forget(it.key());
      return new Turn.Nobodys();
    }
    Duration patience = patience(it);
    Optional<LeaseWatch.Leave> leave =
        news
            ? Optional.empty()
            : Optional.of(new LeaseWatch.Leave(patience, StatusCodec.rev(it.status())));
    var left = Optional.of(left(it, news));
    return switch (watch.judge(it.key(), record.lease(), leave, clock.nanos())) {
      case HELD -> new Turn.Theirs(HELD_RETRY);
      case FOLLOWED -> new Turn.Theirs(isAsked(it) ? HELD_RETRY : patience);
      case FREE -> new Turn.Ours(asked(it, record), another ? left : Optional.empty());
      case OURS -> new Turn.Ours(Course.dueWhole(record, clock.now()), Optional.empty());
      case STALE -> new Turn.Ours(Course.dueWhole(record, clock.now()), left);
    };
  }

  /** Nobody's settling time is cut short by the clock of another replica. */
  private RuntimeRecord restamped(RuntimeRecord record) {
    var applied = record.applied();
    return record.withApplied(applied.withRollout(applied.rollout().restamped(clock.now())));
  }

  private FlyBudget.Left left(Case it, boolean news) {
    if (!news) {
      return FlyBudget.Left.LESS_THAN_NONE;
    }
    boolean idle = it.previous().map(Follower::isIdle).orElse(true);
    return idle && !watch.hasSeen(it.key()) ? FlyBudget.Left.ONE : FlyBudget.Left.NONE;
  }

  /** Whoever told so had nothing more to do, whatever has been wanted since. */
  private static boolean isIdle(Status told) {
    return (told.state() == State.READY || told.state() == State.DELETED)
        && told.outlook().nextTryAt().isEmpty();
  }

  /** Something new, an operator, or what was seen on Fly, is worth a look whoever follows. */
  private static boolean isNews(Case it, Desired desired, RuntimeRecord record) {
    return !record.hasAccepted(desired.version())
        || it.request().asked().whole()
        || (it.isAtRest() && isSent(it.request().trigger()));
  }

  /** Only one replica sweeps, so that nobody else is sent at the same time. */
  private static boolean isSent(Trigger trigger) {
    return trigger == Trigger.DRIFT || trigger == Trigger.ROUND || trigger == Trigger.SWEEP;
  }

  private static boolean isAsked(Case it) {
    return it.request().asked().first().isPresent();
  }

  /** A reminder from when it was not at rest, which another replica has seen to. */
  private static boolean isOver(Case it) {
    boolean reminded =
        it.request().trigger() == Trigger.RETRY || it.request().trigger() == Trigger.WAIT;
    return it.isAtRest() && reminded && !isAsked(it);
  }

  private Duration patience(Case it) {
    if (it.isAtRest()) {
      return IDLE_PATIENCE;
    }
    Duration untilNextLook = untilNextLook(it);
    if (isAsked(it) && untilNextLook.compareTo(LOOKS_SOON) > 0) {
      return IDLE_PATIENCE;
    }
    Duration patience = leaseDuration.plus(untilNextLook);
    return patience.compareTo(IDLE_PATIENCE) < 0 ? IDLE_PATIENCE : patience;
  }

  /** How long after the status was written its writer meant to look again. */
  private static Duration untilNextLook(Case it) {
    return it.previous()
        .flatMap(status -> status.outlook().nextTryAt())
        .map(next -> Duration.between(StatusCodec.updatedAt(it.status()).orElse(next), next))
        .filter(Duration::isPositive)
        .map(until -> until.compareTo(NEXT_LOOK_MAX) > 0 ? NEXT_LOOK_MAX : until)
        .orElse(Duration.ZERO);
  }

  /** An operator who asks for a look means a look at everything, and another try of it. */
  private RuntimeRecord asked(Case it, RuntimeRecord record) {
    return it.request().asked().whole()
        ? record.withAgenda(record.agenda().withWholeLookDueAt(clock.now())).withoutRepairs()
        : record;
  }

  /**
   * Writes the record in this replica's name, if another one follows; fails with a {@code
   * LeaseLostException} if somebody was quicker. What is desired is known from then on, so that
   * nobody else takes it for new.
   */
  Future<RuntimeRecord> follow(Case it, Desired desired, Turn.Ours turn) {
    if (turn.takesOver().isEmpty()) {
      return Future.succeededFuture(turn.record());
    }
    var left = turn.takesOver().orElseThrow();
    RuntimeRecord accepted =
        bookkeeper.accept(desired, turn.record(), it.request().asked().first(), clock.now());
    return desk.note(restamped(accepted))
        .onSuccess(written -> {
          var reserved = written.naming().reserved().map(Naming.Reserved::name);
          reserved.ifPresent(app -> budget.takeOver(app, left));
          written.closing().map(Closing::name).ifPresent(app -> budget.takeOver(app, left));
        });
  }
}
