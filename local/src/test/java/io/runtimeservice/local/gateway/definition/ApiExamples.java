package io.runtimeservice.local.gateway.definition;

import io.runtimeservice.model.document.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code gateway/openapi.yaml} says, and shows, of its answers. */
public final class ApiExamples {

  private final Node root;

  private ApiExamples(Node root) {
    this.root = root;
  }

  /**
   * An answer as the API shows it.
   *
   * @param operation its id, or its path if it has none
   * @param name of the example; empty if it is the only one
   * @param headers the names of those that the answer is said to have
   */
  public record Example(
      String operation,
      int status,
      String mediaType,
      String name,
      Value.Tree body,
      Set<String> headers) {

    /** {@code reconcile 400 body}. */
    public String key() {
      return "%s %d %s".formatted(operation, status, name).strip();
    }
  }

  /** Reads the repository's file. */
  public static ApiExamples read() throws IOException, DefinitionException {
    Path file = Path.of(System.getProperty("project.root"), "gateway", "openapi.yaml");
    return new ApiExamples(
        new Node("openapi.yaml", YamlReader.read("openapi.yaml", Files.readString(file))));
  }

  /** A model of the API. */
  public Schema schema(String name) throws DefinitionException {
    var components = root.node("components");
    return new SchemaReader(components).read(components.node("schemas").node(name));
  }

  /** All examples of answers. */
  public List<Example> all() throws DefinitionException {
    var examples = new ArrayList<Example>();
    for (var path : root.node("paths").nodes().entrySet()) {
      for (Node operation : path.getValue().nodes().values()) {
        String id = operation.maybeText("operationId").orElse(path.getKey());
        for (var response : operation.node("responses").nodes().entrySet()) {
          for (var content : response.getValue().node("content").nodes().entrySet()) {
            int status = Integer.parseInt(response.getKey());
            for (var example : examples(content.getValue())) {
              examples.add(
                  new Example(
                      id,
                      status,
                      content.getKey(),
                      example.name(),
                      example.body(),
                      headers(response.getValue())));
            }
          }
        }
      }
    }
    return examples;
  }

  private static Set<String> headers(Node response) throws DefinitionException {
    return response.has("headers")
        ? Set.copyOf(response.node("headers").nodes().keySet())
        : Set.of();
  }

  private record Named(String name, Value.Tree body) {}

  private static List<Named> examples(Node content) throws DefinitionException {
    var named = new ArrayList<Named>();
    Optional<Node> only = content.maybeNode("example");
    only.ifPresent(node -> named.add(new Named("", node.tree())));
    if (content.has("examples")) {
      for (var example : content.node("examples").nodes().entrySet()) {
        named.add(new Named(example.getKey(), example.getValue().node("value").tree()));
      }
    }
    if (named.isEmpty()) {
      throw new DefinitionException(content.where(), "an example");
    }
    return named;
  }
}
