package io.runtimeservice.local.gateway;

import io.runtimeservice.local.gateway.definition.Route;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code $context} says of a request before anybody was let in (developer guide, Variables for
 * data transformations).
 */
final class RequestContext {

  /** "The CLF-formatted request time". */
  private static final DateTimeFormatter CLF =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RequestContext() {}

  static Map<String, String> of(MethodRequest request, RequestIds ids, Instant at) {
    var known = new HashMap<String, String>();
    known.put("requestId", ids.id());
    known.put("extendedRequestId", ids.extended());
    known.put("httpMethod", request.method());
    known.put("path", request.path());
    known.put("protocol", "HTTP/1.1");
    known.put("stage", "local");
    known.put("apiId", "local");
    known.put("accountId", "000000000000");
    known.put("requestTime", CLF.format(at));
    known.put("requestTimeEpoch", Long.toString(at.toEpochMilli()));
    known.put("identity.sourceIp", request.ip());
    request.header("User-Agent").ifPresent(it -> known.put("identity.userAgent", it));
    request.header("Host").ifPresent(it -> known.put("domainName", it));
    return known;
  }

  static Map<String, String> of(Route route) {
    return Map.of("resourcePath", route.path().toString());
  }
}
