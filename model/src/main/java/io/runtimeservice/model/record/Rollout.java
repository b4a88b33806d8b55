package io.runtimeservice.model.record;

import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Applied.InSlot;
import io.runtimeservice.model.status.Reason;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How far a blue-green rollout has come. A green machine is made beside the one that serves, which
 * is blue, and gets no requests until it is known to be well; then it takes over the slot, and the
 * blue one retires.
 *
 * @param number part of the names of the green machines; another one as soon as one of them has
 *     taken over or was given up, so that no name is meant twice
 * @param green the machines that are to take over
 * @param begun since when there are green machines, and for what
 * @param wellSince since when all of them have been seen to be well
 * @param retiring machines that have a successor, or are one too many, until they are gone
 * @param setback why the last green machines were given up
 * @param unreachable machines that have a slot, or are to take one over, and whose host Fly cannot
 *     reach, and since when
 */
public record Rollout(
    int number,
    SortedMap<Slot, InSlot> green,
    Optional<Begun> begun,
    Optional<Instant> wellSince,
    SortedMap<MachineId, Retiring> retiring,
    Optional<Setback> setback,
    SortedMap<MachineId, Instant> unreachable) {

  public static final Rollout NONE =
      new Rollout(
          1,
          new TreeMap<>(),
          Optional.empty(),
          Optional.empty(),
          new TreeMap<>(),
          Optional.empty(),
          new TreeMap<>());

  public Rollout {
    green = Collections.unmodifiableSortedMap(new TreeMap<>(green));
    retiring = Collections.unmodifiableSortedMap(new TreeMap<>(retiring));
    unreachable = Collections.unmodifiableSortedMap(new TreeMap<>(unreachable));
  }

  /**
   * A machine that is on its way out.
   *
   * @param succeededAt when its successor was opened to requests; empty if it has none, because it
   *     is not wanted at all
   * @param cordonedAt since when it gets none, as far as is known
   */
  public record Retiring(Slot slot, Optional<Instant> succeededAt, Optional<Instant> cordonedAt) {

    Retiring restamped(Instant now) {
      return new Retiring(slot, succeededAt.map(_ -> now), cordonedAt.map(_ -> now));
    }
  }

  /**
   * A try.
   *
   * @param number of the rollout when it began
   * @param version what was desired, and the green machines are made for
   */
  public record Begun(int number, DesiredVersion version, Instant at) {}

  /**
   * A try that came to nothing.
   *
   * @param number of the rollout when that try began
   * @param version what was desired
   * @param message what showed it
   * @param count how many tries of this desired state have failed in a row
   */
  public record Setback(
      int number, DesiredVersion version, Reason reason, String message, Instant at, int count) {
    public static final int COUNT_MAX = 1000;

    /** The same at another time. */
    public Setback at(Instant time) {
      return new Setback(number, version, reason, message, time, count);
    }
  }

  /** Whether no machine is on its way in or out. */
  public boolean isAtRest() {
    return green.isEmpty() && retiring.isEmpty();
  }

  /** Why the last try of this desired state failed, if it did. */
  public Optional<Setback> setbackOf(DesiredVersion version) {
    return setback.filter(it -> it.version().equals(version));
  }

  /** A green machine was made for what is desired: another try begins with the first of them. */
  public Rollout withGreen(Slot slot, InSlot machine, DesiredVersion version, Instant now) {
    var all = new TreeMap<>(green);
    all.put(slot, machine);
    var since =
        begun
            .filter(it -> it.version().equals(version))
            .or(() -> Optional.of(new Begun(number, version, now)));
    return new Rollout(number, all, since, Optional.empty(), retiring, setback, unreachable);
  }

  /** The green machine of a slot is none any more: it has taken over, or is given up. */
  public Rollout withoutGreen(Slot slot) {
    if (!green.containsKey(slot)) {
      return this;
    }
    var all = new TreeMap<>(green);
    all.remove(slot);
    boolean over = all.isEmpty();
    return new Rollout(
        number + 1,
        all,
        over ? Optional.empty() : begun,
        over ? Optional.empty() : wellSince,
        retiring,
        setback,
        unreachable);
  }

  public Rollout withWellSince(Optional<Instant> since) {
    return new Rollout(number, green, begun, since, retiring, setback, unreachable);
  }

  public Rollout withRetiring(MachineId machine, Retiring how) {
    var all = new TreeMap<>(retiring);
    all.put(machine, how);
    return new Rollout(number, green, begun, wellSince, all, setback, unreachable);
  }

  /** The machine is gone. */
  public Rollout without(MachineId machine) {
    var left = new TreeMap<>(retiring);
    left.remove(machine);
    var rest = new Rollout(number, green, begun, wellSince, left, setback, unreachable);
    return slotOf(machine).map(rest::withoutGreen).orElse(rest);
  }

  public Rollout withSetback(Optional<Setback> it) {
    return new Rollout(number, green, begun, wellSince, retiring, it, unreachable);
  }

  public Rollout withUnreachable(SortedMap<MachineId, Instant> machines) {
    return new Rollout(number, green, begun, wellSince, retiring, setback, machines);
  }

  /** The slot that the machine is to take over, if it is a green one. */
  public Optional<Slot> slotOf(MachineId machine) {
    return green.entrySet().stream()
        .filter(it -> it.getValue().id().equals(machine))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Whether the machine is on its way in or out. */
  public boolean has(MachineId machine) {
    return retiring.containsKey(machine) || slotOf(machine).isPresent();
  }

  /** Whether anything was stamped later than that. */
  public boolean hasStampAfter(Instant limit) {
    return Stream.of(
            Stream.of(begun.map(Begun::at), wellSince).flatMap(Optional::stream),
            retiring.values().stream()
                .flatMap(it -> Stream.concat(it.succeededAt().stream(), it.cordonedAt().stream())),
            unreachable.values().stream())
        .flatMap(it -> it)
        .anyMatch(limit::isBefore);
  }

  /**
   * What was stamped by another's clock counts as of now: no settling time is cut short by it. How
   * long a host has been out of reach is kept: where replicas take turns, nothing would ever be
   * made anew.
   */
  public Rollout restamped(Instant now) {
    var left = new TreeMap<MachineId, Retiring>();
    retiring.forEach((id, it) -> left.put(id, it.restamped(now)));
    var lost = new TreeMap<>(unreachable);
    lost.replaceAll((_, at) -> at.isAfter(now) ? now : at);
    return new Rollout(
        number,
        green,
        begun.map(it -> new Begun(it.number(), it.version(), now)),
        wellSince.map(_ -> now),
        left,
        setback,
        lost);
  }
}
