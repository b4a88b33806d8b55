package io.runtimeservice.local.gateway.jwt;

import java.util.List;
import java.util.Set;

/**
 * What a JWT authorizer demands of a token; AWS' {@code JwtConfiguration}, with one issuer. The
 * algorithm is no rule: it is RS256.
 *
 * @param issuer exactly as {@code iss} has it
 * @param audiences one of which has to be in {@code aud}
 */
public record JwtRules(String issuer, Set<String> audiences, List<ClaimRule> claims) {

  public JwtRules {
    audiences = Set.copyOf(audiences);
    claims = List.copyOf(claims);
    if (audiences.isEmpty()) {
      throw new IllegalArgumentException("audiences: expected one at least");
    }
  }

  /** The same rules for tokens of another issuer, which stands in for this one. */
  public JwtRules of(String standIn) {
    return new JwtRules(standIn, audiences, claims);
  }
}
