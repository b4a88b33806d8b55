package io.runtimeservice.adapters.fly;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.vertx.core.buffer.Buffer;

/** What stands in an answer: a JSON document, or nothing that anything can be concluded from. */
sealed interface AnswerDocument {

  /**
   * It was read.
   *
   * @param value {@code Null} if the body was empty
   */
  record Document(Value value) implements AnswerDocument {}

  /**
   * It was not.
   *
   * @param why in our words; nothing of what stood there
   */
  record Unreadable(String why) implements AnswerDocument {}

  /** Reads what is wanted of a body. */
  static AnswerDocument of(AnswerBody body, Json.Sieve wanted) {
    return switch (body) {
      case AnswerBody.Whole(Buffer bytes) -> of(bytes, wanted);
      case AnswerBody.Broken(String why) -> new Unreadable(why);
    };
  }

  private static AnswerDocument of(Buffer bytes, Json.Sieve wanted) {
    if (bytes.length() == 0) {
      return new Document(new Value.Null());
    }
    try {
      return new Document(Json.read(bytes.getBytes(), wanted));
    } catch (Json.MalformedJsonException malformed) {
      return new Unreadable("it is no JSON document");
    }
  }
}
