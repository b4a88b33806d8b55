package io.runtimeservice.reconciler.control;

import io.runtimeservice.model.control.Brake;
import io.runtimeservice.model.control.Control;
import io.runtimeservice.model.control.Switches;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.ControlStore;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.sweep.SweepRecord;
import io.runtimeservice.model.sweep.SweepReport;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.reconciler.fixture.Tally;
import io.runtimeservice.reconciler.plan.Moment;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A control record, and those who read and write it. */
final class ControlWorld {

  static final Duration INTERVAL = Duration.ofSeconds(2);

  final ManualTime time = new ManualTime();
  final InMemoryTable table = new InMemoryTable();
  final Tally tally = new Tally();

  /** What somebody else does between a read and the write after it. */
  Runnable inBetween = () -> {};

  boolean down;
  boolean writesAreLost;

  /** How often those who are to be told of news were told. */
  int news;

  final Switchboard switchboard =
      new Switchboard(new Switchboard.Parts(new Uneasy(), time, tally, INTERVAL, () -> news++));

  Braking braking() {
    return new Braking(
        new Uneasy(), table.sweepStore(), new BrakeRule(2, 5, 20), () -> Moment.agreed(time.now()));
  }

  Permits permits() {
    return new Permits(switchboard, braking(), tally);
  }

  Control control() {
    return Answers.of(table.controlStore().read());
  }

  /** An operator writes. */
  void set(Switches switches) {
    var by = new Control.Change("ada", time.now());
    write(control().with(switches, by));
  }

  void write(Brake brake) {
    write(control().with(brake));
  }

  private void write(Control next) {
    Answers.of(table.controlStore().replace(next.rev() - 1, next));
  }

  /** How much was counted, by the table. */
  int counted() {
    return control().brake().minutes().stream().mapToInt(Brake.Minute::count).sum();
  }

  /** A sweep has found so many apps that are somebody's. */
  void owned(int apps) {
    var report =
        new SweepReport(
            time.now(),
            Duration.ofSeconds(1),
            Optional.empty(),
            apps,
            apps,
            apps,
            new TreeMap<>(),
            List.of());
    var record = SweepRecord.NONE.withReport(report, List.of()).heldBy(Optional.of("somebody"));
    Answers.of(table.sweepStore().replace(0, record));
  }

  private final class Uneasy implements ControlStore {
    @Override
    public Future<Control> read() {
      return down ? Said.failed(new Failure.Unavailable(Said.TABLE)) : table.controlStore().read();
    }

    @Override
    public Future<Write> replace(long readRev, Control next) {
      inBetween.run();
      var written = table.controlStore().replace(readRev, next);
      return writesAreLost ? Said.failed(new Failure.OutcomeUnknown(Said.TABLE)) : written;
    }
  }
}
