package io.runtimeservice.local.gateway.jwt;

import io.runtimeservice.model.document.Value;

/** What came of looking at a token. */
public sealed interface Verdict {

  /** It may be relied on. */
  record Good(Value.Tree claims) implements Verdict {}

  /** It names a key that is not among those at hand; the issuer may have a new one. */
  record UnknownKey() implements Verdict {}

  record Bad(TokenFault fault) implements Verdict {}
}
