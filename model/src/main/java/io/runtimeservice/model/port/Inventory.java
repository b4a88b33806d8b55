package io.runtimeservice.model.port;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** All records of the table, as a sweep reads them. */
public interface Inventory {

  /**
   * Reads a page of a segment of the table; what others have written just now may be missing. The
   * records of one app are in one segment and come one after another: first its App record, then
   * its environment records, then its runtime records.
   *
   * @param cursor where the page begins, from the page before it
   */
  Future<Page> page(Segment segment, Optional<String> cursor);

  /** One of the parts that the table is read in, counted from 0. */
  record Segment(int number, int of) {
    public Segment {
      if (number < 0 || number >= of) {
        throw new IllegalArgumentException("segment: expected a number from 0 below " + of);
      }
    }
  }

  /**
   * A page; it may be short, or empty, while more remain.
   *
   * @param next where the next page begins; empty on the last one
   */
  record Page(List<Row> rows, Optional<String> next) {
    public Page {
      rows = List.copyOf(rows);
    }
  }

  /** A record as it stands in the table. */
  sealed interface Row {

    record OfApp(AppId id, Value.Tree record) implements Row {}

    record OfEnvironment(EnvironmentKey key, Value.Tree record) implements Row {}

    record OfRuntime(EnvironmentKey key, Value.Tree record) implements Row {}
  }
}
