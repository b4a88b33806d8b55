package io.runtimeservice.adapters.fly;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Plain;
import io.runtimeservice.model.document.Value;
import java.util.Optional;

/**
 * An answer that says no.
 *
 * @param status the HTTP status
 * @param code Fly's own code, {@code status} in the body, where it gives one
 * @param text what Fly says, {@code message} or {@code error} in the body; empty if it says
 *     nothing, or if it is not Fly that answers: a proxy's page, a path that nobody knows
 * @param retryAfter the header, as it came
 * @param requestId Fly's id of the call
 */
record FlyRefusal(
    int status,
    Optional<String> code,
    Optional<String> text,
    Optional<String> retryAfter,
    Optional<String> requestId) {

  /** Longer than anything that Fly is known to say. */
  static final int TEXT_CHARACTERS_MAX = 1000;

  static FlyRefusal of(Exchange.Received received, Optional<String> requestId) {
    Value.Tree tree =
        AnswerDocument.of(received.body(), Json.Sieve.ALL)
                instanceof AnswerDocument.Document(Value.Tree it)
            ? it
            : Value.Tree.EMPTY;
    return new FlyRefusal(
        received.status(),
        tree.text("status").filter(it -> !it.isEmpty()),
        tree.text("message")
            .filter(it -> !it.isBlank())
            .or(() -> tree.text("error").filter(it -> !it.isBlank()))
            .map(it -> Plain.cut(it, TEXT_CHARACTERS_MAX)),
        Optional.ofNullable(received.headers().get("retry-after")),
        requestId);
  }

  boolean says(String words) {
    return text.filter(it -> it.contains(words)).isPresent();
  }
}
