package io.runtimeservice.model.port;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.record.GenerationEntry;
import io.runtimeservice.model.record.HistoryEntry;
import io.runtimeservice.model.record.LeaseMark;
import io.runtimeservice.model.record.RuntimeRecord;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The service's own records of an environment. */
public interface RuntimeStore {

  /**
   * Writes the runtime record if nobody has written it since: its lease is still at the version and
   * epoch that {@code read} has. {@link LeaseMark#NEVER_HELD} means that there was no record. The
   * same write again, sent twice because its answer was lost, is found to have been written.
   */
  Future<Write> replace(LeaseMark read, RuntimeRecord next);

  /**
   * Since when the environments of an app have a Fly app's name reserved; those without one are
   * left out. Read page by page, strongly consistently; all pages, or it fails.
   */
  Future<Map<EnvironmentKey, Instant>> reservations(AppId app);

  /** Writes a history entry to its place, over the one that stood there. */
  Future<Write> append(HistoryEntry entry);

  /** Writes the entry of a desired state that was reached, over the one at its place. */
  Future<Write> reach(GenerationEntry entry);

  /** Reads the entries of desired states that were reached, newest first. */
  Future<List<Value.Tree>> generations(EnvironmentKey key);

  /** Reads the history entries, newest first. */
  Future<List<Value.Tree>> history(EnvironmentKey key);
}
