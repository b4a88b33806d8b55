package io.runtimeservice.local.gateway.definition;

import io.runtimeservice.model.document.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A role of {@code gateway/template.yaml}: what its own policies allow, with all conditions. */
public final class StackRole {

  /** What a request cannot be seen to keep to: tags, and who calls for whom, are AWS' to know. */
  private static final Set<String> NOT_ON_THE_WIRE =
      Set.of("secretsmanager:ResourceTag/runtime-service", "kms:ViaService");

  private static final String LEADING_KEYS = "dynamodb:LeadingKeys";

  private final List<Statement> statements;

  private StackRole(List<Statement> statements) {
    this.statements = statements;
  }

  /**
   * What somebody asks of AWS.
   *
   * @param action as IAM calls it
   * @param resource the stack's name of what it is asked of, or {@code secret}
   * @param leadingKeys the partition keys of the items that it names
   */
  public record Deed(String action, String resource, Set<String> leadingKeys) {

    public Deed {
      leadingKeys = Set.copyOf(leadingKeys);
    }
  }

  /**
   * What is allowed.
   *
   * @param leadingKeys the beginnings of the partition keys for which it is; all if empty
   */
  private record Statement(Set<String> actions, Set<String> resources, List<String> leadingKeys) {

    boolean allows(Deed deed) {
      return actions.contains(deed.action())
          && resources.contains(deed.resource())
          && (leadingKeys.isEmpty() || deed.leadingKeys().stream().allMatch(this::isAmongThem))
          && (leadingKeys.isEmpty() || !deed.leadingKeys().isEmpty());
    }

    private boolean isAmongThem(String key) {
      return leadingKeys.stream().anyMatch(key::startsWith);
    }
  }

  /** Reads the role of that name. */
  public static StackRole read(String name) throws IOException, DefinitionException {
    Path file = Path.of(System.getProperty("project.root"), "gateway", "template.yaml");
    var root = new Node("template.yaml", YamlReader.read("template.yaml", Files.readString(file)));
    var statements = new ArrayList<Statement>();
    for (Node policy : root.node("Resources").node(name).node("Properties").list("Policies")) {
      for (Node statement : policy.node("PolicyDocument").list("Statement")) {
        statements.add(statement(chosen(statement)));
      }
    }
    return new StackRole(statements);
  }

  /** Of two of which a condition chooses, the one that allows something. */
  private static Node chosen(Node statement) {
    return statement.tree().items("Fn::If").stream()
        .filter(it -> it instanceof Value.Tree tree && tree.get("Action").isPresent())
        .map(it -> new Node(statement.where(), (Value.Tree) it))
        .findFirst()
        .orElse(statement);
  }

  private static Statement statement(Node node) throws DefinitionException {
    if (!node.text("Effect").equals("Allow")) {
      throw new DefinitionException(node.where() + "/Effect", "Allow");
    }
    var leadingKeys = new ArrayList<String>();
    if (node.has("Condition")) {
      for (var test : node.node("Condition").nodes().entrySet()) {
        for (String name : test.getValue().tree().fields().keySet()) {
          if (test.getKey().equals("ForAllValues:StringLike") && name.equals(LEADING_KEYS)) {
            test.getValue().texts(name).forEach(it -> leadingKeys.add(beginning(it)));
          } else if (!NOT_ON_THE_WIRE.contains(name)) {
            throw new DefinitionException(node.where(), "a condition that is understood: " + name);
          }
        }
      }
    }
    return new Statement(actions(node.tree()), resources(node.tree()), leadingKeys);
  }

  private static String beginning(String pattern) {
    if (pattern.indexOf('*') != pattern.length() - 1) {
      throw new AssertionError("expected a pattern that ends with its only *: " + pattern);
    }
    return pattern.substring(0, pattern.length() - 1);
  }

  private static Set<String> actions(Value.Tree statement) {
    return Stream.concat(
            statement.text("Action").stream(),
            statement.items("Action").stream().map(it -> ((Value.Text) it).value()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> resources(Value.Tree statement) {
    var several = statement.items("Resource");
    return several.isEmpty()
        ? Set.of(resource(statement.tree("Resource")))
        : several.stream()
            .map(it -> resource((Value.Tree) it))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** {@code Table} of {@code !GetAtt Table.Arn}, {@code secret} or {@code key} of what has none. */
  private static String resource(Value.Tree resource) {
    Optional<String> secret = resource.text("Fn::Sub").filter(it -> it.contains(":secret:"));
    return resource
        .text("Fn::GetAtt")
        .map(it -> it.replaceFirst("\\.Arn$", ""))
        .or(() -> secret.map(_ -> "secret"))
        .orElse("key");
  }

  /** Everything that some statement allows. */
  public Set<String> actions() {
    return statements.stream()
        .flatMap(it -> it.actions().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether a statement allows it, of this resource, and as far as a request shows. */
  public boolean allows(Deed deed) {
    return statements.stream().anyMatch(it -> it.allows(deed));
  }

  /** What it is not allowed, each with how often it was done. */
  public Map<Deed, Long> refused(List<Deed> deeds) {
    return deeds.stream()
        .filter(it -> !allows(it))
        .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
  }
}
