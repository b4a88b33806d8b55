package io.runtimeservice.simulator.table;

import io.runtimeservice.model.port.SweepStoreContract;
import io.runtimeservice.model.port.TableWorld;

class InMemorySweepStoreTest implements SweepStoreContract {

  private final TableWorld table = new InMemoryTableWorld(new InMemoryTable());

  @Override
  public TableWorld table() {
    return table;
  }
}
