package io.runtimeservice.simulator.table;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.port.SweepStore;
import io.runtimeservice.model.port.Understood;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.sweep.SweepRecord;
import io.runtimeservice.model.sweep.SweepRecordCodec;
import io.vertx.core.Future;

/** The sweep record, in memory. */
final class InMemorySweepStore implements SweepStore {

  private final InMemoryTable table;

  InMemorySweepStore(InMemoryTable table) {
    this.table = table;
  }

  @Override
  public Future<SweepRecord> read() {
    table.count(TableCall.READ_SWEEP);
    return Understood.of(SweepRecordCodec.read(stands()));
  }

  @Override
  public Future<Write> replace(long readVersion, SweepRecord next) {
    table.count(TableCall.REPLACE_SWEEP);
    var write = table.sweep.replace(readVersion, SweepRecordCodec.write(next));
    boolean isOurs = write == Write.REFUSED && SweepRecordCodec.isWritten(stands(), next);
    return Future.succeededFuture(isOurs ? Write.WRITTEN : write);
  }

  private Value.Tree stands() {
    return table.sweep().orElse(Value.Tree.EMPTY);
  }
}
