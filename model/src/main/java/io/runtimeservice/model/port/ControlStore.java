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

  /**
   * Writes it if nobody has since it was read with that {@code rev}; 0: there was none, or one that
   * was written by hand without it. The same write again is refused, although it may be ours: two
   * that count at the same time write the same record, and one of them has to count again.
   */
  Future<Write> replace(long readRev, Control next);
}
