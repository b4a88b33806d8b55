package io.runtimeservice.local.gateway.mapping;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code $context}: what the gateway knows of a request, by dotted names, such as {@code
 * identity.sourceIp}. A name that is not known is an empty string, and so is a part of one. Headers
 * and query of the call to the backend can be overridden, its path cannot. Public, with public
 * methods, for Velocity's sake.
 */
public final class ContextVariable {

  private static final String REQUEST_OVERRIDE = "requestOverride";
  private static final String RESPONSE_OVERRIDE = "responseOverride";

  private final Map<String, String> known;
  private final OverrideVariable requestOverride = new OverrideVariable("header", "querystring");
  private final OverrideVariable responseOverride = new OverrideVariable("header");

  public ContextVariable(Map<String, String> known) {
    this.known = Map.copyOf(known);
  }

  /** What {@code $context.name} is. */
  public Object get(String name) {
    return switch (name) {
      case REQUEST_OVERRIDE -> requestOverride;
      case RESPONSE_OVERRIDE -> responseOverride;
      default -> below(name);
    };
  }

  private Object below(String name) {
    String value = known.get(name);
    if (value != null) {
      return value;
    }
    return known.keySet().stream().anyMatch(it -> it.startsWith(name + ".")) ? new Part(name) : "";
  }

  /** A name that goes on: {@code identity}. */
  public final class Part {
    private final String name;

    private Part(String name) {
      this.name = name;
    }

    public Object get(String next) {
      return below(name + "." + next);
    }

    /** "Calling {@code $context.authorizer.claims} returns null." */
    @Override
    public String toString() {
      return "";
    }
  }

  /** What a dotted name stands for; an empty string if it is not known. */
  public String text(String name) {
    return known.getOrDefault(name, "");
  }

  /** Headers that the request template wants in the call to the backend. */
  public Map<String, String> requestHeaders() {
    return requestOverride.texts("header");
  }

  /** Parameters that the request template wants in the query of the call to the backend. */
  public Map<String, String> requestQuery() {
    return requestOverride.texts("querystring");
  }

  public Map<String, String> responseHeaders() {
    return responseOverride.texts("header");
  }

  /** The status that the response template wants, if it wants one. */
  public Optional<String> responseStatus() {
    return responseOverride.text("status");
  }

  /** The same knowledge, and more, without what was overridden. */
  public ContextVariable with(Map<String, String> more) {
    var all = new HashMap<>(known);
    all.putAll(more);
    return new ContextVariable(all);
  }
}
