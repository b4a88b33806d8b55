package io.runtimeservice.app.http;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Plain;
import io.runtimeservice.model.document.Values;
import io.vertx.ext.web.RoutingContext;

/** An answer that says no, and why (RFC 9457, {@code application/problem+json}). */
record Problem(int status, String title, String detail) {

  private static final int DETAIL_CHARACTERS_MAX = 400;

  static Problem notFound(String detail) {
    return new Problem(404, "not found", detail);
  }

  static Problem badRequest(String field, String expected) {
    return new Problem(400, "bad request", field + ": " + expected);
  }

  static Problem unavailable(String detail) {
    return new Problem(503, "a dependency does not answer", detail);
  }

  void send(RoutingContext context) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/problem+json")
        .end(
            Json.write(
                Values.tree()
                    .put("status", status)
                    .put("title", title)
                    .put("detail", Plain.cut(detail, DETAIL_CHARACTERS_MAX))
                    .build()));
  }
}
