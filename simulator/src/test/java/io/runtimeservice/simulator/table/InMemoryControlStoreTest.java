package io.runtimeservice.simulator.table;

import io.runtimeservice.model.port.ControlStoreContract;
import io.runtimeservice.model.port.TableWorld;

class InMemoryControlStoreTest implements ControlStoreContract {

  private final TableWorld table = new InMemoryTableWorld(new InMemoryTable());

  @Override
  public TableWorld table() {
    return table;
  }
}
