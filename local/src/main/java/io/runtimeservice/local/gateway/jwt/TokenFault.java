package io.runtimeservice.local.gateway.jwt;

/** Why a token is refused. The caller is not told which: AWS says {@code Unauthorized} of all. */
public enum TokenFault {
  /** Not three parts in base64, of which the first two are JSON objects. */
  NOT_A_TOKEN,
  /** Signed with another algorithm than RS256, or not at all. */
  ALGORITHM,
  /** Names no key, or one that the issuer does not publish. */
  KEY,
  /** Not signed by the key that it names. */
  SIGNATURE,
  /** Made by somebody else. */
  ISSUER,
  /** Made for somebody else. */
  AUDIENCE,
  /** Its {@code exp} has passed, or is missing. */
  EXPIRED,
  /** Its {@code nbf} or {@code iat} is still to come. */
  NOT_YET_VALID,
  /** A claim is missing, no string, or has a value that is not let in. */
  CLAIM
}
