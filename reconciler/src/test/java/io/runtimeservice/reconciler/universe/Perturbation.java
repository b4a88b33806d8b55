package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.failure.Failure;
import java.time.Duration;
import java.util.function.Consumer;

/** What goes wrong with one call to the outside, or with the replica that makes it. */
sealed interface Perturbation {

  /** Nothing. */
  record None() implements Perturbation {}

  /** P1: the replica dies when it is about to make the call. */
  record CrashBefore() implements Perturbation {}

  /** P2: the call takes effect, and the replica dies before it hears of it. */
  record CrashAfter() implements Perturbation {}

  /** P3: the call takes effect, and nobody ever answers. */
  record ReplyLost() implements Perturbation {}

  /** P14: the call gets nowhere, and nobody ever answers. */
  record RequestLost() implements Perturbation {}

  /** P14: it takes effect, and the answer is an error that does not say so. */
  record DoneAndFails() implements Perturbation {}

  /** P14: it is refused, and has no effect. */
  record Refused(Failure failure) implements Perturbation {}

  /** P13: it takes effect so much later, when whoever made it has long given up. */
  record Late(Duration by) implements Perturbation {}

  /** P13: the replica stands still, with the call on its lips, and goes on as if nothing were. */
  record Paused(Duration time) implements Perturbation {}

  /** P5: a list is answered as it was so many versions ago, if the call is one that may lag. */
  record Stale(int versions) implements Perturbation {}

  /** P6: a list is answered as if there were nothing, if the call is one that may lag. */
  record Empty() implements Perturbation {}

  /**
   * It reaches the world, takes effect and is answered when somebody says so; given up meanwhile as
   * one that nobody answers.
   *
   * @param desk told how to let it reach the world
   */
  record Held(Consumer<Runnable> desk) implements Perturbation {}

  /**
   * P8 to P12, P16 to P19: nothing is wrong with the call, but when it is about to be made somebody
   * does something.
   *
   * @param repetitions how many repetitions it excuses
   * @param changes whether what is wanted is another from then on
   */
  record Meanwhile(String what, int repetitions, boolean changes, Consumer<Universe> deed)
      implements Perturbation {

    @Override
    public String toString() {
      return what;
    }
  }

  /** Whether what is wanted in the end is not what the workload says. */
  default boolean changesTheWish() {
    return this instanceof Meanwhile meanwhile && meanwhile.changes();
  }

  /** Whether anything is wrong with the call, or with who makes it; only a list can be old. */
  default boolean isFeltBy(Call call) {
    return switch (this) {
      case None _ -> false;
      case Stale _, Empty _ -> call.mayLag();
      case Refused _,
          CrashBefore _,
          CrashAfter _,
          ReplyLost _,
          RequestLost _,
          DoneAndFails _,
          Late _,
          Paused _,
          Held _,
          Meanwhile _ ->
          true;
    };
  }

  /** How many repetitions it excuses: one for what was done twice, none for a lie. */
  default int excuses() {
    return switch (this) {
      case None _, Refused _, Stale _, Empty _, Held _ -> 0;
      case CrashBefore _,
          CrashAfter _,
          ReplyLost _,
          RequestLost _,
          DoneAndFails _,
          Late _,
          Paused _ ->
          1;
      case Meanwhile it -> it.repetitions();
    };
  }
}
