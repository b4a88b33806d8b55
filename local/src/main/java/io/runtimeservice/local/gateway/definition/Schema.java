package io.runtimeservice.local.gateway.definition;

import io.runtimeservice.model.document.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model: what a JSON payload has to be like. Of JSON schema (draft 4, as at AWS) it knows what
 * the API's models use; anything else in one is refused when it is read.
 */
public sealed interface Schema {

  /** A string. */
  record OfText() implements Schema {}

  /** A whole number. */
  record OfWhole() implements Schema {}

  /**
   * An object.
   *
   * @param open whether it may have fields that are not named
   */
  record OfTree(
      Map<String, Schema> properties, Set<String> required, boolean open, Optional<Long> fieldsMax)
      implements Schema {
    public OfTree {
      properties = Map.copyOf(properties);
      required = Set.copyOf(required);
    }

    private boolean holds(Value.Tree tree) {
      var names = tree.fields().keySet();
      return names.containsAll(required)
          && fieldsMax.filter(max -> names.size() > max).isEmpty()
          && tree.fields().entrySet().stream()
              .allMatch(field -> holds(field.getKey(), field.getValue()));
    }

    private boolean holds(String name, Value value) {
      Schema property = properties.get(name);
      return property == null ? open : property.isHeldBy(value);
    }
  }

  /** Whether a value is like that. */
  default boolean isHeldBy(Value value) {
    return switch (this) {
      case OfText() -> value instanceof Value.Text;
      case OfWhole() ->
          value instanceof Value.Num(var number) && number.stripTrailingZeros().scale() <= 0;
      case OfTree schema -> value instanceof Value.Tree tree && schema.holds(tree);
    };
  }
}
