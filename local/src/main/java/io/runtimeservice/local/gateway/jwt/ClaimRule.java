package io.runtimeservice.local.gateway.jwt;

import io.runtimeservice.model.document.Value;
import java.util.Set;

/**
 * What is demanded of one claim besides those that every token has; AWS' {@code
 * JwtAdditionalClaim}, whose only format is {@code SINGLE_STRING}: "when a value is specified, the
 * claim must match it exactly, and the match is case-sensitive; when no value is specified, the
 * claim only has to be present" (API reference, JwtAdditionalClaim).
 *
 * @param expected the values that it may have; any if there are none
 * @param required whether a token without it is refused
 */
public record ClaimRule(String claim, Set<String> expected, boolean required) {

  public ClaimRule {
    expected = Set.copyOf(expected);
  }

  boolean holds(Value.Tree claims) {
    if (claims.get(claim).isEmpty()) {
      return !required;
    }
    return claims.text(claim).filter(it -> expected.isEmpty() || expected.contains(it)).isPresent();
  }
}
