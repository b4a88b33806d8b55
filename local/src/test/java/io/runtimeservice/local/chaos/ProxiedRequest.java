package io.runtimeservice.local.chaos;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** A request on its way to AWS or to Fly. */
public record ProxiedRequest(HttpMethod method, String uri, MultiMap headers, Buffer body) {

  static ProxiedRequest of(HttpServerRequest request, Buffer body) {
    return new ProxiedRequest(request.method(), request.uri(), request.headers(), body);
  }

  /** AWS' name of what is asked for, such as {@code BatchGetItem}; empty for one to Fly. */
  public String operation() {
    String target = Optional.ofNullable(headers.get("X-Amz-Target")).orElse("");
    return target.substring(target.indexOf('.') + 1);
  }

  boolean isToSqs() {
    return Optional.ofNullable(headers.get("X-Amz-Target")).orElse("").startsWith("AmazonSQS");
  }

  public JsonObject json() {
    return body.toJsonObject();
  }

  ProxiedRequest with(JsonObject changed) {
    return new ProxiedRequest(method, uri, headers, changed.toBuffer());
  }
}
