package io.runtimeservice.simulator.table;

import io.runtimeservice.model.port.EnvironmentStoreContract;
import io.runtimeservice.model.port.TableWorld;

class InMemoryEnvironmentStoreTest implements EnvironmentStoreContract {

  private final TableWorld table = new InMemoryTableWorld(new InMemoryTable());

  @Override
  public TableWorld table() {
    return table;
  }
}
