package io.runtimeservice.local.gateway.definition;

import io.runtimeservice.local.gateway.mapping.TemplateEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code paths}. */
final class RoutesReader {

  private static final String INTEGRATION = "x-amazon-apigateway-integration";
  private static final String VALIDATOR = "x-amazon-apigateway-request-validator";
  private static final String ANY_METHOD = "x-amazon-apigateway-any-method";
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch");

  private final Node root;
  private final SchemaReader schemas;
  private final AccessReader access;
  private final IntegrationReader integrations;

  RoutesReader(Node root, TemplateEngine engine) throws DefinitionException {
    this.root = root;
    this.schemas = new SchemaReader(root.node("components"));
    this.access = new AccessReader(root.node("components"));
    this.integrations = new IntegrationReader(engine);
  }

  Routes read() throws DefinitionException {
    var routes = new ArrayList<Route>();
    for (var path : root.node("paths").nodes().entrySet()) {
      for (var operation : path.getValue().nodes().entrySet()) {
        routes.add(
            route(
                method(operation.getKey(), path.getValue()), path.getKey(), operation.getValue()));
      }
    }
    return new Routes(routes);
  }

  private static String method(String name, Node path) throws DefinitionException {
    if (name.equals(ANY_METHOD)) {
      return Route.ANY;
    }
    if (!METHODS.contains(name)) {
      throw new DefinitionException(path.where() + "/" + name, "a method");
    }
    return name.toUpperCase(Locale.ROOT);
  }

  private Route route(String method, String path, Node operation) throws DefinitionException {
    operation.onlyWith(
        "operationId",
        "summary",
        "description",
        "security",
        "parameters",
        "requestBody",
        "responses",
        VALIDATOR,
        INTEGRATION);
    return new Route(
        method,
        PathTemplate.parse(path),
        access.read(operation),
        validation(operation),
        integrations.read(operation.node(INTEGRATION)));
  }

  private Optional<Validation> validation(Node operation) throws DefinitionException {
    var name = operation.maybeText(VALIDATOR);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    var validator =
        root.node(VALIDATOR + "s")
            .node(name.get())
            .onlyWith("validateRequestParameters", "validateRequestBody");
    return Optional.of(
        new Validation(
            validator.isTrue("validateRequestParameters") ? required(operation) : List.of(),
            validator.isTrue("validateRequestBody") ? models(operation) : Map.of()));
  }

  private static List<Validation.Parameter> required(Node operation) throws DefinitionException {
    var required = new ArrayList<Validation.Parameter>();
    for (Node parameter : operation.list("parameters")) {
      if (parameter.isTrue("required")) {
        required.add(new Validation.Parameter(place(parameter), parameter.text("name")));
      }
    }
    return required;
  }

  private static Validation.Place place(Node parameter) throws DefinitionException {
    return switch (parameter.text("in")) {
      case "path" -> Validation.Place.PATH;
      case "query" -> Validation.Place.QUERYSTRING;
      case "header" -> Validation.Place.HEADER;
      default -> throw new DefinitionException(parameter.where(), "in path, query or header");
    };
  }

  private Map<String, Schema> models(Node operation) throws DefinitionException {
    var models = new HashMap<String, Schema>();
    if (operation.has("requestBody")) {
      for (var content : operation.node("requestBody").node("content").nodes().entrySet()) {
        models.put(content.getKey(), schemas.read(content.getValue().node("schema")));
      }
    }
    return models;
  }
}
