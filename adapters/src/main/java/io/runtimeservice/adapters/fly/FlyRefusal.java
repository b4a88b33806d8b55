package io.runtimeservice.adapters.fly;

import io.runtimeservice.model.document.Value;
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

  static FlyRefusal of(Exchange.Received received, Optional<String> requestId) {
    Value.Tree tree =
        received.body() instanceof AnswerBody.Document(Value.Tree it) ? it : Value.Tree.EMPTY;
    return new FlyRefusal(
        received.status(),
        tree.text("status").filter(it -> !it.isEmpty()),
        tree.text("message")
            .filter(it -> !it.isEmpty())
            .or(() -> tree.text("error"))
            .orElse("HTTP " + received.status()),
        Optional.ofNullable(received.headers().get("retry-after")),
        requestId);
  }

  boolean says(String words) {
    return text.contains(words);
  }
}
