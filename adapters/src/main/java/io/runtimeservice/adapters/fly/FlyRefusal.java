package io.runtimeservice.adapters.fly;

import io.runtimeservice.model.document.Value;
import io.vertx.core.MultiMap;
import java.util.Optional;

/**
 * An answer that says no.
 *
 * @param status the HTTP status
 * @param code Fly's own code, {@code status} in the body, where it gives one
 * @param text what Fly says, {@code message} or {@code error} in the body
 * @param retryAfter the header, as it came
 * @param requestId Fly's id of the call
 */
record FlyRefusal(
    int status,
    Optional<String> code,
    String text,
    Optional<String> retryAfter,
    Optional<String> requestId) {

  static FlyRefusal of(int status, MultiMap headers, Value body) {
    Value.Tree tree = body instanceof Value.Tree it ? it : Value.Tree.EMPTY;
    return new FlyRefusal(
        status,
        tree.text("status").filter(it -> !it.isEmpty()),
        tree.text("message")
            .filter(it -> !it.isEmpty())
            .or(() -> tree.text("error"))
            .orElse("HTTP " + status),
        Optional.ofNullable(headers.get("retry-after")),
        Optional.ofNullable(headers.get("fly-request-id")));
  }

  boolean says(String words) {
    return text.contains(words);
  }
}
