package io.runtimeservice.local.gateway.mapping;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code $context}: what the gateway knows of a request, by dotted names, such as {@code
 * authorizer.claims.ref}. A name that is not known is an empty string, and so is a part of one.
 * Public, with public methods, for Velocity's sake.
 */
public final class ContextVariable {

  /** What is played of AWS' names, besides claims. */
  private static final Set<String> NAMES =
      Set.of("requestId", "extendedRequestId", "error.messageString", "responseOverride.status");

  private static final String CLAIMS = "authorizer.claims.";
  private static final String RESPONSE_OVERRIDE = "responseOverride";

  private final Map<String, String> known;
  private final OverrideVariable responseOverride = new OverrideVariable();

  public ContextVariable(Map<String, String> known) {
    this.known = Map.copyOf(known);
  }

  /** Whether a dotted name, without {@code $context}, is one that is played. */
  public static boolean isPlayed(String name) {
    return NAMES.contains(name) || name.startsWith(CLAIMS);
  }

  /** What {@code $context.name} is. */
  public Object get(String name) {
    return name.equals(RESPONSE_OVERRIDE) ? responseOverride : below(name);
  }

  private Object below(String name) {
    String value = known.get(name);
    if (value != null) {
      return value;
    }
    return known.keySet().stream().anyMatch(it -> it.startsWith(name + ".")) ? new Part(name) : "";
  }

  /** A name that goes on: {@code authorizer}. */
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

  /** The status that the response template wants, if it wants one. */
  public Optional<String> responseStatus() {
    return responseOverride.status();
  }

  /** The same knowledge, and more, without what was overridden. */
  public ContextVariable with(Map<String, String> more) {
    var all = new HashMap<>(known);
    all.putAll(more);
    return new ContextVariable(all);
  }
}
