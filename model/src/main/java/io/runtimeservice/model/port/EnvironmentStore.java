package io.runtimeservice.model.port;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.record.Records;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The Manager's records in the shared table. Of them only {@code url} and {@code status} are ever
 * written.
 */
public interface EnvironmentStore {

  /** Reads the three records of an environment as they are at one moment. */
  Future<Records> load(EnvironmentKey key);

  /**
   * Writes {@code url} and {@code status}, if the record still is what was loaded: it exists, its
   * generation is the same and so is {@code status.rev}.
   */
  Future<Write> writeStatus(StatusWrite write);

  /** Writes {@code url} alone, if the record exists. */
  Future<Write> writeUrl(EnvironmentKey key, String url);

  /**
   * Reads environment records, page by page.
   *
   * @return the page, or a {@link BadCursorException}
   */
  Future<Page> list(Query query);

  /**
   * A status to be written.
   *
   * @param loadedGeneration the record's generation as it was loaded, whatever it was
   * @param loadedRev {@code status.rev} as it was loaded, whatever it was
   * @param url empty to remove it
   */
  record StatusWrite(
      EnvironmentKey key,
      Optional<Value> loadedGeneration,
      Optional<Value> loadedRev,
      Optional<String> url,
      Value.Tree status) {}

  /**
   * Which records to list.
   *
   * @param app only this app's
   * @param state only those whose {@code status.state} is this word; one without it is {@code
   *     Pending}
   * @param limit how many records to look at for one page, at most; from 1
   * @param cursor where the page begins, from the page before it
   */
  record Query(Optional<AppId> app, Optional<String> state, int limit, Optional<String> cursor) {
    public Query {
      if (limit < 1) {
        throw new IllegalArgumentException("limit: expected a whole number from 1");
      }
    }
  }

  /**
   * A page of environment records; it may be short, or empty, while more remain.
   *
   * @param next where the next page begins, of characters that a URL may hold; empty on the last
   *     one
   */
  record Page(List<Row> rows, Optional<String> next) {
    public Page {
      rows = List.copyOf(rows);
    }
  }

  /** An environment record as it stands in the table. */
  record Row(EnvironmentKey key, Value.Tree record) {}
}
