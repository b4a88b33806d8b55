package io.runtimeservice.model.record;

import io.runtimeservice.model.document.Value;
import java.util.LinkedHashMap;

/** What the Manager's records have in common. */
final class RecordForm {

  /** Attributes of the Manager's own begin so, and are never read. */
  private static final String FOREIGN = "x-";

  private RecordForm() {}

  /** The record without the attributes that are none of the contract's, and say so. */
  static Value.Tree known(Value.Tree record) {
    var known = new LinkedHashMap<>(record.fields());
    known.keySet().removeIf(name -> name.startsWith(FOREIGN));
    return new Value.Tree(known);
  }
}
