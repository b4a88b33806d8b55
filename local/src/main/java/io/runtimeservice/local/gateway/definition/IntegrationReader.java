package io.runtimeservice.local.gateway.definition;

import io.runtimeservice.local.gateway.definition.Integration.Backend;
import io.runtimeservice.local.gateway.mapping.MappingTemplate;
import io.runtimeservice.local.gateway.mapping.TemplateEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads {@code x-amazon-apigateway-integration}. */
final class IntegrationReader {

  /** AWS' own, of an integration that names none. */
  private static final long DEADLINE_MILLISECONDS = 29_000;

  private static final Pattern SQS =
      Pattern.compile("arn:[a-z-]+:apigateway:[a-z0-9-]+:sqs:path(?<path>/[^/]+/[^/]+)");

  private static final Pattern STATUS = Pattern.compile("[1-5][0-9]{2}");
  private static final Pattern CONSTANT = Pattern.compile("'(?<text>[^']*)'");
  private static final String JSON = "application/json";
  private static final String REQUEST_HEADER = "integration.request.header.";
  private static final String RESPONSE_HEADER = "method.response.header.";

  private final TemplateEngine engine;

  IntegrationReader(TemplateEngine engine) {
    this.engine = engine;
  }

  Integration read(Node node) throws DefinitionException {
    node.onlyWith(
        "type",
        "httpMethod",
        "uri",
        "credentials",
        "timeoutInMillis",
        "passthroughBehavior",
        "requestParameters",
        "requestTemplates",
        "responses");
    if (!node.text("passthroughBehavior").equals("never")) {
      throw new DefinitionException(node.where() + "/passthroughBehavior", "never");
    }
    var responses = new ArrayList<IntegrationResponse>();
    for (var response : node.node("responses").nodes().entrySet()) {
      responses.add(response(response.getKey(), response.getValue()));
    }
    return new Integration(backend(node), templates(node), responses);
  }

  private static Backend backend(Node node) throws DefinitionException {
    return switch (node.text("type")) {
      case "aws" -> sqs(node);
      case "mock" -> new Backend.Mock();
      default -> throw new DefinitionException(node.where() + "/type", "aws or mock");
    };
  }

  private static Backend sqs(Node node) throws DefinitionException {
    Matcher uri = SQS.matcher(node.text("uri"));
    if (!uri.matches() || !node.text("httpMethod").equals("POST")) {
      throw new DefinitionException(node.where(), "a POST to a queue, by sqs:path");
    }
    long deadline = node.maybeWhole("timeoutInMillis").orElse(DEADLINE_MILLISECONDS);
    return new Backend.Sqs(
        uri.group("path"),
        constants(node, "requestParameters", REQUEST_HEADER),
        Duration.ofMillis(deadline));
  }

  private IntegrationResponse response(String selects, Node node) throws DefinitionException {
    node.onlyWith("statusCode", "responseParameters", "responseTemplates");
    return new IntegrationResponse(
        pattern(selects, node),
        status(node),
        constants(node, "responseParameters", RESPONSE_HEADER),
        template(
            node.where() + "/responseTemplates",
            node.node("responseTemplates").onlyWith(JSON).text(JSON)));
  }

  /** A status, as the extensions write it: three digits, as text. */
  static int status(Node node) throws DefinitionException {
    String text = node.text("statusCode");
    if (!STATUS.matcher(text).matches()) {
      throw new DefinitionException(node.where() + "/statusCode", "three digits");
    }
    return Integer.parseInt(text);
  }

  private static Optional<Pattern> pattern(String selects, Node node) throws DefinitionException {
    try {
      return selects.equals("default") ? Optional.empty() : Optional.of(Pattern.compile(selects));
    } catch (PatternSyntaxException malformed) {
      throw new DefinitionException(node.where(), "a regular expression, or default");
    }
  }

  /**
   * Headers by name, each a constant in single quotes: that a message of ours is built from path
   * parameters and context only is seen by what else is refused here.
   */
  static Map<String, String> constants(Node node, String name, String prefix)
      throws DefinitionException {
    var constants = new LinkedHashMap<String, String>();
    var texts = node.has(name) ? node.node(name).texts() : Map.<String, String>of();
    for (var text : texts.entrySet()) {
      String where = node.where() + "/" + name + "/" + text.getKey();
      if (!text.getKey().startsWith(prefix)) {
        throw new DefinitionException(where, prefix + " and a name");
      }
      Matcher constant = CONSTANT.matcher(text.getValue());
      if (!constant.matches()) {
        throw new DefinitionException(where, "a constant in single quotes");
      }
      constants.put(text.getKey().substring(prefix.length()), constant.group("text"));
    }
    return constants;
  }

  private Map<String, MappingTemplate> templates(Node node) throws DefinitionException {
    var templates = new LinkedHashMap<String, MappingTemplate>();
    for (var text : node.node("requestTemplates").texts().entrySet()) {
      String where = node.where() + "/requestTemplates/" + text.getKey();
      templates.put(text.getKey(), template(where, text.getValue()));
    }
    return templates;
  }

  private MappingTemplate template(String where, String text) throws DefinitionException {
    try {
      return engine.parsed(where, text);
    } catch (TemplateEngine.NoTemplateException refused) {
      throw new DefinitionException(where, refused.expected());
    }
  }
}
