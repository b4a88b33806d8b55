package io.runtimeservice.adapters.fly;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.vertx.core.buffer.Buffer;

/** The body of an answer: a JSON document, or nothing that anything can be concluded from. */
sealed interface AnswerBody {

  /** A page of a thousand machines is about 1 MB. */
  int BYTES_MAX = 32 * 1024 * 1024;

  /**
   * It was read.
   *
   * @param value {@code Null} if the body was empty
   */
  record Document(Value value) implements AnswerBody {}

  /**
   * It was not.
   *
   * @param why in our words; nothing of what stood there
   */
  record Unreadable(String why) implements AnswerBody {}

  static AnswerBody of(Buffer bytes) {
    if (bytes.length() == 0) {
      return new Document(new Value.Null());
    }
    try {
      return new Document(Json.read(bytes.getBytes()));
    } catch (Json.MalformedJsonException malformed) {
      return new Unreadable("it is no JSON document");
    }
  }
}
