package io.runtimeservice.model.port;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;

/** One table, empty at first, as the service sees it and as the Environment Manager writes it. */
public interface TableWorld {

  EnvironmentStore environments();

  RuntimeStore runtimes();

  HostClaims claims();

  ControlStore control();

  SweepStore sweep();

  Inventory inventory();

  /** Writes an App record, over the one that stood there. */
  void putApp(AppId id, Value.Tree record);

  /** Writes an Environment record, over the one that stood there. */
  void putEnvironment(EnvironmentKey key, Value.Tree record);

  /** Writes a Runtime record, over the one that stood there: another version of the service did. */
  void putRuntime(EnvironmentKey key, Value.Tree record);

  /** Writes the control record as a hand would, over the one that stood there. */
  void putControl(Value.Tree record);

  /** Writes the sweep record as a hand would, over the one that stood there. */
  void putSweep(Value.Tree record);

  /** The control record as it stands now; without attributes if there is none. */
  Value.Tree controlRecord();

  /** The sweep record as it stands now; without attributes if there is none. */
  Value.Tree sweepRecord();

  /** Removes an Environment record. */
  void removeEnvironment(EnvironmentKey key);

  /** The Environment record as it stands now; empty of attributes if there is none. */
  default Value.Tree environment(EnvironmentKey key) {
    return Answers.of(environments().load(key)).environment().orElse(Value.Tree.EMPTY);
  }
}
