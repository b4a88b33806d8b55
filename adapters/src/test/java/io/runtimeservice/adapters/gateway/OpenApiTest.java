package io.runtimeservice.adapters.gateway;

import static io.runtimeservice.adapters.gateway.GatewayFile.fields;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkCodec;
import io.runtimeservice.model.mark.MarkSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the public API promises, and that its templates keep to it. */
class OpenApiTest {

  private static final Set<String> STATUSES =
      Set.of("202", "400", "401", "403", "404", "413", "415", "429", "502", "503");

  private static final String PROBLEM = "application/problem+json";
  private static final String INTEGRATION = "x-amazon-apigateway-integration";
  private static final String ANSWERS = "x-amazon-apigateway-gateway-responses";

  /** The name, type and value of a message's attribute, with the lines' ends. */
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          """
          &MessageAttribute\\.(\\d)\\.Name=(.*)##
          &MessageAttribute\\.\\1\\.Value\\.DataType=String##
          &MessageAttribute\\.\\1\\.Value\\.StringValue=(.*)##
          """);

  private static final JsonNode API = GatewayFile.of("openapi.yaml").read();

  private static final Map<String, MarkSource> SOURCES =
      Map.of(
          "/v1/apps/{appId}/environments/{environmentId}/reconcile", MarkSource.MANAGER,
          "/v1/github/apps/{appId}/environments/{environmentId}/reconcile", MarkSource.GITHUB);

  @Test
  void the_routes_are_those_of_the_contract() {
    assertThat(fields(API.get("paths")).filter(it -> it.getValue().has("post")))
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(SOURCES.keySet());
  }

  @Test
  void every_route_has_every_answer_and_an_example_of_each() {
    routes()
        .forEach(route -> {
          assertThat(fields(route.get("responses")).map(Map.Entry::getKey))
              .containsExactlyInAnyOrderElementsOf(STATUSES);
          fields(route.get("responses"))
              .forEach(answer ->
                  assertThat(examples(answer.getValue())).as(answer.getKey()).isNotEmpty());
        });
  }

  @Test
  void an_example_of_a_problem_is_one_that_a_template_makes() {
    var made =
        templates(API)
            .map(it -> it.replace("$identifier", AppId.PATTERN))
            .flatMap(it -> Stream.of("appId", "environmentId").map(id -> it.replace("$field", id)))
            .toList();
    routes()
        .flatMap(route -> fields(route.get("responses")))
        .filter(answer -> answer.getValue().get("content").has(PROBLEM))
        .forEach(answer ->
            examples(answer.getValue())
                .forEach(example -> {
                  assertThat(example.get("status").asText()).isEqualTo(answer.getKey());
                  String text = example.toString().replaceFirst("\"requestId\":\"[^\"]*\"}", "");
                  assertThat(made).anyMatch(it -> it.contains(text));
                }));
  }

  @Test
  void what_the_caller_sends_is_never_passed_on() {
    assertThat(integrations())
        .hasSize(3)
        .allSatisfy(it ->
            assertThat(it.get("passthroughBehavior").asText()).isEqualToIgnoringCase("never"));
    assertThat(templates(API)).isNotEmpty().allSatisfy(OpenApiTest::asksForNothingButThePath);
  }

  private static void asksForNothingButThePath(String template) {
    assertThat(template.replace("$input.params().get('path')", ""))
        .doesNotContain("$input", "$method", "integration.response", "querystring", "header.");
  }

  @Test
  void an_identifier_has_the_pattern_that_the_service_reads_it_by() {
    routes()
        .flatMap(route -> route.get("parameters").valueStream())
        .forEach(parameter -> {
          assertThat(parameter.get("required").asBoolean()).isTrue();
          assertThat(parameter.get("schema").get("pattern").asText()).isEqualTo(AppId.PATTERN);
          assertThat(parameter.get("example").asText()).matches(AppId.PATTERN);
        });
    assertThat(templates(API).filter(it -> it.contains("$!path.")))
        .hasSize(4)
        .allMatch(it -> it.contains("#set($identifier = '" + AppId.PATTERN + "')##\n"));
  }

  @Test
  void a_message_is_a_mark_as_the_service_writes_it() {
    String mark =
        Mark.of(EnvironmentKey.of("checkout", "pr-128"), MarkSource.MANAGER)
            .body()
            .replace("checkout", "' + $appId + '")
            .replace("pr-128", "' + $environmentId + '");
    assertThat(requests())
        .allMatch(it -> it.contains("#set($body = '" + mark + "')##\n"))
        .allMatch(it -> it.contains("&MessageBody=$util.urlEncode($body)##\n"))
        .allMatch(it -> it.contains("&MessageGroupId=$util.urlEncode($appId)##\n"));
  }

  @Test
  void a_message_says_who_asks_and_for_github_what_the_claims_say() {
    assertThat(attributes(request(MarkSource.MANAGER)))
        .containsExactly(MarkCodec.SOURCE + "=" + MarkSource.MANAGER);
    assertThat(attributes(request(MarkSource.GITHUB)))
        .containsExactly(
            MarkCodec.SOURCE + "=" + MarkSource.GITHUB,
            MarkCodec.CALLER_REPOSITORY_ID + "=$util.urlEncode($repositoryId)",
            "callerOwnerId=$util.urlEncode($ownerId)",
            "callerEvent=$util.urlEncode($event)",
            "callerRef=$util.urlEncode($ref)",
            "callerRunId=$util.urlEncode($runId)");
  }

  private static List<String> attributes(String template) {
    return ATTRIBUTE
        .matcher(template)
        .results()
        .map(it -> it.group(2) + "=" + it.group(3))
        .toList();
  }

  /** Otherwise an answer could name a reason that was none. */
  @Test
  void an_answer_is_decided_by_the_conditions_by_which_the_message_was() {
    routes()
        .map(it -> it.get(INTEGRATION))
        .forEach(it ->
            assertThat(conditions(it.get("responses").get("4\\d{2}").get("responseTemplates")))
                .isNotEmpty()
                .isEqualTo(conditions(it.get("requestTemplates"))));
  }

  private static List<String> conditions(JsonNode templates) {
    return templates
        .get("application/json")
        .asText()
        .lines()
        .filter(it -> it.startsWith("#set("))
        .filter(it -> !it.startsWith("#set($body") && !it.startsWith("#set($field"))
        .filter(it -> !it.startsWith("#set($context"))
        .toList();
  }

  /** A line's end that is sent along would be part of a value. */
  @Test
  void no_line_of_a_template_sends_its_end_along() {
    assertThat(requests())
        .allSatisfy(it -> {
          var lines = it.lines().toList();
          assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> line.endsWith("##"));
          assertThat(it).endsWith("\n#end");
        });
  }

  @Test
  void what_api_gateway_answers_by_itself_is_a_problem_too() {
    fields(API.get(ANSWERS))
        .forEach(answer -> {
          var it = answer.getValue();
          assertThat(
                  it.get("responseParameters").get("gatewayresponse.header.Content-Type").asText())
              .isEqualTo("'" + PROBLEM + "'");
          var problem =
              GatewayFile.parse(it.get("responseTemplates").get("application/json").asText());
          assertThat(fields(problem).map(Map.Entry::getKey))
              .contains("type", "title", "detail", "requestId");
          assertThat(problem.path("status").asText())
              .as(answer.getKey())
              .isEqualTo(it.path("statusCode").asText());
        });
  }

  private static Stream<JsonNode> routes() {
    return SOURCES.keySet().stream().map(path -> API.get("paths").get(path).get("post"));
  }

  private static Stream<JsonNode> integrations() {
    return API.findValues(INTEGRATION).stream();
  }

  /** How a request becomes a message, by each route. */
  private static Stream<String> requests() {
    return SOURCES.values().stream().map(OpenApiTest::request);
  }

  private static String request(MarkSource source) {
    return SOURCES.entrySet().stream()
        .filter(it -> it.getValue() == source)
        .map(it -> API.get("paths").get(it.getKey()).get("post").get(INTEGRATION))
        .map(it -> it.get("requestTemplates").get("application/json").asText())
        .findFirst()
        .orElseThrow();
  }

  private static Stream<String> templates(JsonNode node) {
    return Stream.of("requestTemplates", "responseTemplates")
        .flatMap(name -> node.findValues(name).stream())
        .flatMap(GatewayFile::fields)
        .map(it -> it.getValue().asText());
  }

  private static List<JsonNode> examples(JsonNode answer) {
    return fields(answer.get("content"))
        .flatMap(content ->
            Stream.concat(
                Stream.of(content.getValue().path("example")),
                content.getValue().path("examples").valueStream().map(it -> it.get("value"))))
        .filter(it -> !it.isMissingNode())
        .toList();
  }
}
