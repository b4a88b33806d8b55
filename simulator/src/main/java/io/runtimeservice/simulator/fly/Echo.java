package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives a machine's configuration back the way Fly does: the same in other words. */
final class Echo {

  private static final Set<String> DURATIONS =
      Set.of("interval", "timeout", "grace_period", "idle_timeout", "headers_read_timeout");

  private Echo() {}

  static Value.Tree of(Value.Tree given) {
    var fields = new LinkedHashMap<String, Value>();
    given
        .fields()
        .forEach((name, value) -> said(name, value).ifPresent(it -> fields.put(name, it)));
    fields.putIfAbsent("init", Value.Tree.EMPTY);
    fields.putIfAbsent("dns", Value.Tree.EMPTY);
    fields.putIfAbsent("restart", Values.tree().put("policy", "on-failure").build());
    fields.putIfAbsent(
        "guest",
        Values.tree().put("cpu_kind", "shared").put("cpus", 1).put("memory_mb", 256).build());
    return new Value.Tree(fields);
  }

  private static Optional<Value> said(String name, Value value) {
    return switch (value) {
      case Value.Null _ -> Optional.empty();
      case Value.Many(var items) when items.isEmpty() -> Optional.empty();
      case Value.Tree tree when isWords(name) -> Optional.of(tree);
      case Value.Tree tree -> Optional.of(inner(tree));
      case Value.Many(var items) ->
          Optional.of(
              new Value.Many(
                  items.stream()
                      .map(item -> item instanceof Value.Tree tree ? inner(tree) : item)
                      .toList()));
      case Value.Text text when name.equals("autostop") -> Optional.of(autostop(text));
      case Value.Text _, Value.Num _ when DURATIONS.contains(name) ->
          Optional.of(duration(name, value));
      case Value.Text _, Value.Num _, Value.Bool _, Value.Opaque _ -> Optional.of(value);
    };
  }

  /** Below these the names are not Fly's. */
  private static boolean isWords(String name) {
    return name.equals("env") || name.equals("metadata");
  }

  private static Value.Tree inner(Value.Tree tree) {
    var fields = new LinkedHashMap<String, Value>();
    for (Map.Entry<String, Value> field : tree.fields().entrySet()) {
      said(field.getKey(), field.getValue()).ifPresent(it -> fields.put(field.getKey(), it));
    }
    return new Value.Tree(fields);
  }

  private static Value autostop(Value.Text word) {
    return switch (word.value()) {
      case "off" -> Values.bool(false);
      case "stop" -> Values.bool(true);
      default -> word;
    };
  }

  /** Go's canonical form; a check's interval is cut to a minute. */
  private static Value duration(String name, Value value) {
    long nanos =
        value instanceof Value.Num(BigDecimal number)
            ? number.longValue()
            : GoDuration.parse(((Value.Text) value).value());
    long cut = name.equals("interval") ? Math.min(nanos, GoDuration.MINUTE_NANOS) : nanos;
    return Values.text(GoDuration.print(cut));
  }
}
