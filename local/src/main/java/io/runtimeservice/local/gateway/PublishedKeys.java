package io.runtimeservice.local.gateway;

import com.nimbusds.jose.jwk.JWKSet;
import io.runtimeservice.local.http.Calls;
import io.runtimeservice.local.http.Calls.Call;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The keys that an issuer publishes: its discovery document at {@code
 * /.well-known/openid-configuration} says where ({@code jwks_uri}).
 */
public final class PublishedKeys implements Supplier<Future<JWKSet>> {

  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final Calls calls;
  private final String issuer;

  /**
   * Keys of an issuer.
   *
   * @param issuer its address, without a slash at its end
   */
  public PublishedKeys(Calls calls, String issuer) {
    this.calls = calls;
    this.issuer = issuer;
  }

  /** The issuer did not say what it has to. */
  static final class NoKeysException extends Exception {
    NoKeysException(String expected) {
      super("expected " + expected, null, false, false);
    }
  }

  @Override
  public Future<JWKSet> get() {
    return fetched(URI.create(issuer + "/.well-known/openid-configuration"))
        .compose(this::address)
        .compose(this::fetched)
        .compose(PublishedKeys::keys);
  }

  private Future<Buffer> fetched(URI from) {
    var call = new Call(HttpMethod.GET, from, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer());
    return calls
        .send(call, DEADLINE)
        .compose(answer ->
            answer.status() == OK
                ? Future.succeededFuture(answer.body())
                : Future.failedFuture(new NoKeysException("status 200")));
  }

  /** A document that names another issuer is somebody else's (OpenID Connect Discovery, 4.3). */
  private Future<URI> address(Buffer document) {
    try {
      if (Json.read(document.getBytes()) instanceof Value.Tree tree
          && tree.text("issuer").filter(issuer::equals).isPresent()
          && tree.text("jwks_uri").isPresent()) {
        return Future.succeededFuture(URI.create(tree.text("jwks_uri").get()));
      }
      return Future.failedFuture(new NoKeysException("the issuer's own name and a jwks_uri"));
    } catch (Json.MalformedJsonException | IllegalArgumentException malformed) {
      return Future.failedFuture(new NoKeysException("a discovery document"));
    }
  }

  private static Future<JWKSet> keys(Buffer document) {
    try {
      return Future.succeededFuture(JWKSet.parse(document.toString(StandardCharsets.UTF_8)));
    } catch (ParseException malformed) {
      return Future.failedFuture(new NoKeysException("a set of keys"));
    }
  }
}
