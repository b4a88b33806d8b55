package io.runtimeservice.local.gateway.definition;

import io.runtimeservice.local.gateway.jwt.JwtRules;

/** Who is let in to a route. */
public sealed interface Access {

  /** Anybody. */
  record Open() implements Access {}

  /** Who signs with AWS' Signature Version 4. */
  record Signed() implements Access {}

  /**
   * Who bears a token.
   *
   * @param header where it stands
   */
  record Token(String header, JwtRules rules) implements Access {}
}
