package io.runtimeservice.local.gateway.jwt;

import com.nimbusds.jose.jwk.JWKSet;
import io.runtimeservice.model.port.Time;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An issuer's public keys, as they were fetched last: "API Gateway caches each issuer's signing
 * keys for up to 1 hour on a best-effort basis"; "when API Gateway receives a token signed with a
 * key it hasn't seen, it retrieves the key set again" (developer guide, Signing keys and
 * troubleshooting JWT authorizers).
 *
 * <p>Anybody can make a token that names an unknown key, so that this happens once in {@link
 * #AGAIN_AT_MOST_EVERY}. Not to be shared between event loops.
 */
final class IssuerKeys {

  static final Duration KEPT_FOR = Duration.ofHours(1);
  static final Duration AGAIN_AT_MOST_EVERY = Duration.ofSeconds(10);

  private final Supplier<Future<JWKSet>> source;
  private final Time time;
  private Optional<Fetched> last = Optional.empty();
  private Optional<Future<JWKSet>> underWay = Optional.empty();
  private Optional<Long> askedAgainNanos = Optional.empty();

  private record Fetched(JWKSet keys, long atNanos) {}

  /**
   * Keys that are not fetched before they are asked for.
   *
   * @param source fetches them
   */
  IssuerKeys(Supplier<Future<JWKSet>> source, Time time) {
    this.source = source;
    this.time = time;
  }

  /** The keys; fetched, if there are none or they are old. Old ones do if no others can be had. */
  Future<JWKSet> current() {
    if (last.isPresent() && !hasPassed(KEPT_FOR, last.get().atNanos())) {
      return Future.succeededFuture(last.get().keys());
    }
    return fetched()
        .recover(thrown ->
            last.map(it -> Future.succeededFuture(it.keys()))
                .orElseGet(() -> Future.failedFuture(thrown)));
  }

  /** The keys, fetched once more, unless that was done a moment ago or cannot be done. */
  Future<JWKSet> again() {
    if (askedAgainNanos.filter(it -> !hasPassed(AGAIN_AT_MOST_EVERY, it)).isPresent()) {
      return underWay.orElseGet(this::current);
    }
    askedAgainNanos = Optional.of(time.nanos());
    return fetched().recover(_ -> current());
  }

  private boolean hasPassed(Duration duration, long sinceNanos) {
    return time.nanos() - sinceNanos >= duration.toNanos();
  }

  /** One fetch at a time: who asks meanwhile waits for it. */
  private Future<JWKSet> fetched() {
    if (underWay.isPresent()) {
      return underWay.get();
    }
    var fetch =
        source
            .get()
            .onSuccess(keys -> last = Optional.of(new Fetched(keys, time.nanos())))
            .onComplete(_ -> underWay = Optional.empty());
    if (!fetch.isComplete()) {
      underWay = Optional.of(fetch);
    }
    return fetch;
  }
}
