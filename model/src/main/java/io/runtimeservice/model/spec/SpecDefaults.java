package io.runtimeservice.model.spec;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * The layers that a spec is made of, and how one is laid over another: built-in defaults, the App
 * record's {@code config}, its {@code defaults} for the environment's type, the environment's own
 * spec. {@code config} and {@code secrets} merge by key, {@code guest} and {@code service} by
 * field; every other field is taken whole from the highest layer that has it.
 */
final class SpecDefaults {

  private static final Set<String> MERGED = Set.of("config", "secrets", "guest", "service");

  private static final Value.Tree COMMON =
      Values.tree()
          .put("config", Value.Tree.EMPTY)
          .put("secrets", Value.Tree.EMPTY)
          .put("certificates", new Value.Many(List.of()))
          .put("regions", Values.texts(List.of("iad")))
          .put("machines", 1)
          .put(
              "guest",
              Values.tree().put("cpuKind", "shared").put("cpus", 1).put("memoryMb", 256).build())
          .put("service", Values.tree().put("internalPort", Service.PORT_DEFAULT).build())
          .put("addresses", Values.texts(List.of("v6", "shared_v4")))
          .build();

  private static final Value.Tree PREVIEW =
      COMMON
          .with("sleep", Values.text("suspend"))
          .with("replacement", Values.text("in-place"))
          .with("progressDeadlineSeconds", Values.number(300));

  private static final Value.Tree PRODUCTION =
      COMMON
          .with("sleep", Values.text("off"))
          .with("replacement", Values.text("blue-green"))
          .with("network", Values.text(Reach.DEFAULT_NETWORK))
          .with("progressDeadlineSeconds", Values.number(900));

  private SpecDefaults() {}

  static Value.Tree builtIn(EnvironmentType type) {
    return switch (type) {
      case PREVIEW -> PREVIEW;
      case PRODUCTION -> PRODUCTION;
    };
  }

  static Value.Tree over(Value.Tree lower, Value.Tree upper) {
    var fields = new LinkedHashMap<>(lower.fields());
    upper
        .fields()
        .forEach((name, value) ->
            fields.put(
                name,
                MERGED.contains(name)
                        && value instanceof Value.Tree above
                        && lower.fields().get(name) instanceof Value.Tree below
                    ? byField(below, above)
                    : value));
    return new Value.Tree(fields);
  }

  private static Value.Tree byField(Value.Tree lower, Value.Tree upper) {
    var fields = new LinkedHashMap<>(lower.fields());
    fields.putAll(upper.fields());
    return new Value.Tree(fields);
  }
}
