package io.runtimeservice.simulator.table;

import io.runtimeservice.model.control.Control;
import io.runtimeservice.model.control.ControlCodec;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.port.ControlStore;
import io.runtimeservice.model.port.Understood;
import io.runtimeservice.model.port.Write;
import io.vertx.core.Future;

/** The control record, in memory. */
final class InMemoryControlStore implements ControlStore {

  private final InMemoryTable table;

  InMemoryControlStore(InMemoryTable table) {
    this.table = table;
  }

  @Override
  public Future<Control> read() {
    table.count(TableCall.READ_CONTROL);
    return Understood.of(ControlCodec.read(table.control().orElse(Value.Tree.EMPTY)));
  }

  @Override
  public Future<Write> replace(long readRev, Control next) {
    table.count(TableCall.REPLACE_CONTROL);
    return Future.succeededFuture(table.control.replace(readRev, ControlCodec.write(next)));
  }
}
