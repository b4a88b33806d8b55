package io.runtimeservice.simulator.table;

import io.runtimeservice.model.port.EnvironmentListContract;
import io.runtimeservice.model.port.TableWorld;

class InMemoryEnvironmentListTest implements EnvironmentListContract {

  private final TableWorld table = new InMemoryTableWorld(new InMemoryTable());

  @Override
  public TableWorld table() {
    return table;
  }
}
