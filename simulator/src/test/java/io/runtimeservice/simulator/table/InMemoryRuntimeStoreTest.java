package io.runtimeservice.simulator.table;

import io.runtimeservice.model.port.RuntimeStoreContract;
import io.runtimeservice.model.port.TableWorld;

class InMemoryRuntimeStoreTest implements RuntimeStoreContract {

  private final TableWorld table = new InMemoryTableWorld(new InMemoryTable());

  @Override
  public TableWorld table() {
    return table;
  }
}
