package io.runtimeservice.local.gateway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeservice.local.gateway.mapping.MappingTemplate.NotEvaluatedException;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the developer guide, and what a template must not reach. */
class MappingTemplateTest {

  private static final Parameters PARAMETERS =
      new Parameters(
          Map.of("id", "abc", "both", "of the path"),
          Map.of("both", "of the query", "q", "1"),
          Map.of("X-Header", "h", "q", "of a header"));

  private static String evaluated(String template, ContextVariable context) throws Exception {
    return new TemplateEngine(Dialect.VELOCITY_1)
        .parsed("a test", template)
        .evaluate(new InputVariable(PARAMETERS), context, Map.of("owners", "1,2"));
  }

  private static String evaluated(String template) throws Exception {
    return evaluated(
        template, new ContextVariable(Map.of("requestId", "r", "authorizer.claims.x", "\"42\"")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "$input.params().get('path').id | abc",
        "$input.params().querystring.q | 1",
        "$input.params().header.get('X-HEADER') | h",
        "$context.requestId | r",
        "$context.authorizer.claims.x | \"42\"",
        "[$context.authorizer.claims.nothing] | []",
        "$stageVariables.owners | 1,2",
        "$stageVariables['owners'] | 1,2",
        "[$!stageVariables.nothing] | []",
        "$util.urlEncode('a b&c=é\"') | a+b%26c%3D%C3%A9%22",
        "#if($input.params().path.id.matches('^[a-z]+$'))yes#end | yes",
      })
  void what_stands_in_a_template_is_what_the_guide_says(String template, String text)
      throws Exception {
    assertThat(evaluated(template)).isEqualTo(text);
  }

  @Test
  void the_guides_override_is_made() throws Exception {
    var context = new ContextVariable(Map.of());

    evaluated("#set($context.responseOverride.status = 400)##", context);

    assertThat(context.responseStatus()).contains("400");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#set($context.responseOverride.status = 400)#set($context.responseOverride.status = 401)",
        "#include('gateway/openapi.yaml')",
        "#parse('gateway/openapi.yaml')",
      })
  void what_aws_would_answer_with_500_is_not_evaluated(String template) {
    assertThatThrownBy(() -> evaluated(template)).isInstanceOf(NotEvaluatedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#set($x = 'x')$x.class.forName('java.lang.Runtime')",
        "#set($x = 'x')$x.getClass().getClassLoader()",
        "$stageVariables.class.classLoader",
      })
  void a_template_reaches_no_class(String template) throws Exception {
    assertThat(evaluated(template)).isIn(template.replace("#set($x = 'x')", ""), "");
  }

  /** AWS has more. What is not played would stand in a message as it is written. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "$util.parseJson('{}') | $util.parseJson()",
        "#if($util.escapeJavaScript('x') == 'x')#end | $util.escapeJavaScript()",
        "$input.body | $input.body",
        "#set($x = $input.json('$'))$x | $input.json()",
        "$!input.path('$').on | $input.path()",
        "$context.identity.sourceIp | $context.identity.sourceIp",
        "#set($context.requestOverride.header.x = 1) | $context.requestOverride.header.x",
        "$method.request.header | $method.request.header",
        "$appId | $appId",
        "#set($x = \"a $!context.identity.sourceIp\") | $context.identity.sourceIp",
      })
  void what_is_not_played_is_refused_by_its_name(String template, String name) {
    assertThatThrownBy(() -> new TemplateEngine(Dialect.VELOCITY_1).parsed("x", template))
        .isInstanceOf(TemplateEngine.NoTemplateException.class)
        .hasMessageContaining("nothing that is not played, as " + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"#if(", "#set($x = )", "#foreach($x in)", "#end"})
  void what_is_no_template_is_not_parsed(String text) {
    assertThatThrownBy(() -> new TemplateEngine(Dialect.VELOCITY_1).parsed("x", text))
        .isInstanceOf(TemplateEngine.NoTemplateException.class);
  }

  /** The page "Pass JWT claims to your integration". */
  @Test
  void claims_are_json_text_as_the_guides_table_has_them() throws Exception {
    var claims =
        (Value.Tree)
            Json.read(
                """
                {"name": "Doe, \\"Jane\\"", "iat": 1516239022, "version": "42",
                 "roles": ["user", "editor"], "address": {"city": "Seattle"}, "accent": "é"}
                """);

    assertThat(ClaimTexts.of(claims))
        .isEqualTo(
            Map.of(
                "authorizer.claims.name", "\"Doe, \\\"Jane\\\"\"",
                "authorizer.claims.iat", "1516239022",
                "authorizer.claims.version", "\"42\"",
                "authorizer.claims.roles", "[\"user\",\"editor\"]",
                "authorizer.claims.address", "{\"city\":\"Seattle\"}",
                "authorizer.claims.accent", "\"\\u00E9\""));
  }
}
