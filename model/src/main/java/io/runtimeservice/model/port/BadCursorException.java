package io.runtimeservice.model.port;

/**
 * A cursor was not one that a page of the same query gave out. It is the caller's fault, so that it
 * is no {@code Failure}: nothing in the world has failed. It has no stack, and does not repeat the
 * cursor.
 */
public final class BadCursorException extends RuntimeException {

  public BadCursorException() {
    super("cursor: expected the \"next\" of a page of the same query", null, false, false);
  }
}
