package io.runtimeservice.local.gateway.definition;

import io.runtimeservice.model.document.Value;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML to {@link Value}, of what CloudFormation reads of it: no alias, no merged mapping, no
 * timestamp (CloudFormation user guide, Template format). What YAML 1.1 and 1.2 read differently,
 * such as {@code on} and {@code 0o7}, has to be quoted. A tag {@code !Sub} is {@code Fn::Sub}.
 */
final class YamlReader {

  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

  /** What is a number in YAML 1.2 and a string in 1.1. */
  private static final Pattern NEW_NUMBER =
      Pattern.compile("0o[0-7]+|[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)[eE][-+]?[0-9]+");

  private final String file;
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private YamlReader(String file) {
    this.file = file;
  }

  /** Reads the one document of a file, an object. */
  static Value.Tree read(String file, String text) throws DefinitionException {
    var reader = new YamlReader(file);
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (root instanceof MappingNode mapping && reader.value(mapping) instanceof Value.Tree tree) {
        return tree;
      }
      throw new DefinitionException(file, "an object");
    } catch (YAMLException malformed) {
      throw new DefinitionException(file, "YAML; " + malformed.getMessage());
    }
  }

  private Value value(Node node) throws DefinitionException {
    if (!seen.add(node)) {
      throw refused(node, "no alias");
    }
    Value value =
        switch (node) {
          case ScalarNode scalar -> scalar(scalar);
          case SequenceNode sequence -> many(sequence);
          case MappingNode mapping -> tree(mapping);
          default -> throw refused(node, "a scalar, a list or an object");
        };
    String tag = node.getTag().getValue();
    return tag.startsWith("!") ? new Value.Tree(Map.of(function(tag), value)) : value;
  }

  private static String function(String tag) {
    return tag.equals("!Ref") ? "Ref" : "Fn::" + tag.substring(1);
  }

  private Value many(SequenceNode sequence) throws DefinitionException {
    var items = new ArrayList<Value>();
    for (Node item : sequence.getValue()) {
      items.add(value(item));
    }
    return new Value.Many(items);
  }

  private Value tree(MappingNode mapping) throws DefinitionException {
    var fields = new LinkedHashMap<String, Value>();
    for (NodeTuple field : mapping.getValue()) {
      String name = name(field.getKeyNode());
      if (fields.put(name, value(field.getValueNode())) != null) {
        throw refused(field.getKeyNode(), "each name once");
      }
    }
    return new Value.Tree(fields);
  }

  private String name(Node key) throws DefinitionException {
    if (key instanceof ScalarNode scalar
        && (Tag.STR.equals(scalar.getTag()) || Tag.INT.equals(scalar.getTag()))) {
      return scalar.getValue();
    }
    throw refused(key, "a name, in quotes if YAML 1.1 takes it for something else");
  }

  private Value scalar(ScalarNode scalar) throws DefinitionException {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    boolean isText = Tag.STR.equals(tag) || tag.getValue().startsWith("!");
    if (isText && !(scalar.isPlain() && NEW_NUMBER.matcher(text).matches())) {
      return new Value.Text(text);
    }
    if (Tag.NULL.equals(tag)) {
      return new Value.Null();
    }
    if (Tag.BOOL.equals(tag) && (text.equals("true") || text.equals("false"))) {
      return new Value.Bool(text.equals("true"));
    }
    if ((Tag.INT.equals(tag) || Tag.FLOAT.equals(tag)) && NUMBER.matcher(text).matches()) {
      return new Value.Num(new BigDecimal(text));
    }
    throw refused(scalar, "quotes, or a value that YAML 1.1 and 1.2 read alike");
  }

  private DefinitionException refused(Node node, String expected) {
    return new DefinitionException(
        "%s, line %d".formatted(file, node.getStartMark().getLine() + 1), expected);
  }
}
