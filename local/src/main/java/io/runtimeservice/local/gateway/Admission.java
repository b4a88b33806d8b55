package io.runtimeservice.local.gateway;

import io.runtimeservice.local.gateway.definition.Access;
import io.runtimeservice.local.gateway.definition.GatewayResponseType;
import io.runtimeservice.local.gateway.jwt.JwtAuthorizer;
import io.runtimeservice.local.gateway.jwt.JwtRules;
import io.runtimeservice.local.gateway.jwt.TokenFault;
import io.runtimeservice.local.gateway.jwt.Verdict;
import io.runtimeservice.local.gateway.mapping.ClaimTexts;
import io.runtimeservice.model.failure.FaultTrace;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a caller in to a route, and says what the gateway knows of it then. */
final class Admission {

  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  private static final String AUTHORIZATION = "Authorization";
  private static final String BEARER = "bearer ";

  private final String localKeyId;
  private final Function<JwtRules, JwtAuthorizer> authorizers;
  private final Map<JwtRules, JwtAuthorizer> made = new HashMap<>();

  /**
   * An admission.
   *
   * @param localKeyId the access key that stands for every role that may sign
   * @param authorizers makes an authorizer, once for each set of rules
   */
  Admission(String localKeyId, Function<JwtRules, JwtAuthorizer> authorizers) {
    this.localKeyId = localKeyId;
    this.authorizers = authorizers;
  }

  /** What is known of the caller, by its names in {@code $context}; fails with a refusal. */
  Future<Map<String, String>> admit(MethodRequest request, Access access) {
    return switch (access) {
      case Access.Open() -> Future.succeededFuture(Map.of());
      case Access.Signed() -> signed(request);
      case Access.Token(String header, JwtRules rules) ->
          request
              .header(header)
              .map(value -> token(bare(value), rules))
              .orElseGet(() -> refused(GatewayResponseType.UNAUTHORIZED));
    };
  }

  private Future<Map<String, String>> signed(MethodRequest request) {
    var header = request.header(AUTHORIZATION);
    if (header.isEmpty()) {
      return refused(GatewayResponseType.MISSING_AUTHENTICATION_TOKEN);
    }
    var signature = Signature.parse(header.get());
    if (signature.isEmpty()) {
      return refused(GatewayResponseType.INVALID_SIGNATURE);
    }
    if (!signature.get().keyId().equals(localKeyId)) {
      return refused(GatewayResponseType.ACCESS_DENIED);
    }
    return Future.succeededFuture(Map.of());
  }

  /** "Only the token, or the token prefixed with Bearer". */
  private static String bare(String header) {
    return header.toLowerCase(Locale.ROOT).startsWith(BEARER)
        ? header.substring(BEARER.length()).strip()
        : header;
  }

  private Future<Map<String, String>> token(String token, JwtRules rules) {
    return made.computeIfAbsent(rules, authorizers)
        .judge(token)
        .recover(Admission::withoutKeys)
        .compose(verdict ->
            switch (verdict) {
              case Verdict.Good(var claims) -> Future.succeededFuture(ClaimTexts.of(claims));
              case Verdict.Bad(TokenFault fault) -> refused(fault);
              case Verdict.UnknownKey() -> refused(TokenFault.KEY);
            });
  }

  private static Future<Verdict> withoutKeys(Throwable thrown) {
    LOG.atWarn().addKeyValue("fault", FaultTrace.of(thrown)).log("the issuer's keys cannot be had");
    return Future.failedFuture(new RefusedException(GatewayResponseType.AUTHORIZER_FAILURE));
  }

  /**
   * The log says which fault it was, to who wants to know, and nothing of the token. The caller
   * learns less.
   */
  private static Future<Map<String, String>> refused(TokenFault fault) {
    LOG.atDebug().addKeyValue("fault", fault).log("a token was refused");
    return refused(
        fault == TokenFault.CLAIM
            ? GatewayResponseType.ACCESS_DENIED
            : GatewayResponseType.UNAUTHORIZED);
  }

  private static Future<Map<String, String>> refused(GatewayResponseType type) {
    return Future.failedFuture(new RefusedException(type));
  }
}
