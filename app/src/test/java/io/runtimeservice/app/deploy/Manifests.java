package io.runtimeservice.app.deploy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Objects of Kubernetes, as trees. */
public record Manifests(List<ObjectNode> objects) {

  static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  public Manifests {
    objects = List.copyOf(objects);
  }

  static Manifests of(String yaml) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    var objects = new ArrayList<ObjectNode>();
    for (Object document : new Yaml(new SafeConstructor(options)).loadAll(yaml)) {
      objects.add(JSON.valueToTree(document));
    }
    return new Manifests(objects);
  }

  /** Those of a kind. */
  public List<ObjectNode> all(String kind) {
    return objects.stream().filter(it -> it.path("kind").asText().equals(kind)).toList();
  }

  /** The only one of a kind. */
  public ObjectNode one(String kind) {
    var found = all(kind);
    if (found.size() != 1) {
      throw new AssertionError("expected one " + kind + ", and there are " + found.size());
    }
    return found.getFirst();
  }

  /**
   * Others, in which a field of each object of a kind says something else.
   *
   * @param json what it says, where single quotes will do; empty if it is not to be there
   */
  Manifests with(String kind, String pointer, String json) {
    return new Manifests(
        objects.stream()
            .map(ObjectNode::deepCopy)
            .map(it -> it.path("kind").asText().equals(kind) ? changed(it, pointer, json) : it)
            .toList());
  }

  /** Others, without those of a kind. */
  Manifests without(String kind) {
    return new Manifests(
        objects.stream().filter(it -> !it.path("kind").asText().equals(kind)).toList());
  }

  /** Others, with one more. */
  Manifests and(String json) {
    return new Manifests(
        Stream.concat(objects.stream(), Stream.of((ObjectNode) json(json))).toList());
  }

  private static ObjectNode changed(ObjectNode object, String pointer, String json) {
    var at = JsonPointer.compile(pointer);
    JsonNode parent = object.at(at.head());
    String last = at.last().getMatchingProperty();
    switch (parent) {
      case ArrayNode list when last.equals("-") -> list.add(json(json));
      case ArrayNode list -> list.set(Integer.parseInt(last), json(json));
      case ObjectNode map when json.isEmpty() -> map.remove(last);
      case ObjectNode map -> map.set(last, json(json));
      default -> throw new AssertionError("there is nothing at " + at.head() + " of " + object);
    }
    return object;
  }

  /** JSON's value, where single quotes will do. */
  static JsonNode json(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }
}
