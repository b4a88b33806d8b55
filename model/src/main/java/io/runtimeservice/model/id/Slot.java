package io.runtimeservice.model.id;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One of the places for a machine that an environment has: 0 to {@code spec.machines} - 1. The
 * machine in it carries the slot's name, and Fly refuses a second live machine of the same name,
 * which makes the repetition of a creation harmless.
 */
public record Slot(int index) implements Comparable<Slot> {

  private static final Pattern NAME = Pattern.compile("m(0|[1-9][0-9]{0,3})");

  public Slot {
    if (index < 0) {
      throw new IllegalArgumentException("slot: expected an index from 0");
    }
  }

  /** The slot that a machine's name or mark says; empty if it is no name of ours. */
  public static Optional<Slot> parse(String name) {
    var matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(new Slot(Integer.parseInt(matcher.group(1))))
        : Optional.empty();
  }

  public String machineName() {
    return "m" + index;
  }

  /** The name of a machine that is made beside the one that is in the slot. */
  public String machineName(int rollout) {
    return machineName() + "-" + rollout;
  }

  @Override
  public int compareTo(Slot other) {
    return Integer.compare(index, other.index);
  }

  @Override
  public String toString() {
    return machineName();
  }
}
