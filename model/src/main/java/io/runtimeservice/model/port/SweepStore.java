package io.runtimeservice.model.port;

import io.runtimeservice.model.sweep.SweepRecord;
import io.vertx.core.Future;

/** The sweep record: {@code pk = RUNTIME#SWEEP}, {@code sk = SWEEP}. */
public interface SweepStore {

  /**
   * Reads it, strongly consistently; {@link SweepRecord#NONE} if there is none. One that cannot be
   * understood fails with {@code Unreliable}, which names the field.
   */
  Future<SweepRecord> read();

  /**
   * Writes it if nobody has since it was read with that version; 0: there was none, or one that was
   * written by hand without it. The same write again, sent twice because its answer was lost, is
   * found to have been written.
   */
  Future<Write> replace(long readVersion, SweepRecord next);
}
