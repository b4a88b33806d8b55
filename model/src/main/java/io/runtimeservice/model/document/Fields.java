package io.runtimeservice.model.document;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The fields of one object while it is read strictly: each field is asked for by name and form, and
 * at the end {@link #noOthers} refuses what nobody asked for. What is wrong goes to the {@link
 * Refusals}; reading goes on, with nothing in its place, so that everything wrong is found at once.
 * What was expected is put into words only once something is wrong: a sweep reads every record.
 */
public final class Fields {

  /** Java's own form also takes times without seconds, and years of nine digits. */
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
              + "([Zz]|[+-][0-9]{2}:[0-9]{2})");

  private final Value.Tree tree;
  private final String path;
  private final Refusals refusals;
  private final Set<String> asked = new HashSet<>();

  public Fields(Value.Tree tree, String path, Refusals refusals) {
    this.tree = tree;
    this.path = path;
    this.refusals = refusals;
  }

  /** The path of a field of this object. */
  public String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  public Refusals refusals() {
    return refusals;
  }

  public boolean has(String name) {
    asked.add(name);
    return tree.fields().containsKey(name);
  }

  /** Whether one of the fields is there, so that the others have to be, too. */
  public boolean hasAny(String... names) {
    return List.of(names).stream().anyMatch(this::has);
  }

  /** Whether the field is there and says null. */
  public boolean isNull(String name) {
    return has(name) && tree.fields().get(name) instanceof Value.Null;
  }

  /** The value of a field that is there, to be read by somebody else. */
  public Value value(String name) {
    asked.add(name);
    return tree.get(name).orElseGet(Value.Null::new);
  }

  public void refuse(String name, String expected) {
    refusals.add(at(name), expected);
  }

  /** Takes a field that is read by somebody else, or by nobody. */
  public Fields skip(String... names) {
    asked.addAll(List.of(names));
    return this;
  }

  public Optional<String> text(String name, String form, Predicate<String> isOfForm) {
    return text(name, () -> form, isOfForm);
  }

  private Optional<String> text(String name, Supplier<String> form, Predicate<String> isOfForm) {
    return field(name)
        .flatMap(value -> {
          if (value instanceof Value.Text(String text) && isOfForm.test(text)) {
            return Optional.of(text);
          }
          return refused(name, form.get(), value, Value.Text.class);
        });
  }

  public Optional<Long> whole(String name, long min, long max) {
    return field(name)
        .flatMap(value -> {
          var number =
              value instanceof Value.Num num
                  ? Values.whole(num.value()).filter(n -> n >= min && n <= max)
                  : Optional.<Long>empty();
          return number.isPresent()
              ? number
              : refused(name, wholeFrom(min, max), value, Value.Num.class);
        });
  }

  private static String wholeFrom(long min, long max) {
    return min == max ? "the number " + min : "a whole number from %d to %d".formatted(min, max);
  }

  public Optional<Boolean> bool(String name) {
    return field(name)
        .flatMap(value ->
            value instanceof Value.Bool(boolean bool)
                ? Optional.of(bool)
                : refused(name, "true or false", value, Value.Bool.class));
  }

  /** A time in RFC 3339, with any offset. */
  public Optional<Instant> time(String name) {
    String form = "a time in RFC 3339, such as 2026-12-01T09:00:00Z";
    return field(name)
        .flatMap(value -> {
          try {
            if (value instanceof Value.Text(String text) && RFC_3339.matcher(text).matches()) {
              return Optional.of(OffsetDateTime.parse(text).toInstant());
            }
          } catch (DateTimeException notATime) {
            // falls through to the refusal, which says what was expected
          }
          return refused(name, form, value, Value.Text.class);
        });
  }

  /** One of a closed list of words. */
  public <E> Optional<E> word(String name, Map<String, E> words) {
    return text(name, () -> "one of " + String.join(", ", words.keySet()), words::containsKey)
        .flatMap(it -> Optional.ofNullable(words.get(it)));
  }

  public Optional<Fields> object(String name) {
    return tree(name).map(inner -> new Fields(inner, at(name), refusals));
  }

  public Optional<Value.Tree> tree(String name) {
    return field(name)
        .flatMap(value ->
            value instanceof Value.Tree inner
                ? Optional.of(inner)
                : refused(name, "an object", value, Value.Tree.class));
  }

  /** A list, each item read by {@code read} from its value and its path; it refuses by itself. */
  public <T> Optional<List<T>> list(
      String name, int itemsMax, BiFunction<Value, String, Optional<T>> read) {
    return field(name)
        .flatMap(value -> {
          if (!(value instanceof Value.Many(List<Value> items)) || items.size() > itemsMax) {
            return refused(
                name, "a list of at most %d".formatted(itemsMax), value, Value.Many.class);
          }
          var result = new ArrayList<T>();
          for (int i = 0; i < items.size(); i++) {
            read.apply(items.get(i), at(name) + "[" + i + "]").ifPresent(result::add);
          }
          return Optional.of(result);
        });
  }

  /** Strings by name, both of the given forms; in the order of their names. */
  public Optional<Map<String, String>> texts(String name, Form key, Form text) {
    return object(name)
        .map(inner -> {
          var result = new TreeMap<String, String>();
          for (String each : inner.names()) {
            inner.keyed(each, key);
            inner.text(each, text.says(), text.holds()).ifPresent(t -> result.put(each, t));
          }
          return result;
        });
  }

  /** Things by name, each read by {@code read} from its fields; in the order of their names. */
  public <T> Optional<Map<String, T>> objects(
      String name, Form key, BiFunction<Fields, String, Optional<T>> read) {
    return object(name)
        .map(inner -> {
          var result = new LinkedHashMap<String, T>();
          for (String each : inner.names()) {
            inner.keyed(each, key);
            read.apply(inner, each).ifPresent(thing -> result.put(each, thing));
          }
          return result;
        });
  }

  /** Refuses every field that nobody has asked for. */
  public void noOthers() {
    for (String name : tree.fields().keySet()) {
      if (!asked.contains(name)) {
        String known =
            asked.isEmpty() ? "none" : String.join(", ", asked.stream().sorted().toList());
        refuse(name, "unknown field; expected one of " + known);
      }
    }
  }

  /** Says that a required field is missing, unless it is there (then it was read or refused). */
  public <T> Optional<T> required(String name, String form, Optional<T> value) {
    if (!tree.fields().containsKey(name)) {
      refuse(name, "expected " + form + "; it is missing");
    }
    return value;
  }

  private List<String> names() {
    return tree.fields().keySet().stream().sorted().toList();
  }

  private void keyed(String name, Form key) {
    if (!key.holds().test(name)) {
      refuse(name, "expected a name that is " + key.says());
    }
  }

  private Optional<Value> field(String name) {
    asked.add(name);
    return tree.get(name);
  }

  /** The content of a thing of the right kind is not repeated; a wrong kind is named. */
  private <T> Optional<T> refused(
      String name, String form, Value found, Class<? extends Value> rightKind) {
    String instead = rightKind.isInstance(found) ? "" : "; found " + found.kind();
    refuse(name, "expected " + form + instead);
    return Optional.empty();
  }

  /** A form that a string may have, and how to say it. */
  public record Form(String says, Predicate<String> holds) {}
}
