package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What differs between a configuration as we would send it and one as Fly echoes it. Fly writes
 * things its own way (durations, {@code autostop}, empty objects) and adds defaults; only what we
 * send is compared, and env vars, of which none may be more.
 */
final class ConfigDiff {

  private static final BigDecimal MINUTE_NANOS = BigDecimal.valueOf(60_000_000_000L);

  private ConfigDiff() {}

  /** The parts that differ, by name: {@code env GREETING}, {@code guest}, {@code services}. */
  static List<String> between(Value.Tree sent, Value.Tree echoed) {
    var parts = new ArrayList<String>();
    for (String name : sent.fields().keySet()) {
      switch (name) {
        case "image" -> {
          // told apart by the caller, who knows what a tag means
        }
        case "env" -> parts.addAll(env(sent.tree("env"), echoed.tree("env")));
        default -> {
          if (!covers(sent.fields().get(name), echoed.get(name), name)) {
            parts.add(name);
          }
        }
      }
    }
    return parts;
  }

  private static List<String> env(Value.Tree sent, Value.Tree echoed) {
    var names = new TreeSet<>(sent.fields().keySet());
    names.addAll(echoed.fields().keySet());
    return names.stream()
        .filter(name -> !sent.get(name).equals(echoed.get(name)))
        .map(name -> "env " + name)
        .toList();
  }

  /** Whether the echo says at least what was sent. */
  private static boolean covers(Value sent, Optional<Value> echo, String name) {
    Value echoed = echo.orElseGet(Value.Null::new);
    return switch (sent) {
      case Value.Tree tree -> {
        Value.Tree other = echoed instanceof Value.Tree it ? it : Value.Tree.EMPTY;
        yield tree.fields().entrySet().stream()
            .allMatch(field -> covers(field.getValue(), other.get(field.getKey()), field.getKey()));
      }
      case Value.Many many -> coversMany(many, echoed, name);
      case Value.Text _, Value.Num _, Value.Bool _, Value.Null _, Value.Opaque _ ->
          normal(sent, name).equals(normal(echoed, name));
    };
  }

  private static boolean coversMany(Value.Many sent, Value echoed, String name) {
    List<Value> others = echoed instanceof Value.Many it ? it.items() : List.of();
    if (others.size() != sent.items().size()) {
      return false;
    }
    for (int i = 0; i < others.size(); i++) {
      if (!covers(sent.items().get(i), Optional.of(others.get(i)), name)) {
        return false;
      }
    }
    return true;
  }

  /** One form for all that Fly means the same by. */
  private static Value normal(Value value, String name) {
    return switch (name) {
      case "autostop" -> autostop(value);
      case "interval", "timeout", "grace_period" -> duration(value, name);
      default ->
          switch (value) {
            case Value.Num num -> new Value.Num(num.value().stripTrailingZeros());
            case Value.Bool(boolean bool) when !bool -> new Value.Null();
            case Value.Text(String text) when text.isEmpty() -> new Value.Null();
            case Value.Tree _,
                Value.Many _,
                Value.Text _,
                Value.Bool _,
                Value.Null _,
                Value.Opaque _ ->
                value;
          };
    };
  }

  /** Answers say false for off and true for stop, for the sake of old clients (Fly's spec). */
  private static Value autostop(Value value) {
    Map<Value, Value> words =
        Map.of(
            Values.bool(false),
            Values.text("off"),
            Values.bool(true),
            Values.text("stop"),
            new Value.Null(),
            Values.text("off"));
    return words.getOrDefault(value, value);
  }

  /** A service check's interval above a minute comes back as a minute. */
  private static Value duration(Value value, String name) {
    var nanos =
        switch (value) {
          case Value.Num num -> Optional.of(num.value().stripTrailingZeros());
          case Value.Text(String text) -> FlyDuration.nanos(text);
          case Value.Tree _, Value.Many _, Value.Bool _, Value.Null _, Value.Opaque _ ->
              Optional.<BigDecimal>empty();
        };
    return nanos
        .<Value>map(it ->
            new Value.Num(name.equals("interval") ? it.min(MINUTE_NANOS).stripTrailingZeros() : it))
        .orElse(value);
  }
}
