package io.runtimeservice.reconciler.sweep;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.status.Condition;
import io.runtimeservice.model.status.ConditionType;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.State;
import io.runtimeservice.model.status.Status;
import io.runtimeservice.model.status.StatusCodec;
import io.runtimeservice.model.status.Truth;
import io.runtimeservice.model.status.WaitingOn;
import io.runtimeservice.model.telemetry.Label;
import io.runtimeservice.model.telemetry.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many environments are in which state and wait for whom, and how many of their certificates
 * end soon, as a sweep reads their records.
 */
final class Census {

  private static final Map<String, State> STATES =
      Arrays.stream(State.values()).collect(Collectors.toMap(State::toString, Function.identity()));

  /** In these nothing serves, and nothing should. */
  private static final Set<State> AT_NO_SERVICE =
      EnumSet.of(State.PENDING, State.TERMINATING, State.DELETED);

  /** By {@link Label#EXPIRES_WITHIN}; what ends sooner ends within the longer times, too. */
  private static final Map<String, Duration> WITHIN =
      Map.of("7d", Duration.ofDays(7), "14d", Duration.ofDays(14), "30d", Duration.ofDays(30));

  private static final String READY = ConditionType.READY.toString();
  private static final String TRUE = Truth.TRUE.toString();

  private final Map<State, Integer> states = new EnumMap<>(State.class);
  private final Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
  private final Map<WaitingOn, Integer> stalled = new EnumMap<>(WaitingOn.class);
  private final Map<String, Integer> ending = new HashMap<>();
  private int productionDown;

  /** Counts an environment by its record, and by how it stands now. */
  void note(Value.Tree record, Standing standing, Instant now) {
    Value.Tree status = record.tree("status");
    State state = status.text("state").map(STATES::get).orElse(State.PENDING);
    states.merge(state, 1, Integer::sum);
    if (!standing.atRest()) {
      noteUnrest(record, status);
    }
    if (standing.mayBeMissed() && !AT_NO_SERVICE.contains(state) && !serves(status)) {
      productionDown++;
    }
    for (Instant end : standing.certificatesEnd()) {
      WITHIN.forEach(
          (label, time) -> ending.merge(label, end.isBefore(now.plus(time)) ? 1 : 0, Integer::sum));
    }
  }

  /** Be it not all of it, or another generation. */
  private static boolean serves(Value.Tree status) {
    return status.items("conditions").stream()
        .anyMatch(it ->
            it instanceof Value.Tree condition
                && condition.text("type").filter(READY::equals).isPresent()
                && condition.text("status").filter(TRUE::equals).isPresent());
  }

  /** Of a generation that the status does not speak of, it says nothing. */
  private void noteUnrest(Value.Tree record, Value.Tree status) {
    boolean speaks = record.whole("generation").equals(status.whole("observedGeneration"));
    var told = speaks ? StatusCodec.read(status) : Optional.<Status>empty();
    Reason reason = told.map(it -> it.headline().reason()).orElse(Reason.NOT_LOOKED);
    if (reason.waitingOn() != WaitingOn.NOBODY) {
      reasons.merge(reason, 1, Integer::sum);
    }
    if (told.flatMap(it -> it.condition(ConditionType.STALLED))
        .filter(Condition::isTrue)
        .isPresent()) {
      stalled.merge(reason.waitingOn(), 1, Integer::sum);
    }
  }

  /** Sets the gauges; of what was not counted, to zero. */
  void gauge(Telemetry telemetry) {
    for (State state : State.values()) {
      telemetry.set(Metric.ENVIRONMENTS, states.getOrDefault(state, 0), state.toString());
    }
    for (Reason reason : Reason.values()) {
      if (reason.waitingOn() != WaitingOn.NOBODY) {
        telemetry.set(
            Metric.ENVIRONMENTS_WAITING,
            reasons.getOrDefault(reason, 0),
            reason.waitingOn().toString(),
            reason.toString());
      }
    }
    for (WaitingOn whom : WaitingOn.values()) {
      telemetry.set(Metric.ENVIRONMENTS_STALLED, stalled.getOrDefault(whom, 0), whom.toString());
    }
    for (String within : Label.EXPIRES_WITHIN.allowed()) {
      telemetry.set(Metric.CERTIFICATES_EXPIRING, ending.getOrDefault(within, 0), within);
    }
    telemetry.set(Metric.PRODUCTION_DOWN, productionDown);
  }
}
