package io.runtimeservice.local.gateway.definition;

import io.runtimeservice.model.document.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An object of a definition, with the way to it. What has to be there is asked for by name, and
 * what is not is told with that way.
 */
record Node(String where, Value.Tree tree) {

  private DefinitionException refused(String name, String expected) {
    return new DefinitionException(where + "/" + name, expected);
  }

  boolean has(String name) {
    return tree.fields().containsKey(name);
  }

  /** Nothing in it is left unread: what is not played is not passed over. */
  Node onlyWith(String... names) throws DefinitionException {
    for (String name : tree.fields().keySet()) {
      if (!Set.of(names).contains(name)) {
        throw refused(name, "one of " + String.join(", ", names));
      }
    }
    return this;
  }

  String text(String name) throws DefinitionException {
    return maybeText(name).orElseThrow(() -> refused(name, "a string"));
  }

  Optional<String> maybeText(String name) throws DefinitionException {
    if (has(name) && tree.text(name).isEmpty()) {
      throw refused(name, "a string");
    }
    return tree.text(name);
  }

  boolean isTrue(String name) {
    return tree.isTrue(name);
  }

  Optional<Long> maybeWhole(String name) throws DefinitionException {
    if (has(name) && tree.whole(name).isEmpty()) {
      throw refused(name, "a whole number");
    }
    return tree.whole(name);
  }

  Node node(String name) throws DefinitionException {
    return maybeNode(name).orElseThrow(() -> refused(name, "an object"));
  }

  Optional<Node> maybeNode(String name) throws DefinitionException {
    if (!has(name)) {
      return Optional.empty();
    }
    if (tree.fields().get(name) instanceof Value.Tree inner) {
      return Optional.of(new Node(where + "/" + name, inner));
    }
    throw refused(name, "an object");
  }

  /** Its objects by name, in their order. */
  Map<String, Node> nodes() throws DefinitionException {
    var nodes = new LinkedHashMap<String, Node>();
    for (String name : tree.fields().keySet()) {
      nodes.put(name, node(name));
    }
    return nodes;
  }

  /** A list of objects; none if it is not there. */
  List<Node> list(String name) throws DefinitionException {
    var nodes = new ArrayList<Node>();
    for (Value item : tree.items(name)) {
      if (!(item instanceof Value.Tree inner)) {
        throw refused(name, "a list of objects");
      }
      nodes.add(new Node(where + "/" + name + "/" + nodes.size(), inner));
    }
    return nodes;
  }

  /** A list of strings; none if it is not there. */
  List<String> texts(String name) throws DefinitionException {
    var texts = new ArrayList<String>();
    for (Value item : tree.items(name)) {
      if (!(item instanceof Value.Text(String text))) {
        throw refused(name, "a list of strings");
      }
      texts.add(text);
    }
    return texts;
  }

  /** Its strings by name, in their order. */
  Map<String, String> texts() throws DefinitionException {
    var texts = new LinkedHashMap<String, String>();
    for (String name : tree.fields().keySet()) {
      texts.put(name, text(name));
    }
    return texts;
  }
}
