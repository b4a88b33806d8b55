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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the developer guide, and what a template must not reach. */
class MappingTemplateTest {

  private static final String THINGS =
      """
      {"name": "x", "things": {"1": {}, "2": {}, "3": {}}, "list": [{"id": 7}], "on": true}
      """;

  private static final Parameters PARAMETERS =
      new Parameters(
          Map.of("id", "abc", "both", "of the path"),
          Map.of("both", "of the query", "q", "1"),
          Map.of("X-Header", "h", "q", "of a header"));

  private static String evaluated(Dialect dialect, String template, ContextVariable context)
      throws Exception {
    return new TemplateEngine(dialect)
        .parsed("a test", template)
        .evaluate(new InputVariable(THINGS, PARAMETERS), context, Map.of("owners", "1,2"));
  }

  private static String evaluated(String template) throws Exception {
    return evaluated(
        Dialect.VELOCITY_1,
        template,
        new ContextVariable(
            Map.of("requestId", "r", "identity.sourceIp", "::1", "authorizer.claims.x", "\"42\"")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "$input.params('id') | abc",
        "$input.params('both') | of the path",
        "$input.params('q') | 1",
        "$input.params('x-header') | h",
        "[$input.params('nothing')] | []",
        "$input.params().get('path').id | abc",
        "$input.params().querystring.q | 1",
        "$input.params().header.get('X-HEADER') | h",
        "$input.json('$.things') | {\"1\":{},\"2\":{},\"3\":{}}",
        "$input.json('$.name') | \"x\"",
        "[$input.json('$.nothing')] | []",
        "$input.path('$.things').size() | 3",
        "$input.path('$.list[0].id') | 7",
        "$input.path('$.list')[0].id | 7",
        "$input.path('$').on | true",
        "$input.path(\"$['name']\") | x",
        "$context.requestId | r",
        "$context.identity.sourceIp | ::1",
        "$context.authorizer.claims.x | \"42\"",
        "[$context.authorizer.claims.nothing] | []",
        "[$context.authorizer.claims] | []",
        "[$context.nothing] | []",
        "$stageVariables.owners | 1,2",
        "$stageVariables['owners'] | 1,2",
        "[$!stageVariables.nothing] | []",
        "$util.urlEncode('a b&c=é\"') | a+b%26c%3D%C3%A9%22",
        "$util.urlDecode('a+b%26c') | a b&c",
        "$util.base64Encode('é') | w6k=",
        "$util.base64Decode('w6k=') | é",
        "$util.parseJson('{\"key1\":\"var1\",\"key2\":{\"arr\":[1,2,3]}}').key2.arr[0] | 1",
        "$util.escapeJavaScript(\"it's\") | it\\'s",
        "$util.escapeJavaScript(\"it's\").replaceAll(\"\\\\'\",\"'\") | it's",
        "$util.escapeJavaScript('é/\"') | \\u00E9\\/\\\"",
        "#if($input.params('id').matches('^[a-z]+$'))yes#end | yes",
      })
  void what_stands_in_a_template_is_what_the_guide_says(String template, String text)
      throws Exception {
    assertThat(evaluated(template)).isEqualTo(text);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void the_guides_template_of_all_parameters_is_json(Dialect dialect) throws Exception {
    String template =
        """
        #set($allParams = $input.params())
        {
          "params" : {
            #foreach($type in $allParams.keySet())
            #set($params = $allParams.get($type))
            "$type" : {
              #foreach($paramName in $params.keySet())
              "$paramName" : "$util.escapeJavaScript($params.get($paramName))"
              #if($foreach.hasNext),#end
              #end
            }
            #if($foreach.hasNext),#end
            #end
          }
        }
        """;

    assertThat(Json.read(evaluated(dialect, template, new ContextVariable(Map.of()))))
        .isEqualTo(
            Json.read(
                """
                {"params": {
                  "path": {"id": "abc", "both": "of the path"},
                  "querystring": {"both": "of the query", "q": "1"},
                  "header": {"q": "of a header", "X-Header": "h"}}}
                """));
  }

  @Test
  void the_guides_override_is_made() throws Exception {
    var context = new ContextVariable(Map.of());
    String template =
        """
        #set($context.responseOverride.status = 400)##
        #set($context.responseOverride.header.X-A = "b")##
        #set($context.requestOverride.header.header3 = "$input.params('id')!")##
        #set($context.requestOverride.querystring.a = 1)##
        """;

    evaluated(Dialect.VELOCITY_1, template, context);

    assertThat(context.responseStatus()).contains("400");
    assertThat(context.responseHeaders()).isEqualTo(Map.of("X-A", "b"));
    assertThat(context.requestHeaders()).isEqualTo(Map.of("header3", "abc!"));
    assertThat(context.requestQuery()).isEqualTo(Map.of("a", "1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#set($context.responseOverride.status = 400)#set($context.responseOverride.status = 401)",
        "$input.json('$..name')",
        "$input.json('name')",
        "$util.parseJson('{')",
        "$util.base64Decode('!')",
        "#include('gateway/openapi.yaml')",
        "#parse('gateway/openapi.yaml')",
      })
  void what_aws_would_answer_with_500_is_not_evaluated(String template) {
    assertThatThrownBy(() -> evaluated(template)).isInstanceOf(NotEvaluatedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$input.class.forName('java.lang.Runtime')",
        "$input.getClass().getClassLoader()",
        "$util.class.classLoader",
        "$context.class.forName('java.lang.Runtime')",
      })
  void a_template_reaches_no_class(String template) throws Exception {
    assertThat(evaluated(template)).isIn(template, "");
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

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      value = {
        "'a constant', a constant",
        "'', ^^",
        "context.requestId, r",
        "method.request.path.id, abc",
        "method.request.querystring.q, 1",
        "method.request.header.x-header, h",
        "integration.response.header.x-amzn-requestid, s",
      })
  void a_mapping_expression_says_where_a_value_is(String expression, String value) {
    var sources =
        new MappingExpression.Sources(
            new ContextVariable(Map.of("requestId", "r")),
            PARAMETERS,
            Map.of("x-amzn-RequestId", "s"));

    assertThat(MappingExpression.parse(expression).orElseThrow().value(sources)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method.request.body",
        "stageVariables.x",
        "integration.response.body",
        "'",
        "x",
        "",
        "context.",
        "method.request.path."
      })
  void a_body_is_no_source_of_a_parameter(String expression) {
    assertThat(MappingExpression.parse(expression)).isEmpty();
  }
}
