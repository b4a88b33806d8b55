package io.runtimeservice.local.gateway.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stack's template beside CloudFormation's published schemas, and by {@code cfn-lint}. */
class ResourceSchemasTest {

  private static final Path TEMPLATE =
      Path.of(System.getProperty("project.root"), "gateway", "template.yaml");

  private static String facts() throws IOException {
    try (var file = ResourceSchemasTest.class.getResourceAsStream("/gateway/resources.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What was found. */
  private record Found(int resources, int types, int properties, List<String> faults) {}

  private static Found check(String template) throws Exception {
    var root = new Node("template.yaml", YamlReader.read("template.yaml", template));
    var parameters = new HashMap<String, String>();
    for (var parameter : root.node("Parameters").nodes().entrySet()) {
      parameters.put(parameter.getKey(), parameter.getValue().text("Type"));
    }
    var schemas = new ResourceSchemas(facts(), parameters);
    var faults = new ArrayList<String>();
    var types = new TreeSet<String>();
    var resources = root.node("Resources").nodes();
    for (var resource : resources.entrySet()) {
      String type = resource.getValue().text("Type");
      types.add(type);
      faults.addAll(
          schemas.faults(resource.getKey(), type, resource.getValue().node("Properties").tree()));
    }
    return new Found(resources.size(), types.size(), schemas.checked(), faults);
  }

  @Test
  void every_resource_is_as_its_published_schema_has_it() throws Exception {
    var found = check(Files.readString(TEMPLATE));

    assertThat(found.faults()).isEmpty();
    System.out.printf(
        "gateway template: %d resources of %d types, %d properties, each as the published schema has"
            + " it%n",
        found.resources(), found.types(), found.properties());
  }

  /** What the check would not see proves nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "MessageRetentionPeriod: 345600 | MessageRetentionTime: 345600"
            + " | Marks/MessageRetentionTime: expected a property of AWS::SQS::Queue",
        "VisibilityTimeout: 60 | VisibilityTimeout: sixty"
            + " | Marks/VisibilityTimeout: expected integer",
        "SqsManagedSseEnabled: true | SqsManagedSseEnabled: 1"
            + " | Marks/SqsManagedSseEnabled: expected boolean",
        "TimeToLiveSpecification: {AttributeName: ttl, Enabled: true}"
            + " | TimeToLiveSpecification: {AttributeName: ttl}"
            + " | Table/TimeToLiveSpecification/Enabled: expected, required",
        "RetentionInDays: !Ref LogDays | RetentionInDays: !Ref StageName"
            + " | AccessLog/RetentionInDays: expected integer",
        "Queues: [!Ref Marks] | Queues: !Ref Marks | MarksPolicy/Queues: expected [string]",
        "Type: AWS::SQS::QueuePolicy | Type: AWS::SQS::QueueRule"
            + " | MarksPolicy: expected a resource whose schema is known, not AWS::SQS::QueueRule",
      })
  void what_is_not_so_is_found(String right, String wrong, String fault) throws Exception {
    String template = Files.readString(TEMPLATE);
    assertThat(template).contains(right);

    assertThat(check(template.replace(right, wrong)).faults()).contains(fault);
  }

  /** It is no part of the build, and says more than the schemas do. */
  @Test
  void cfn_lint_finds_nothing_where_it_is_installed() throws Exception {
    String version = output("cfn-lint", "--version");
    if (!version.startsWith("cfn-lint ")) {
      System.out.println("gateway template: cfn-lint is not installed here, and was not run");
      return;
    }
    assertThat(output("cfn-lint", TEMPLATE.toString())).isEmpty();
    System.out.printf("gateway template: %s finds nothing%n", version.strip());
  }

  private static String output(String... command) throws IOException {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException notThere) {
      return "";
    }
  }
}
