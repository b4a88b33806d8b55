package io.runtimeservice.app.command;

/**
 * What a command asks cannot be reached, or says no; the message is for the person who typed it.
 */
final class CannotAnswerException extends Exception {

  CannotAnswerException(String message) {
    super(message);
  }
}
