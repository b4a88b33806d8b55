package io.runtimeservice.simulator.fly;

/** What goes wrong with one call. */
public sealed interface Fault {

  /** Nothing. */
  record None() implements Fault {}

  /** It is refused, and has no effect. */
  record Refused(FlyError error) implements Fault {}

  /** It takes effect, and the answer says otherwise. */
  record DoneAndRefused(FlyError error) implements Fault {}

  /** It takes effect, and no answer ever comes. */
  record DoneAndLost() implements Fault {}

  /** It has no effect, and no answer ever comes. */
  record Lost() implements Fault {}
}
