package io.runtimeservice.reconciler.sweep;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.sweep.Orphan;
import io.runtimeservice.model.sweep.SweepRecord;
import io.runtimeservice.model.sweep.SweepReport;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.plan.Moment;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what no mark brings. One replica at a time asks every few seconds what has changed on Fly,
 * and every few minutes compares everything there is with everything that is recorded. It does
 * nothing about what it finds but to ask for a look, through the same queue as everybody else.
 */
public final class Sweep {

  /** A sweep that failed is made again so soon, or after the interval if that is shorter. */
  static final Duration RETRY = Duration.ofMinutes(1);

  /** A table that shows much less for so long has shrunk, and was not cut short. */
  static final Duration SHRUNK_BELIEVED_AFTER = Duration.ofHours(1);

  /** Replicas that start together do not stay together. */
  static final int JITTER_PERCENT = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  private final SweepParts parts;
  private final RandomGenerator random;
  private final SweepLease lease;
  private final Feed feed;
  private final Rounds rounds;
  private Optional<Time.Timer> next = Optional.empty();
  private UnaryOperator<SweepRecord> news = UnaryOperator.identity();
  private boolean leads;
  private Optional<Long> shrunkSinceNanos = Optional.empty();
  private boolean sweeping;
  private long dueAtNanos;
  private boolean closed;

  public Sweep(SweepParts parts, RandomGenerator random) {
    this.parts = parts;
    this.random = random;
    var options = parts.options();
    this.lease = new SweepLease(parts.store(), parts.time(), options.replica(), patience(options));
    this.feed = new Feed(parts, this::drifted);
    this.rounds = new Rounds(parts);
  }

  /** One who writes so seldom is not silent yet when one write is late. */
  private static Duration patience(SweepParts.Options options) {
    var three = options.feedInterval().multipliedBy(3);
    return three.compareTo(options.leaseDuration()) > 0 ? three : options.leaseDuration();
  }

  /** Sweeps now, if nobody else does, and from now on. */
  public void open() {
    tick()
        .onFailure(thrown ->
            LOG.atWarn()
                .addKeyValue("failure", thrown.getMessage())
                .log("the sweep cannot read or write its record, or cannot ask Fly for changes"))
        .onComplete(_ -> again());
  }

  /** Leaves it to another replica. */
  public void close() {
    closed = true;
    next.ifPresent(Time.Timer::cancel);
    lease.release();
  }

  private void again() {
    if (!closed) {
      next = Optional.of(parts.time().after(jittered(parts.options().feedInterval()), this::open));
    }
  }

  private Duration jittered(Duration interval) {
    int percent = 100 + random.nextInt(-JITTER_PERCENT, 1);
    return interval.multipliedBy(percent).dividedBy(100);
  }

  private Future<Void> tick() {
    UnaryOperator<SweepRecord> told = news;
    news = UnaryOperator.identity();
    return lease
        .keep(record -> withPosition(told.apply(record)))
        .onFailure(_ -> tellAgain(told))
        .compose(record -> record.isPresent() && !closed ? lead(record.orElseThrow()) : follow());
  }

  /** What could not be written is told before what has come meanwhile. */
  private void tellAgain(UnaryOperator<SweepRecord> told) {
    var meanwhile = news;
    news = record -> meanwhile.apply(told.apply(record));
  }

  private SweepRecord withPosition(SweepRecord record) {
    return leads ? record.withFeedFrom(feed.from()) : record;
  }

  private Future<Void> follow() {
    if (leads) {
      leads = false;
      news = UnaryOperator.identity();
      rounds.forget();
    }
    return Future.succeededFuture();
  }

  private Future<Void> lead(SweepRecord record) {
    if (!leads) {
      leads = true;
      feed.resume(record.feedFrom());
      dueAtNanos = parts.time().nanos();
    }
    if (!sweeping && parts.time().nanos() - dueAtNanos >= 0) {
      sweep(record);
      return Future.succeededFuture();
    }
    return feed.poll();
  }

  /** Takes its time; meanwhile the lease is kept, and the feed goes on. */
  private void sweep(SweepRecord record) {
    sweeping = true;
    var full = new FullSweep(parts, expected(record), feed.roll());
    full.run()
        .onSuccess(swept -> learn(record, swept))
        .onFailure(this::report)
        .onComplete(ended -> {
          if (leads) {
            full.census().ifPresent(it -> it.gauge(parts.telemetry()));
          }
          sweeping = false;
          var retry =
              RETRY.compareTo(parts.options().interval()) < 0 ? RETRY : parts.options().interval();
          var wait = ended.succeeded() ? parts.options().interval() : retry;
          dueAtNanos = parts.time().nanos() + jittered(wait).toNanos();
        });
  }

  /** How many environments the table should show: as many as the last time that it was whole. */
  private int expected(SweepRecord record) {
    boolean hasShrunk =
        shrunkSinceNanos
            .filter(since -> parts.time().nanos() - since >= SHRUNK_BELIEVED_AFTER.toNanos())
            .isPresent();
    return hasShrunk ? 0 : environments(record);
  }

  private static int environments(SweepRecord record) {
    return record.lastComplete().map(SweepReport::environments).orElse(0);
  }

  private void noteSize(SweepRecord record, SweepReport report) {
    boolean isSmaller = Trust.of(report.environments(), environments(record)) == Trust.SHRUNK;
    shrunkSinceNanos =
        isSmaller ? shrunkSinceNanos.or(() -> Optional.of(parts.time().nanos())) : Optional.empty();
  }

  /** What the feed sees is told with what the last sweep found. */
  private void drifted(EnvironmentKey key, Difference difference) {
    var before = news;
    var found = new SweepReport.Found(key, difference.what());
    news = record -> before.apply(record).withFound(difference.kind().toString(), found);
    parts.finds().drift(key);
  }

  private void report(Throwable thrown) {
    parts.telemetry().count(Metric.SWEEPS, "failed");
    LOG.atWarn()
        .addKeyValue("failure", thrown.getMessage())
        .log("a sweep could not read everything; the next one starts anew");
  }

  /** Where Fly shows nothing, its clock is ours, if they are known to agree. */
  private Optional<Instant> lately() {
    Moment moment = parts.moment().get();
    return moment.agreed() ? Optional.of(moment.now()) : Optional.empty();
  }

  private void learn(SweepRecord record, FullSweep.Swept swept) {
    if (!leads) {
      return; // another replica sweeps by now, and says what it finds
    }
    SweepReport report = swept.report();
    noteSize(record, report);
    List<Orphan> orphans =
        report.isComplete()
            ? OrphanWatch.seen(record.orphans(), swept.orphans(), report.at())
            : record.orphans();
    news = it -> it.withReport(report, orphans);
    feed.begin(swept.roll(), swept.newest().or(this::lately));
    rounds.begin(swept.roll());
    rounds.orphans(report, swept.roll(), record.orphans(), orphans);
    rounds.gauge(report, Math.toIntExact(orphans.stream().filter(Orphan::isConfirmed).count()));
  }
}
