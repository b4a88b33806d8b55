package io.runtimeservice.reconciler.control;

import io.runtimeservice.model.control.Brake;
import io.runtimeservice.model.control.Control;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.sweep.SweepRecord;
import io.runtimeservice.model.sweep.SweepReport;
import io.runtimeservice.reconciler.control.BrakeRule.Verdict;
import io.runtimeservice.reconciler.status.Trouble;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts in the table, shared by all replicas, what is about to be taken away for good. It is
 * counted before it is done: a replica that dies in between leaves the count too high, never too
 * low.
 */
final class BrakeDesk {

  /** So often somebody else may write the control record in between. */
  static final int ATTEMPTS_MAX = 5;

  static final Duration BUSY_RETRY = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(BrakeDesk.class);

  private final Braking parts;

  /** One at a time: those of one replica do not get into each other's way. */
  private Future<?> before = Future.succeededFuture();

  BrakeDesk(Braking parts) {
    this.parts = parts;
  }

  /** Counts one more, or says why it must not be; never fails. */
  Future<Optional<Trouble>> count(Destruction.Kind kind) {
    Future<Optional<Trouble>> counted =
        before
            .transform(_ -> attempt(kind, 1))
            .otherwise(thrown -> Optional.of(Trouble.of(FailureException.of(thrown))));
    before = counted;
    return counted;
  }

  private Future<Optional<Trouble>> attempt(Destruction.Kind kind, int attempt) {
    return Future.all(parts.controls().read(), parts.sweeps().read().map(BrakeDesk::owned))
        .compose(read -> {
          Control control = read.resultAt(0);
          int owned = read.resultAt(1);
          return switch (parts.rule().judge(control.brake(), kind, owned, parts.moment().get())) {
            case Verdict.Granted(Brake next) ->
                write(control, next)
                    .compose(write ->
                        write == Write.WRITTEN
                            ? Future.succeededFuture(Optional.empty())
                            : again(kind, attempt));
            case Verdict.Paced(Duration again, Optional<Brake> corrected) ->
                putRight(control, corrected).map(Optional.of(paced(again)));
            case Verdict.Tripped(Brake next, Brake.Trip why) -> trip(control, next, why);
          };
        });
  }

  private static Trouble paced(Duration again) {
    return new Trouble(Reason.DELETION_PACED, Reason.DELETION_PACED.sentence(), Optional.of(again));
  }

  /** If somebody else wrote in between, the next one who asks does it. */
  private Future<?> putRight(Control control, Optional<Brake> corrected) {
    return corrected.<Future<?>>map(it -> write(control, it)).orElse(Future.succeededFuture());
  }

  /** If somebody else wrote in between, the next one who asks trips it. */
  private Future<Optional<Trouble>> trip(Control control, Brake next, Brake.Trip why) {
    var trouble = Optional.of(Switchboard.tripped(why));
    if (next.equals(control.brake())) {
      return Future.succeededFuture(trouble);
    }
    LOG.atError().addKeyValue("because", why.because()).log("the brake has tripped");
    return write(control, next).map(trouble);
  }

  private Future<Write> write(Control control, Brake next) {
    return parts.controls().replace(control.rev(), control.with(next));
  }

  private Future<Optional<Trouble>> again(Destruction.Kind kind, int attempt) {
    return attempt < ATTEMPTS_MAX
        ? attempt(kind, attempt + 1)
        : Future.succeededFuture(Optional.of(paced(BUSY_RETRY)));
  }

  private static int owned(SweepRecord record) {
    return record.lastComplete().map(SweepReport::owned).orElse(0);
  }
}
