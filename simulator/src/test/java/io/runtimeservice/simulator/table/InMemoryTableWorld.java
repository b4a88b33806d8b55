package io.runtimeservice.simulator.table;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.ControlStore;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.HostClaims;
import io.runtimeservice.model.port.Inventory;
import io.runtimeservice.model.port.RuntimeStore;
import io.runtimeservice.model.port.SweepStore;
import io.runtimeservice.model.port.TableWorld;

/** The table in memory, as the contracts look at it. */
record InMemoryTableWorld(InMemoryTable table) implements TableWorld {

  @Override
  public EnvironmentStore environments() {
    return table.environmentStore();
  }

  @Override
  public RuntimeStore runtimes() {
    return table.runtimeStore();
  }

  @Override
  public HostClaims claims() {
    return table.hostClaims();
  }

  @Override
  public ControlStore control() {
    return table.controlStore();
  }

  @Override
  public SweepStore sweep() {
    return table.sweepStore();
  }

  @Override
  public Inventory inventory() {
    return table.inventory();
  }

  @Override
  public void putControl(Value.Tree record) {
    table.putControl(record);
  }

  @Override
  public void putSweep(Value.Tree record) {
    table.putSweep(record);
  }

  @Override
  public Value.Tree controlRecord() {
    return table.control().orElse(Value.Tree.EMPTY);
  }

  @Override
  public Value.Tree sweepRecord() {
    return table.sweep().orElse(Value.Tree.EMPTY);
  }

  @Override
  public void putApp(AppId id, Value.Tree record) {
    table.putApp(id, record);
  }

  @Override
  public void putEnvironment(EnvironmentKey key, Value.Tree record) {
    table.putEnvironment(key, record);
  }

  @Override
  public void putRuntime(EnvironmentKey key, Value.Tree record) {
    table.putRuntime(key, record);
  }

  @Override
  public void removeEnvironment(EnvironmentKey key) {
    table.removeEnvironment(key);
  }
}
