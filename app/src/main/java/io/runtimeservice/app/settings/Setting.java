package io.runtimeservice.app.settings;

import io.runtimeservice.model.document.Refusals;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One setting, read from an environment variable.
 *
 * @param name the variable
 * @param form what it must look like, for people
 * @param otherwise what it is if the variable is not set; empty if it has to be
 * @param meaning what it does, in a sentence
 * @param read its value from its text; empty if the text is not of the form
 */
record Setting<T>(
    String name,
    String form,
    Optional<String> otherwise,
    String meaning,
    Function<String, Optional<T>> read) {

  static <T> Setting<T> required(
      String name, String form, String meaning, Function<String, Optional<T>> read) {
    return new Setting<>(name, form, Optional.empty(), meaning, read);
  }

  static <T> Setting<T> optional(
      String name,
      String form,
      String otherwise,
      String meaning,
      Function<String, Optional<T>> read) {
    return new Setting<>(name, form, Optional.of(otherwise), meaning, read);
  }

  /** The value; empty, and refused by name, if it is missing or not of the form. */
  Optional<T> from(Map<String, String> variables, Refusals refusals) {
    var text = Optional.ofNullable(variables.get(name)).or(() -> otherwise);
    if (text.isEmpty()) {
      refusals.add(name, "expected " + form + "; it is not set");
      return Optional.empty();
    }
    var value = text.flatMap(read);
    if (value.isEmpty()) {
      refusals.add(name, "expected " + form);
    }
    return value;
  }
}
