package io.runtimeservice.local.gateway.mapping;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a parameter's value comes from: {@code 'a constant'}, {@code context.requestId}, {@code
 * method.request.header.Name}, {@code integration.response.header.Name} (developer guide, Parameter
 * mapping source reference). Bodies and stage variables are refused: a message of ours is built
 * from path parameters and context only.
 */
public sealed interface MappingExpression {

  /** {@code 'text'}. */
  record Constant(String text) implements MappingExpression {}

  /** {@code context.name}. */
  record OfContext(String name) implements MappingExpression {}

  /** {@code method.request.path.name}, {@code …querystring.name} or {@code …header.name}. */
  record OfRequest(Place place, String name) implements MappingExpression {}

  /** {@code integration.response.header.name}. */
  record OfAnswer(String header) implements MappingExpression {}

  /** Where in a request. */
  enum Place {
    PATH,
    QUERYSTRING,
    HEADER
  }

  /** What is at hand when expressions are evaluated. */
  record Sources(ContextVariable context, Parameters request, Map<String, String> answerHeaders) {

    public Sources {
      var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
      anyCase.putAll(answerHeaders);
      answerHeaders = anyCase;
    }

    public Sources(ContextVariable context, Parameters request) {
      this(context, request, Map.of());
    }
  }

  /** Reads an expression; empty if it is none that is understood here. */
  static Optional<MappingExpression> parse(String text) {
    if (text.length() >= 2 && text.startsWith("'") && text.endsWith("'")) {
      return Optional.of(new Constant(text.substring(1, text.length() - 1)));
    }
    return after("context.", text)
        .<MappingExpression>map(OfContext::new)
        .or(() -> ofRequest(Place.PATH, "method.request.path.", text))
        .or(() -> ofRequest(Place.QUERYSTRING, "method.request.querystring.", text))
        .or(() -> ofRequest(Place.HEADER, "method.request.header.", text))
        .or(() -> after("integration.response.header.", text).map(OfAnswer::new));
  }

  private static Optional<MappingExpression> ofRequest(Place place, String prefix, String text) {
    return after(prefix, text).map(name -> new OfRequest(place, name));
  }

  private static Optional<String> after(String prefix, String text) {
    return text.startsWith(prefix) && text.length() > prefix.length()
        ? Optional.of(text.substring(prefix.length()))
        : Optional.empty();
  }

  /** The value; empty if there is none, and then the parameter is left out. */
  default Optional<String> value(Sources sources) {
    return switch (this) {
      case Constant(String text) -> Optional.of(text);
      case OfContext(String name) ->
          Optional.of(sources.context().text(name)).filter(it -> !it.isEmpty());
      case OfRequest(Place place, String name) ->
          Optional.ofNullable(
              switch (place) {
                case PATH -> sources.request().path().get(name);
                case QUERYSTRING -> sources.request().query().get(name);
                case HEADER -> sources.request().headers().get(name);
              });
      case OfAnswer(String header) -> Optional.ofNullable(sources.answerHeaders().get(header));
    };
  }
}
