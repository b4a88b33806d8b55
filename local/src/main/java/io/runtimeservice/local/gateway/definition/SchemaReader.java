package io.runtimeservice.local.gateway.definition;

import java.util.HashMap;
import java.util.Set;

/** Reads models, and finds those that are referred to below {@code components/schemas}. */
final class SchemaReader {

  private static final String SCHEMAS = "#/components/schemas/";

  private final Node components;

  SchemaReader(Node components) {
    this.components = components;
  }

  Schema read(Node node) throws DefinitionException {
    if (node.has("$ref")) {
      String reference = node.onlyWith("$ref").text("$ref");
      if (!reference.startsWith(SCHEMAS)) {
        throw new DefinitionException(node.where(), "a reference to " + SCHEMAS);
      }
      return read(components.node("schemas").node(reference.substring(SCHEMAS.length())));
    }
    return switch (node.text("type")) {
      case "string" -> {
        node.onlyWith("type", "description");
        yield new Schema.OfText();
      }
      case "integer" -> {
        node.onlyWith("type", "description");
        yield new Schema.OfWhole();
      }
      case "object" -> object(node);
      default -> throw new DefinitionException(node.where(), "a string, an integer or an object");
    };
  }

  private Schema object(Node node) throws DefinitionException {
    node.onlyWith(
        "type", "description", "properties", "required", "additionalProperties", "maxProperties");
    var properties = new HashMap<String, Schema>();
    if (node.has("properties")) {
      for (var property : node.node("properties").nodes().entrySet()) {
        properties.put(property.getKey(), read(property.getValue()));
      }
    }
    boolean open = !node.has("additionalProperties") || node.isTrue("additionalProperties");
    return new Schema.OfTree(
        properties, Set.copyOf(node.texts("required")), open, node.maybeWhole("maxProperties"));
  }
}
