package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * DynamoDB's attribute values as {@link Value}s, and back. Attributes come in the order of their
 * names, so that what is read twice says everything in the same order twice.
 */
final class DynamoDbValues {

  private static final String BINARY = "a binary value";
  private static final String BINARY_SET = "a set of binary values";
  private static final String NUMBER_SET = "a set of numbers";
  private static final String UNKNOWN = "something unknown";

  private DynamoDbValues() {}

  /** An item without its key: what the record says. */
  static Value.Tree record(Map<String, AttributeValue> item) {
    var fields = new HashMap<>(item);
    fields.keySet().removeAll(List.of(ItemKey.PARTITION, ItemKey.SORT));
    return tree(fields);
  }

  private static Value.Tree tree(Map<String, AttributeValue> attributes) {
    var fields = new TreeMap<String, Value>();
    attributes.forEach((name, attribute) -> fields.put(name, read(attribute)));
    return new Value.Tree(fields);
  }

  static Value read(AttributeValue attribute) {
    return switch (attribute.type()) {
      case S -> new Value.Text(attribute.s());
      case N -> new Value.Num(new BigDecimal(attribute.n()));
      case BOOL -> new Value.Bool(attribute.bool());
      case NUL -> new Value.Null();
      case M -> tree(attribute.m());
      case L -> new Value.Many(attribute.l().stream().map(DynamoDbValues::read).toList());
      case SS -> Values.texts(attribute.ss().stream().sorted().toList());
      case B -> new Value.Opaque(BINARY);
      case BS -> new Value.Opaque(BINARY_SET);
      case NS -> new Value.Opaque(NUMBER_SET);
      case UNKNOWN_TO_SDK_VERSION -> new Value.Opaque(UNKNOWN);
    };
  }

  /** DynamoDB's type of something opaque; empty if it is newer than this code. */
  static Optional<String> opaqueType(String kind) {
    return switch (kind) {
      case BINARY -> Optional.of("B");
      case BINARY_SET -> Optional.of("BS");
      case NUMBER_SET -> Optional.of("NS");
      default -> Optional.empty();
    };
  }

  static Map<String, AttributeValue> write(Value.Tree tree) {
    var attributes = new HashMap<String, AttributeValue>();
    tree.fields().forEach((name, value) -> attributes.put(name, write(value)));
    return attributes;
  }

  static AttributeValue write(Value value) {
    return switch (value) {
      case Value.Text(String text) -> AttributeValue.fromS(text);
      case Value.Num(BigDecimal number) -> AttributeValue.fromN(number.toString());
      case Value.Bool(boolean bool) -> AttributeValue.fromBool(bool);
      case Value.Null _ -> AttributeValue.fromNul(true);
      case Value.Many(var items) ->
          AttributeValue.fromL(items.stream().map(DynamoDbValues::write).toList());
      case Value.Tree tree -> AttributeValue.fromM(write(tree));
      case Value.Opaque(String type) ->
          throw new IllegalArgumentException("what was " + type + " cannot be written back");
    };
  }
}
