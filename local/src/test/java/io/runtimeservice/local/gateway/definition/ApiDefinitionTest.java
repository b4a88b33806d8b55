package io.runtimeservice.local.gateway.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeservice.local.gateway.mapping.ContextVariable;
import io.runtimeservice.local.gateway.mapping.Dialect;
import io.runtimeservice.local.gateway.mapping.TemplateEngine;
import io.runtimeservice.local.parts.GatewayPart;
import io.runtimeservice.model.document.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read out of {@code gateway/openapi.yaml}, and what would not be. */
class ApiDefinitionTest {

  private static final Map<String, String> NAMES =
      GatewayPart.names(URI.create("http://localhost/000000000000/marks"));

  private static String file = "";
  private static ApiDefinition api;

  @BeforeAll
  static void read() throws Exception {
    file = Files.readString(Path.of(System.getProperty("project.root"), "gateway", "openapi.yaml"));
    api = read(file);
  }

  private static ApiDefinition read(String yaml) throws IOException, DefinitionException {
    return ApiDefinition.read(yaml, NAMES, new TemplateEngine(Dialect.VELOCITY_1));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/apps/a/environments/b/reconcile, /v1/apps/{appId}/environments/{environmentId}/reconcile",
    "POST, /v1/github/apps/a/environments/b/reconcile, /v1/github/apps/{appId}/environments/{environmentId}/reconcile",
    "GET, /v1/apps/a/environments/b/reconcile, none",
    "POST, /v1, none",
    "POST, /v1/apps/a, none",
    "POST, /v1/apps/a/environments/b, none",
    "POST, /v1/other, /{proxy+}",
    "GET, /v1/apps/a/environments/b/reconcile/more, /{proxy+}",
    "DELETE, /x, /{proxy+}",
    "GET, /, none",
    "GET, //, none",
    "GET, *, none",
    "POST, /v1/apps//environments/b/reconcile, /{proxy+}",
    "POST, /V1/apps/a/environments/b/reconcile, /{proxy+}"
  })
  void a_request_has_the_most_exact_route(String method, String path, String route) {
    assertThat(
            api.routes().find(method, path).map(it -> it.route().path().toString()).orElse("none"))
        .isEqualTo(route);
  }

  @Test
  void a_route_has_its_access_its_validator_and_its_queue() {
    var route =
        api.routes().find("POST", "/v1/github/apps/a/environments/b/reconcile").orElseThrow();

    assertThat(route.holes()).isEqualTo(Map.of("appId", "a", "environmentId", "b"));
    assertThat(route.route().access())
        .isInstanceOfSatisfying(
            Access.Token.class,
            it -> {
              assertThat(it.header()).isEqualTo("Authorization");
              assertThat(it.rules().issuer())
                  .isEqualTo("https://token.actions.githubusercontent.com");
              assertThat(it.rules().audiences()).containsExactly(NAMES.get("GitHubAudience"));
              assertThat(it.rules().claims()).hasSize(5);
            });
    assertThat(route.route().validation().orElseThrow().required()).hasSize(2);
    assertThat(route.route().integration().backend())
        .isInstanceOfSatisfying(
            Integration.Backend.Sqs.class,
            it -> {
              assertThat(it.path()).isEqualTo("/000000000000/marks");
              assertThat(it.deadline()).isEqualTo(Duration.ofSeconds(5));
            });
  }

  @ParameterizedTest
  @CsvSource({"200, 202", "204, 202", "400, 502", "403, 502", "500, 503", "301, 503", "2000, 503"})
  void an_answer_of_the_queue_has_its_response(int queue, int caller) {
    var integration =
        api.routes()
            .find("POST", "/v1/apps/a/environments/b/reconcile")
            .orElseThrow()
            .route()
            .integration();

    assertThat(integration.response(queue).orElseThrow().status()).isEqualTo(caller);
  }

  /** What AWS takes and is not played here must not be passed over. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "passthroughBehavior: never | passthroughBehavior: when_no_match",
        "passthroughBehavior: never | cacheNamespace: x",
        "type: aws | type: aws_proxy",
        ":sqs:path/ | :s3:path/",
        "httpMethod: POST | httpMethod: GET",
        "defaultAlgorithms: [RS256] | defaultAlgorithms: [RS256, HS256]",
        "x-amazon-apigateway-authtype: jwt | x-amazon-apigateway-authtype: custom",
        "format: SINGLE_STRING | format: LIST",
        "security: [] | tags: []",
        "maxProperties: 0 | maxItems: 0",
        "'application/x-www-form-urlencoded' | method.request.body",
        "post: | poste:",
        "$util.urlEncode($appId) | $util.escapeJavaScript($appId)",
        "$context.extendedRequestId | $context.identity.sourceIp",
        "Ref: GitHubAudience | Ref: Audience",
        "#set($isApp | #set($isApp(",
        "'2\\d{2}' | '2\\d{2'",
      })
  void what_is_not_played_is_refused_when_it_is_read(String instead, String of) {
    assertThat(file).contains(instead);

    assertThatThrownBy(() -> read(file.replace(instead, of)))
        .isInstanceOf(DefinitionException.class);
  }

  @Test
  void a_response_of_the_gateways_own_has_the_context_put_in() {
    var context =
        new ContextVariable(
            Map.of("extendedRequestId", "e", "error.messageString", "\"a $1 \\\\ message\""));

    assertThat(new GatewayResponses(Map.of()).of(GatewayResponseType.THROTTLED).payload(context))
        .isEqualTo("{\"message\":\"a $1 \\\\ message\"}");
    assertThat(api.responses().of(GatewayResponseType.DEFAULT_4XX).payload(context))
        .contains("\"requestId\":\"e\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "Nothing | {} | true",
        "Nothing | {\"a\":1} | false",
        "Nothing | [] | false",
        "Nothing | null | false",
        "Accepted | {\"requestId\":\"x\"} | true",
        "Accepted | {\"requestId\":1} | false",
        "Accepted | {} | false",
        "Problem | {\"type\":\"a\",\"title\":\"b\",\"detail\":\"c\",\"requestId\":\"d\"} | true",
        "Problem | {\"type\":\"a\",\"title\":\"b\",\"detail\":\"c\",\"requestId\":\"d\",\"status\":4.5} | false",
      })
  void a_model_is_held_or_not(String name, String json, boolean held) throws Exception {
    assertThat(ApiExamples.read().schema(name).isHeldBy(Json.read(json))).isEqualTo(held);
  }

  @Test
  void the_queue_of_a_url_that_is_none_is_told() {
    for (String url : List.of("http://localhost/marks", "http://localhost/a/b/c")) {
      assertThatThrownBy(() -> GatewayPart.names(URI.create(url)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
