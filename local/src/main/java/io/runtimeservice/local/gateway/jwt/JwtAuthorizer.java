package io.runtimeservice.local.gateway.jwt;

import com.nimbusds.jose.jwk.JWKSet;
import io.runtimeservice.model.port.Time;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Decides whether a token lets its bearer in. A key that is unknown is asked for once more before
 * its token is refused, so that an issuer can change its keys.
 */
public final class JwtAuthorizer {

  private final JwtCheck check;
  private final IssuerKeys keys;

  /**
   * An authorizer.
   *
   * @param source fetches the issuer's keys
   */
  public JwtAuthorizer(JwtRules rules, Supplier<Future<JWKSet>> source, Time time) {
    this.check = new JwtCheck(rules, time::now);
    this.keys = new IssuerKeys(source, time);
  }

  /** {@link Verdict.UnknownKey} if it is so also of the keys as they are now. */
  public Future<Verdict> judge(String token) {
    return keys.current()
        .compose(current ->
            switch (check.check(token, current)) {
              case Verdict.UnknownKey() -> keys.again().map(anew -> check.check(token, anew));
              case Verdict.Good good -> Future.succeededFuture(good);
              case Verdict.Bad bad -> Future.succeededFuture(bad);
            });
  }
}
