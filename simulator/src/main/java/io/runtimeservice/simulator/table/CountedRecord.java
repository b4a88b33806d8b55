package io.runtimeservice.simulator.table;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.port.Write;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * A record that the table has one of, if any. Each write raises its counter, and is made over the
 * record that was read.
 */
final class CountedRecord {

  private final String counter;
  private final List<String> attributes;
  private Optional<Value.Tree> stands = Optional.empty();

  /**
   * A record that is not there yet.
   *
   * @param attributes every attribute that a write sets or removes
   */
  CountedRecord(String counter, List<String> attributes) {
    this.counter = counter;
    this.attributes = attributes;
  }

  Optional<Value.Tree> stands() {
    return stands;
  }

  void put(Value.Tree record) {
    stands = Optional.of(record);
  }

  /** Writes it if its counter is where it was read; one that is not there reads as 0. */
  Write replace(long read, Value.Tree next) {
    var before = stands.orElse(Value.Tree.EMPTY);
    if (!isAsRead(before, read)) {
      return Write.REFUSED;
    }
    var after = over(before, attributes, next);
    var fit = ItemSize.fit(after);
    if (fit == Write.WRITTEN) {
      put(after);
    }
    return fit;
  }

  private boolean isAsRead(Value.Tree record, long read) {
    return record.get(counter).isEmpty()
        ? read == 0
        : record.whole(counter).equals(Optional.of(read));
  }

  /** A record with the attributes of the next; what is none of them survives. */
  static Value.Tree over(Value.Tree stands, List<String> attributes, Value.Tree next) {
    var fields = new LinkedHashMap<>(stands.fields());
    fields.keySet().removeAll(attributes);
    fields.putAll(next.fields());
    return new Value.Tree(fields);
  }
}
