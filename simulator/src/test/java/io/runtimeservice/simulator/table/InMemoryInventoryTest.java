package io.runtimeservice.simulator.table;

import io.runtimeservice.model.port.InventoryContract;
import io.runtimeservice.model.port.TableWorld;

class InMemoryInventoryTest implements InventoryContract {

  private final TableWorld table = new InMemoryTableWorld(new InMemoryTable());

  @Override
  public TableWorld table() {
    return table;
  }
}
