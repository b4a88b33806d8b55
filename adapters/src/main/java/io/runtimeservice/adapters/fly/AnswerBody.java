package io.runtimeservice.adapters.fly;

import io.vertx.core.buffer.Buffer;

/** The body of an answer as it came: all of it, or nothing that anything can be concluded from. */
sealed interface AnswerBody {

  /** A page of a thousand machines is about 1 MB. */
  int BYTES_MAX = 32 * 1024 * 1024;

  /**
   * It came.
   *
   * @param bytes none, if the body was empty
   */
  record Whole(Buffer bytes) implements AnswerBody {}

  /**
   * It did not.
   *
   * @param why in our words; nothing of what stood there
   */
  record Broken(String why) implements AnswerBody {}

  /** How much there is to read. */
  default int length() {
    return switch (this) {
      case Whole(Buffer bytes) -> bytes.length();
      case Broken _ -> 0;
    };
  }
}
