package io.runtimeservice.local.gateway.mapping;

import io.runtimeservice.model.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path into a JSON document: {@code $}, {@code .name}, {@code ['name']} and {@code [0]}, one
 * after the other. AWS also has JSONPath's filters and wildcards; they are refused here rather than
 * taken for something else.
 */
record JsonPath(List<Step> steps) {

  private static final Pattern STEP =
      Pattern.compile(
          "\\.(?<name>[A-Za-z_][A-Za-z0-9_-]*)|\\['(?<quoted>[^']+)']|\\[(?<index>[0-9]{1,9})]");

  JsonPath {
    steps = List.copyOf(steps);
  }

  sealed interface Step {
    record Name(String name) implements Step {}

    record Index(int index) implements Step {}
  }

  /** Reads a path; what is not of this form is an {@link IllegalArgumentException}. */
  static JsonPath parse(String text) {
    if (!text.startsWith("$")) {
      throw new IllegalArgumentException("expected a path that begins with $");
    }
    var steps = new ArrayList<Step>();
    Matcher matcher = STEP.matcher(text);
    int at = 1;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new IllegalArgumentException("expected names and indices, as in $.things[0].id");
      }
      steps.add(step(matcher));
      at = matcher.end();
    }
    return new JsonPath(steps);
  }

  private static Step step(Matcher matcher) {
    String index = matcher.group("index");
    if (index != null) {
      return new Step.Index(Integer.parseInt(index));
    }
    String name = matcher.group("name");
    return new Step.Name(name != null ? name : String.valueOf(matcher.group("quoted")));
  }

  /** What stands there, if something does. */
  Optional<Value> in(Value document) {
    Optional<Value> here = Optional.of(document);
    for (Step step : steps) {
      here = here.flatMap(value -> below(value, step));
    }
    return here;
  }

  private static Optional<Value> below(Value value, Step step) {
    return switch (step) {
      case Step.Name(String name) ->
          value instanceof Value.Tree tree ? tree.get(name) : Optional.empty();
      case Step.Index(int index) ->
          value instanceof Value.Many(List<Value> items) && index < items.size()
              ? Optional.of(items.get(index))
              : Optional.empty();
    };
  }
}
