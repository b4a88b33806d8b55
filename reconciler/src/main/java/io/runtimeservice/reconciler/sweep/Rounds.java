package io.runtimeservice.reconciler.sweep;

import io.runtimeservice.model.sweep.Orphan;
import io.runtimeservice.model.sweep.SweepReport;
import io.runtimeservice.model.telemetry.Metric;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the lists do not show is looked at in turn: each production environment with every sweep,
 * each preview when its whole look is due, so many at most with one sweep, and never all at once.
 */
final class Rounds {

  /** With one sweep so many are looked at whole, however few there are. */
  static final int WHOLE_LOOKS_MIN = 20;

  /** How much faster than needed the round may go, to make up for what was left out. */
  static final int HASTE = 2;

  /** Looks are spread over so much of the time until the next sweep. */
  static final int SPREAD_PERCENT = 80;

  /** By how long they have been due. */
  private static final Comparator<Standing> LONGEST_LAST =
      Comparator.<Standing, Instant>comparing(it -> it.lookDueAt().orElse(Instant.MIN)).reversed();

  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final SweepParts parts;

  Rounds(SweepParts parts) {
    this.parts = parts;
  }

  /** Asks for the looks that it is time for. */
  Future<Void> begin(Roll roll) {
    Instant now = parts.moment().get().now();
    var turns = new Turns(parts.time());
    int most = wholeLooksMax(roll.size());
    var due = new PriorityQueue<Standing>(LONGEST_LAST);
    return turns
        .each(
            roll.all(),
            it -> {
              if (!it.atRest() || !it.made()) {
                return;
              }
              if (it.production()) {
                turn(it);
              } else if (it.lookDueAt().filter(now::isBefore).isEmpty()) {
                due.add(it);
                if (due.size() > most) {
                  due.remove();
                }
              }
            })
        .compose(
            _ -> turns.each(due.stream().sorted(LONGEST_LAST.reversed()).toList(), this::turn));
  }

  /** Enough to see everything within the interval, and somewhat more. */
  int wholeLooksMax(int environments) {
    var options = parts.options();
    long sweeps = Math.max(1, options.wholeLookInterval().dividedBy(options.interval()));
    return (int) Math.max(WHOLE_LOOKS_MIN, HASTE * (environments / sweeps + 1));
  }

  private void turn(Standing standing) {
    parts.finds().turn(standing.key(), spread(standing));
  }

  private Duration spread(Standing standing) {
    int part = Math.floorMod(standing.key().hashCode(), 1000);
    return parts
        .options()
        .interval()
        .multipliedBy(SPREAD_PERCENT)
        .dividedBy(100)
        .multipliedBy(part)
        .dividedBy(1000);
  }

  /**
   * An app under a name that was given up is deleted at once; others, if it is so set, once they
   * were seen twice, and unless there are more of them than apps that are somebody's: then it is
   * the table that is wrong. Each is said once.
   */
  void orphans(SweepReport report, Roll roll, List<Orphan> before, List<Orphan> now) {
    if (!report.isComplete()) {
      return;
    }
    boolean mayGo = parts.options().deletesOrphans() && now.size() <= report.owned();
    for (Orphan orphan : now) {
      boolean givenUp = roll.isGivenUp(orphan.app());
      if (givenUp || (mayGo && orphan.isConfirmed())) {
        orphan.of().ifPresent(key -> parts.finds().orphan(key, orphan.app()));
      }
      if (orphan.isConfirmed() && before.stream().noneMatch(it -> isKnown(it, orphan))) {
        LOG.atWarn()
            .addKeyValue("orphan", orphan.app().value())
            .addKeyValue("environment", orphan.of().map(Object::toString).orElse(""))
            .log("an app is ours and no environment's");
      }
    }
  }

  private static boolean isKnown(Orphan before, Orphan now) {
    return before.app().equals(now.app()) && before.isConfirmed();
  }

  void gauge(SweepReport report, int orphans) {
    var telemetry = parts.telemetry();
    telemetry.count(Metric.SWEEPS, report.isComplete() ? "complete" : "doubtful");
    telemetry.time(Metric.SWEEP_DURATION, report.took());
    if (report.isComplete()) {
      telemetry.set(Metric.SWEEP_LAST_SUCCESS, (double) report.at().getEpochSecond());
      telemetry.set(Metric.OWNED_RESOURCES, report.owned(), "app");
      telemetry.set(Metric.OWNED_RESOURCES, report.machines(), "machine");
      telemetry.set(Metric.ORPHANS, orphans);
    }
  }

  /** Another replica sweeps: what this one says would be old. */
  void forget() {
    var telemetry = parts.telemetry();
    telemetry.set(Metric.SWEEP_LAST_SUCCESS, 0);
    telemetry.set(Metric.OWNED_RESOURCES, 0, "app");
    telemetry.set(Metric.OWNED_RESOURCES, 0, "machine");
    telemetry.set(Metric.ORPHANS, 0);
    new Census().gauge(telemetry);
  }
}
