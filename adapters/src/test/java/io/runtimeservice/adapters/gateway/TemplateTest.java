package io.runtimeservice.adapters.gateway;

import static io.runtimeservice.adapters.gateway.GatewayFile.fields;
import static io.runtimeservice.adapters.gateway.GatewayFile.items;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.runtimeservice.adapters.dynamodb.DynamoDbRuntimeStore;
import io.runtimeservice.adapters.dynamodb.ItemKey;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the stack makes fits what the service does. */
class TemplateTest {

  private static final JsonNode STACK = GatewayFile.of("template.yaml").read();
  private static final JsonNode RESOURCES = STACK.get("Resources");

  /** {@code import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;}. */
  private static final Pattern REQUEST =
      Pattern.compile(
          "import software\\.amazon\\.awssdk\\.services\\.(\\w+)\\.model\\.(\\w+?)(Batch)?Request;");

  /** What the enhanced client is asked for, which has no request of its own. */
  private static final Pattern ENHANCED_BATCH =
      Pattern.compile("\\benhanced\\s*\\.batchGetItem\\(");

  /** What the code can and the service does not: marks come from the gateway. */
  private static final Set<String> NEVER_DONE_BY_THE_SERVICE = Set.of("sqs:SendMessage");

  @Test
  void the_service_may_do_what_its_code_does_and_nothing_else() {
    var done = new TreeSet<>(operations());
    done.removeAll(NEVER_DONE_BY_THE_SERVICE);
    assertThat(actions("ServiceRole")).containsExactlyElementsOf(done);
  }

  private static Set<String> operations() {
    return GatewayFile.sources("adapters/src/main")
        .flatMap(TemplateTest::operations)
        .collect(Collectors.toSet());
  }

  private static Stream<String> operations(String source) {
    return Stream.concat(
        REQUEST.matcher(source).results().map(it -> it.group(1) + ":" + it.group(2)),
        ENHANCED_BATCH.matcher(source).results().map(_ -> "dynamodb:BatchGetItem"));
  }

  @Test
  void the_gateway_may_send_to_the_one_queue() {
    assertThat(actions("GatewayRole")).containsExactly("sqs:SendMessage");
    assertThat(RESOURCES.get("GatewayRole").findValuesAsText("Resource"))
        .containsExactly("Marks.Arn");
  }

  @Test
  void no_role_may_do_anything_anywhere() {
    assertThat(STACK.findValuesAsText("Resource")).isNotEmpty().doesNotContain("*");
    for (String role : Set.of("ServiceRole", "GatewayRole", "ManagerPolicy")) {
      assertThat(actions(role)).isNotEmpty().noneMatch(it -> it.contains("*"));
    }
  }

  /** All that is allowed unconditionally, or on a condition that the template states with it. */
  private static Set<String> actions(String resource) {
    return RESOURCES.get(resource).findValues("Statement").stream()
        .flatMap(GatewayFile::items)
        .filter(it -> it.has("Resource"))
        .flatMap(it ->
            it.get("Action").isArray() ? items(it.get("Action")) : Stream.of(it.get("Action")))
        .map(JsonNode::asText)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void the_table_is_the_one_that_the_service_reads() {
    var table = RESOURCES.get("Table").get("Properties");
    assertThat(items(table.get("KeySchema")).map(it -> it.get("AttributeName").asText()))
        .containsExactly(ItemKey.PARTITION, ItemKey.SORT);
    assertThat(table.get("TimeToLiveSpecification").get("AttributeName").asText())
        .isEqualTo(DynamoDbRuntimeStore.TTL);
    assertThat(table.get("DeletionProtectionEnabled").asBoolean()).isTrue();
  }

  @Test
  void what_the_stack_tells_is_named_as_the_service_s_settings_are() {
    String settings = GatewayFile.of("../docs/generated/settings.md").text();
    var told =
        STACK
            .get("Outputs")
            .get("Settings")
            .get("Value")
            .asText()
            .lines()
            .collect(Collectors.toMap(line -> line.split("=", 2)[0], Function.identity()));
    assertThat(told.keySet()).allMatch(it -> settings.contains("`" + it + "`"));
    assertThat(told).containsKeys("RUNTIME_TABLE", "RUNTIME_QUEUE_URL");
    assertThat(
            fields(STACK.get("Outputs")).map(Map.Entry::getValue).map(it -> it.get("Description")))
        .extracting(JsonNode::asText)
        .containsAll(told.keySet());
  }

  @Test
  void every_parameter_says_what_it_is_and_what_is_let_in() {
    fields(STACK.get("Parameters"))
        .forEach(it -> {
          assertThat(it.getValue().get("Description").asText()).as(it.getKey()).isNotBlank();
          assertThat(fields(it.getValue()).map(Map.Entry::getKey))
              .as(it.getKey())
              .containsAnyOf("AllowedPattern", "AllowedValues", "MinValue");
        });
    assertThat(STACK.get("Parameters").findValuesAsText("AllowedPattern"))
        .allSatisfy(Pattern::compile);
  }

  @Test
  void github_s_default_audience_is_refused() {
    var audience = pattern("GitHubAudience");
    for (String ours : Set.of("runtime-service", "https://runtime.example.com/v1", "urn:runtime")) {
      assertThat(audience.matcher(ours).matches()).as(ours).isTrue();
    }
    for (String refused :
        Set.of("https://github.com/octo", "https://github.com", "http://github.com/x", "", "a b")) {
      assertThat(audience.matcher(refused).matches()).as(refused).isFalse();
    }
  }

  private static Pattern pattern(String parameter) {
    return Pattern.compile(STACK.get("Parameters").get(parameter).get("AllowedPattern").asText());
  }

  @Test
  void only_the_gateway_sends_and_nobody_without_tls() {
    for (String policy : Set.of("MarksPolicy", "DeadMarksPolicy")) {
      assertThat(RESOURCES.get(policy).toString().toLowerCase(Locale.ROOT))
          .contains("\"bool\":{\"aws:securetransport\":\"false\"}")
          .doesNotContain("\"allow\"");
    }
    assertThat(RESOURCES.get("MarksPolicy").toString())
        .contains("\"Action\":\"sqs:SendMessage\"")
        .contains("{\"aws:PrincipalArn\":\"GatewayRole.Arn\"}");
  }
}
