package io.runtimeservice.model.record;

import io.runtimeservice.model.document.Fields;
import io.runtimeservice.model.document.Fields.Form;
import io.runtimeservice.model.document.Value;
import java.time.Instant;
import java.util.Optional;

/**
 * Fields of the service's own records that a write always sets, each with the others of its group:
 * one that is missing is refused, for what is forgotten is made a second time.
 */
public final class Given {

  static final Form TEXT = new Form("a string", text -> true);

  private Given() {}

  public static Optional<String> text(Fields fields, String name) {
    return fields.required(name, TEXT.says(), fields.text(name, TEXT.says(), TEXT.holds()));
  }

  /** A text that need not be there. */
  public static Optional<String> maybe(Fields fields, String name) {
    return fields.text(name, TEXT.says(), TEXT.holds());
  }

  public static Optional<Long> whole(Fields fields, String name, long min, long max) {
    return fields.required(name, "a whole number", fields.whole(name, min, max));
  }

  public static Optional<Long> count(Fields fields, String name) {
    return whole(fields, name, 0, Long.MAX_VALUE);
  }

  public static Optional<Boolean> bool(Fields fields, String name) {
    return fields.required(name, "true or false", fields.bool(name));
  }

  public static Optional<Instant> time(Fields fields, String name) {
    return fields.required(name, "a time", fields.time(name));
  }

  public static Optional<Fields> object(Fields fields, String name) {
    return fields.required(name, "an object", fields.object(name));
  }

  /** The text that an item of a list is. */
  public static Optional<String> text(Fields list, Value item, String path) {
    if (item instanceof Value.Text(String text)) {
      return Optional.of(text);
    }
    list.refusals().add(path, "expected a string; found " + item.kind());
    return Optional.empty();
  }

  /** The fields of an item of a list. */
  public static Optional<Fields> object(Fields list, Value item, String path) {
    if (item instanceof Value.Tree tree) {
      return Optional.of(new Fields(tree, path, list.refusals()));
    }
    list.refusals().add(path, "expected an object; found " + item.kind());
    return Optional.empty();
  }
}
