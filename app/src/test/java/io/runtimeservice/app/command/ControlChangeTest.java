package io.runtimeservice.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runtimeservice.app.command.Terminal.Outcome;
import io.runtimeservice.model.control.Brake;
import io.runtimeservice.model.control.Control;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.ControlStore;
import io.runtimeservice.model.port.Write;
import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A change of the control record where others write it, too, or answers are lost. */
class ControlChangeTest {

  private static final Brake.Trip TRIP = new Brake.Trip(Desk.NOW, "too much");
  private static final EnvironmentKey PREVIEW = EnvironmentKey.of("checkout", "pr-1");
  private static final Control.Change BY = new Control.Change("ada", Desk.NOW);

  private final Desk desk = new Desk();

  private void aReplicaIsFaster(int times) {
    for (int i = 0; i < times; i++) {
      desk.shelf.somebodyElseWrites(it -> it.with(it.brake().tripped(TRIP)));
    }
  }

  @Test
  void where_somebody_else_was_faster_twice_it_is_made_on_what_they_wrote() {
    aReplicaIsFaster(2);

    assertThat(desk.type("switch", "pauseAll", "on").code()).isZero();

    assertThat(desk.shelf.writes()).isEqualTo(3);
    assertThat(desk.shelf.control().switches().pauseAll()).isTrue();
    assertThat(desk.shelf.control().brake().trip()).contains(TRIP);
    assertThat(desk.shelf.control().rev()).isEqualTo(3);
  }

  @Test
  void where_somebody_else_is_always_faster_it_gives_up_and_says_so() {
    aReplicaIsFaster(ControlChange.TRIES_MAX);

    assertThat(desk.type("switch", "pauseAll", "on"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                "the control record could not be written in 5 tries, for others write it;"
                    + " try again\n"));
    assertThat(desk.shelf.writes()).isEqualTo(ControlChange.TRIES_MAX);
    assertThat(desk.shelf.control().switches().pauseAll()).isFalse();
  }

  /** The answer of each write is lost, also of one that was written. */
  private record LossyStore(ControlShelf shelf) implements ControlStore {
    @Override
    public Future<Control> read() {
      return shelf.read();
    }

    @Override
    public Future<Write> replace(long readRev, Control next) {
      return shelf
          .replace(readRev, next)
          .compose(_ ->
              Future.failedFuture(
                  Desk.failure(
                      new Failure.OutcomeUnknown(Evidence.of(Dependency.TABLE, "no answer")))));
    }
  }

  /** The SDK sends a write again whose answer it has not heard: that one is refused. */
  private record RepeatingStore(ControlShelf shelf) implements ControlStore {
    @Override
    public Future<Control> read() {
      return shelf.read();
    }

    @Override
    public Future<Write> replace(long readRev, Control next) {
      return shelf.replace(readRev, next).compose(_ -> shelf.replace(readRev, next));
    }
  }

  private Control pause(ControlStore controls) throws CannotAnswerException {
    var table =
        new OperatorTable(controls, desk.environments.port(), Duration.ofMillis(1), () -> {});
    return new ControlChange(table, BY)
        .make(read -> read.with(read.switches().withPaused(PREVIEW, true), BY));
  }

  @Test
  void what_was_written_and_not_answered_is_found_and_not_written_again()
      throws CannotAnswerException {
    assertThat(pause(new LossyStore(desk.shelf)).switches().paused()).containsExactly(PREVIEW);
    assertThat(desk.shelf.writes()).isEqualTo(1);
    assertThat(desk.shelf.control().rev()).isEqualTo(1);
  }

  @Test
  void what_was_written_and_then_refused_as_a_repetition_is_found() throws CannotAnswerException {
    assertThat(pause(new RepeatingStore(desk.shelf)).rev()).isEqualTo(1);
    assertThat(desk.shelf.control().rev()).isEqualTo(1);
  }

  @Test
  void what_was_not_written_and_not_answered_is_written_then() throws CannotAnswerException {
    aReplicaIsFaster(1);
    assertThat(pause(new LossyStore(desk.shelf)).changed()).contains(BY);
    assertThat(desk.shelf.control().brake().trip()).contains(TRIP);
  }

  @Test
  void a_record_without_room_is_told() {
    var full =
        new ControlStore() {
          @Override
          public Future<Control> read() {
            return Future.succeededFuture(Control.NONE);
          }

          @Override
          public Future<Write> replace(long readRev, Control next) {
            return Future.succeededFuture(Write.TOO_LARGE);
          }
        };
    assertThatExceptionOfType(CannotAnswerException.class)
        .isThrownBy(() -> pause(full))
        .withMessage("the control record has no room for it");
  }
}
