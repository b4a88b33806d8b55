package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.status.ConditionType;
import io.runtimeservice.model.status.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a reason comes about, what shows it to whoever waits, and what leads out of it.
 *
 * @param cause what has happened, for a person
 * @param begins makes it happen in a fresh world
 * @param evidence what the message holds besides the reason's sentence
 */
record ReasonScenario(
    Reason reason,
    String cause,
    Consumer<Ground> begins,
    Told told,
    List<String> evidence,
    Optional<Ending> ending) {

  ReasonScenario {
    evidence = List.copyOf(evidence);
  }

  /** Where it is told. */
  sealed interface Told {

    /** In a condition, and in the headline. */
    record InCondition(ConditionType type) implements Told {}

    /** Nowhere yet: there is no status, and the service's own record says what it is at. */
    record BeforeAnyStatus() implements Told {}
  }

  /**
   * What leads out of it.
   *
   * @param how for a person
   * @param state the one that is reached then
   */
  record Ending(String how, Consumer<Ground> deed, String state) {}

  /** A scenario that is told in the condition of which its reason speaks. */
  static ReasonScenario when(Reason reason, String cause, Consumer<Ground> begins) {
    return new ReasonScenario(
        reason, cause, begins, new Told.InCondition(reason.about()), List.of(), Optional.empty());
  }

  ReasonScenario shows(String... words) {
    return new ReasonScenario(reason, cause, begins, told, List.of(words), ending);
  }

  /** It is told of a deletion. */
  ReasonScenario whileTerminating() {
    return new ReasonScenario(
        reason, cause, begins, new Told.InCondition(ConditionType.TERMINATING), evidence, ending);
  }

  ReasonScenario beforeAnyStatus() {
    return new ReasonScenario(reason, cause, begins, new Told.BeforeAnyStatus(), evidence, ending);
  }

  ReasonScenario until(String how, Consumer<Ground> deed) {
    return until(how, deed, "Ready");
  }

  ReasonScenario until(String how, Consumer<Ground> deed, String state) {
    return new ReasonScenario(
        reason, cause, begins, told, evidence, Optional.of(new Ending(how, deed, state)));
  }

  /** It passes by itself. */
  ReasonScenario passes() {
    return until("its time has passed, by itself", _ -> {});
  }

  @Override
  public String toString() {
    return reason + ": " + cause;
  }
}
