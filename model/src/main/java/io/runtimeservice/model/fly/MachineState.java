package io.runtimeservice.model.fly;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The states of a machine (Fly's docs, "Machine states", August 2026). */
public enum MachineState {
  CREATED(Phase.PREPARING),
  CREATING(Phase.MOVING),
  STARTING(Phase.MOVING),
  STARTED(Phase.RUNNING),
  STOPPING(Phase.MOVING),
  STOPPED(Phase.AT_REST),
  SUSPENDING(Phase.MOVING),
  SUSPENDED(Phase.AT_REST),
  RESTARTING(Phase.MOVING),
  UPDATING(Phase.MOVING),
  REPLACING(Phase.MOVING),
  /** Of a version that a newer one has replaced. */
  REPLACED(Phase.UNCLEAR),
  MIGRATED(Phase.UNCLEAR),
  FAILED(Phase.BROKEN),
  LAUNCH_FAILED(Phase.GONE),
  DESTROYING(Phase.GONE),
  DESTROYED(Phase.GONE),
  /** A word that we do not know: nothing is concluded from it. */
  UNKNOWN(Phase.UNCLEAR);

  private static final Map<String, MachineState> BY_WORD =
      Arrays.stream(values())
          .collect(Collectors.toMap(MachineState::toString, Function.identity()));

  private final Phase phase;

  MachineState(Phase phase) {
    this.phase = phase;
  }

  /** What can be made of a state. */
  public enum Phase {
    /** Its image is being pulled; it can be given another configuration. */
    PREPARING,
    RUNNING,
    /** It does not run, and will not by itself, but for a request that wakes it. */
    AT_REST,
    /** It should run and cannot. */
    BROKEN,
    /** On its way to another state: nothing can be asked of it until it is there. */
    MOVING,
    /** It is no more, or soon will not be; until then it keeps its name. */
    GONE,
    /** Nothing can be concluded from it. */
    UNCLEAR
  }

  public static MachineState of(String word) {
    return BY_WORD.getOrDefault(word, UNKNOWN);
  }

  public Phase phase() {
    return phase;
  }

  public boolean isGone() {
    return phase == Phase.GONE;
  }

  /** As Fly writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
