package io.runtimeservice.app.command;

import io.runtimeservice.model.control.Control;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.port.Write;
import java.time.Duration;
import java.util.Optional;

/**
 * A change of the control record by an operator. Replicas write it too, so that it is made anew on
 * what stands there as long as somebody else was faster; and a write whose answer was lost is
 * looked for before it is made again.
 */
record ControlChange(OperatorTable table, Control.Change by) {

  static final int TRIES_MAX = 5;

  /** By then every replica has read what was written: it reads every two seconds. */
  static final Duration OBEYED_WITHIN = Duration.ofSeconds(5);

  static final String OBEYED =
      "every replica obeys within %d s".formatted(OBEYED_WITHIN.toSeconds());

  /** What is to stand there instead of what was read. */
  @FunctionalInterface
  interface Edit {
    Control of(Control read) throws CannotAnswerException;
  }

  /** Makes it; what it returns is what holds now. */
  Control make(Edit edit) throws CannotAnswerException {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      Control read = table.answer(table.controls().read());
      if (tries > 0 && isOurs(read)) {
        return read;
      }
      Control next = edit.of(read);
      if (isWritten(read, next)) {
        return next;
      }
    }
    Control last = table.answer(table.controls().read());
    if (isOurs(last)) {
      return last;
    }
    throw new CannotAnswerException(
        "the control record could not be written in %d tries, for others write it; try again"
            .formatted(TRIES_MAX));
  }

  private boolean isOurs(Control read) {
    return read.changed().equals(Optional.of(by));
  }

  private boolean isWritten(Control read, Control next) throws CannotAnswerException {
    return switch (write(read, next)) {
      case WRITTEN -> true;
      case REFUSED -> false;
      case TOO_LARGE -> throw new CannotAnswerException("the control record has no room for it");
    };
  }

  /** Whether a lost answer was a yes is seen when it is read again. */
  private Write write(Control read, Control next) throws CannotAnswerException {
    try {
      return table.answer(table.controls().replace(read.rev(), next));
    } catch (FailureException failed) {
      if (failed.failure() instanceof Failure.OutcomeUnknown) {
        return Write.REFUSED;
      }
      throw failed;
    }
  }
}
