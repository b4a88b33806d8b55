package io.runtimeservice.local;

import java.net.URI;

/** A request that somebody makes by hand, with {@code curl}. */
record Request(String method, URI to, String body) {

  /** The command that makes it. */
  String curl() {
    return body.isEmpty()
        ? "curl -X %s %s".formatted(method, to)
        : "curl -X %s -d '%s' %s".formatted(method, body, to);
  }
}
