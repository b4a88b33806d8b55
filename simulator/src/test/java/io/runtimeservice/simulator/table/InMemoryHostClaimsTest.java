package io.runtimeservice.simulator.table;

import io.runtimeservice.model.port.HostClaimsContract;
import io.runtimeservice.model.port.TableWorld;

class InMemoryHostClaimsTest implements HostClaimsContract {

  private final TableWorld table = new InMemoryTableWorld(new InMemoryTable());

  @Override
  public TableWorld table() {
    return table;
  }
}
