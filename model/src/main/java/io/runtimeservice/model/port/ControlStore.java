package io.runtimeservice.model.port;

import io.runtimeservice.model.control.Control;
import io.vertx.core.Future;

/** The control record: {@code pk = RUNTIME#CONTROL}, {@code sk = CONTROL}. */
public interface ControlStore {

  /**
   * Reads it, strongly consistently; {@link Control#NONE} if there is none. One that cannot be
   * understood fails with {@code Unreliable}, which names the field.
   */
  Future<Control> read();

  /** Writes it if nobody has since it was read with that {@code rev}; 0: there was none. */
  Future<Write> replace(long readRev, Control next);
}
