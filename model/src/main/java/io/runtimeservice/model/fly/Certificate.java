package io.runtimeservice.model.fly;

import io.runtimeservice.model.status.DnsRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A host name's certificate on Fly.
 *
 * @param expiresAt when the certificate ends that is served; empty if Fly does not say, as in a
 *     list
 * @param rateLimitedUntil until when the issuer takes no request
 * @param errors what the last validation found wrong, in Fly's words
 * @param rows what the zone needs, each ticked if Fly has seen it
 */
public record Certificate(
    String hostname,
    State state,
    Optional<Instant> expiresAt,
    Optional<Instant> rateLimitedUntil,
    List<String> errors,
    List<DnsRow> rows) {

  /** How far it is, the best first. */
  public enum State {
    ACTIVE,
    PENDING_OWNERSHIP,
    PENDING_VALIDATION,
    /** A word that we do not know. */
    UNKNOWN
  }

  public Certificate {
    errors = List.copyOf(errors);
    rows = List.copyOf(rows);
  }

  /** One of which Fly does not say when it ends. */
  public Certificate(
      String hostname,
      State state,
      Optional<Instant> rateLimitedUntil,
      List<String> errors,
      List<DnsRow> rows) {
    this(hostname, state, Optional.empty(), rateLimitedUntil, errors, rows);
  }

  public boolean isActive() {
    return state == State.ACTIVE;
  }
}
