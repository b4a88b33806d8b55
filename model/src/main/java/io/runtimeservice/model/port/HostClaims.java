package io.runtimeservice.model.port;

import io.runtimeservice.model.id.EnvironmentKey;
import io.vertx.core.Future;

/**
 * Which environment owns a certificate's host name: {@code pk = HOST#<hostname>}, {@code sk =
 * CLAIM}.
 */
public interface HostClaims {

  /**
   * Claims a host name.
   *
   * @return who owns it now: the claimant, or whoever was first
   */
  Future<Holder> claim(String hostname, Holder claimant);

  /** Takes over the claim of somebody who no longer wants it, if it still is theirs. */
  Future<Write> takeOver(String hostname, Holder from, Holder to);

  /** Gives a host name up, if it is the holder's. */
  Future<Write> release(String hostname, Holder holder);

  /** An environment and its incarnation. */
  record Holder(EnvironmentKey key, int incarnation) {}
}
