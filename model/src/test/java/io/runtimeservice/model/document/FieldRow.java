package io.runtimeservice.model.document;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A field as the contract has it: one row of a schema walk.
 *
 * @param path where it is
 * @param form what is said to be expected
 * @param kind the kind of value that it has
 * @param saysFound whether a value of another kind is named
 * @param good values that it may have, as JSON
 * @param bad values of the right kind that it may not have, as JSON
 */
public record FieldRow(
    String path, String form, Kind kind, boolean saysFound, List<String> good, List<String> bad) {

  /** Kinds of value, with one of each and its name. */
  public enum Kind {
    STRING("'x y'", "a string"),
    NUMBER("7", "a number"),
    BOOLEAN("true", "a boolean"),
    NULL("null", "null"),
    LIST("[]", "a list"),
    OBJECT("{}", "an object");

    private final String sample;
    private final String says;

    Kind(String sample, String says) {
      this.sample = sample;
      this.says = says;
    }

    /** A value of this kind, as JSON. */
    public String sample() {
      return sample;
    }
  }

  /**
   * One step of the walk.
   *
   * @param complaint what is refused; empty if the value may stand there
   */
  public record Step(String path, String json, Optional<String> complaint) {

    @Override
    public String toString() {
      String shown = json.length() > 60 ? json.substring(0, 60) + "..." : json;
      return path + " = " + shown + complaint.map(" is refused: "::concat).orElse(" is taken");
    }
  }

  public static FieldRow of(String path, Kind kind, String form) {
    return new FieldRow(path, form, kind, true, List.of(), List.of());
  }

  /** A whole number with its bounds, each of which is tried from both sides. */
  public static FieldRow whole(String path, long min, long max) {
    return of(path, Kind.NUMBER, "a whole number from %d to %d".formatted(min, max))
        .good(Long.toString(min), Long.toString(max))
        .bad(
            BigInteger.valueOf(min).subtract(BigInteger.ONE).toString(),
            BigInteger.valueOf(max).add(BigInteger.ONE).toString(),
            min + ".5",
            "1e999999999",
            "1e-999999999");
  }

  /** One of some words. */
  public static FieldRow word(String path, String... words) {
    return of(path, Kind.STRING, "one of " + String.join(", ", words))
        .good(Arrays.stream(words).map(word -> "'" + word + "'").toArray(String[]::new))
        .bad("''", "'" + words[0].toUpperCase(Locale.ROOT) + "'", "'" + words[0] + " '");
  }

  public FieldRow good(String... values) {
    return new FieldRow(path, form, kind, saysFound, joined(good, values), bad);
  }

  public FieldRow bad(String... values) {
    return new FieldRow(path, form, kind, saysFound, good, joined(bad, values));
  }

  /** An item of a list, of which only the form is said. */
  public FieldRow item() {
    return new FieldRow(path, form, kind, false, good, bad);
  }

  /** Every good value, every bad one, and one of each other kind. */
  public Stream<Step> steps(String prefix) {
    String complaint = prefix + path + ": expected " + form;
    var steps = new ArrayList<Step>();
    good.forEach(json -> steps.add(new Step(path, json, Optional.empty())));
    bad.forEach(json -> steps.add(new Step(path, json, Optional.of(complaint))));
    Arrays.stream(Kind.values())
        .filter(other -> other != kind && !good.contains(other.sample))
        .map(other ->
            new Step(
                path,
                other.sample,
                Optional.of(complaint + (saysFound ? "; found " + other.says : ""))))
        .forEach(steps::add);
    return steps.stream();
  }

  private static List<String> joined(List<String> some, String... more) {
    return Stream.concat(some.stream(), Arrays.stream(more)).toList();
  }
}
