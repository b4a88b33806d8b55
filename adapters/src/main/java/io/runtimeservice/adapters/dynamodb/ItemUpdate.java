package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * An {@code UpdateItem} while it is put together: what it sets and removes, and what must hold for
 * it. Every name and value goes by a placeholder, since many of our names are DynamoDB's own words.
 */
final class ItemUpdate {

  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, AttributeValue> values = new LinkedHashMap<>();
  private final List<String> sets = new ArrayList<>();
  private final List<String> removals = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();

  ItemUpdate set(String name, Value value) {
    sets.add(path(name) + " = " + placeholder(DynamoDbValues.write(value)));
    return this;
  }

  ItemUpdate remove(String name) {
    removals.add(path(name));
    return this;
  }

  /** Sets the attribute, or removes it where there is nothing to say. */
  ItemUpdate put(String name, Optional<? extends Value> value) {
    return value.isPresent() ? set(name, value.get()) : remove(name);
  }

  /** Sets the attribute to a set of strings, or removes it: DynamoDB has no empty sets. */
  ItemUpdate putSet(String name, List<String> texts) {
    if (texts.isEmpty()) {
      return remove(name);
    }
    sets.add(path(name) + " = " + placeholder(AttributeValue.fromSs(texts)));
    return this;
  }

  ItemUpdate ifItemExists() {
    return ifExists(ItemKey.PARTITION, true);
  }

  ItemUpdate ifItemIsAbsent() {
    return ifExists(ItemKey.PARTITION, false);
  }

  private ItemUpdate ifExists(String name, boolean exists) {
    conditions.add((exists ? "attribute_exists(" : "attribute_not_exists(") + path(name) + ")");
    return this;
  }

  /** On condition that a counter stands where it was read; one that is not there reads as 0. */
  ItemUpdate ifCounted(long read, String name) {
    String at = path(name);
    String same = at + " = " + placeholder(DynamoDbValues.write(Values.number(read)));
    conditions.add(read == 0 ? "(attribute_not_exists(" + at + ") OR " + same + ")" : same);
    return this;
  }

  /**
   * On condition that the attribute is what was loaded. A plain value must be equal; of anything
   * else only the type is compared, for what was read of it need not be all that it says.
   */
  ItemUpdate ifSame(Optional<Value> loaded, String... path) {
    String at = path(path);
    conditions.add(
        loaded.map(value -> isSame(at, value)).orElseGet(() -> "attribute_not_exists(" + at + ")"));
    return this;
  }

  private String isSame(String at, Value loaded) {
    return switch (loaded) {
      case Value.Text _, Value.Num _, Value.Bool _, Value.Null _ ->
          at + " = " + placeholder(DynamoDbValues.write(loaded));
      case Value.Tree _ -> isOfType(at, "M");
      case Value.Many _ -> isOfType(at, "L", "SS");
      case Value.Opaque(String kind) ->
          DynamoDbValues.opaqueType(kind)
              .map(type -> isOfType(at, type))
              .orElseGet(() -> "attribute_exists(" + at + ")");
    };
  }

  private String isOfType(String at, String... types) {
    return Stream.of(types)
        .map(type -> "attribute_type(" + at + ", " + placeholder(AttributeValue.fromS(type)) + ")")
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private String path(String... steps) {
    return Stream.of(steps)
        .map(step -> names.computeIfAbsent(step, _ -> "#n" + names.size()))
        .collect(Collectors.joining("."));
  }

  private String placeholder(AttributeValue value) {
    String placeholder = ":v" + values.size();
    values.put(placeholder, value);
    return placeholder;
  }

  /** The request, which is told what stands there if the condition does not hold. */
  UpdateItemRequest of(String table, ItemKey key) {
    var request =
        UpdateItemRequest.builder()
            .tableName(table)
            .key(key.attributes())
            .updateExpression(clause("SET ", sets) + clause(" REMOVE ", removals))
            .conditionExpression(String.join(" AND ", conditions))
            .expressionAttributeNames(swapped(names))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    if (!values.isEmpty()) {
      request.expressionAttributeValues(values);
    }
    return request.build();
  }

  private static String clause(String word, List<String> parts) {
    return parts.isEmpty() ? "" : word + String.join(", ", parts);
  }

  private static Map<String, String> swapped(Map<String, String> names) {
    return names.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
  }
}
