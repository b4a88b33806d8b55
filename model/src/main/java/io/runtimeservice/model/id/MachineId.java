package io.runtimeservice.model.id;

/** Fly's id of a machine, 14 hexadecimal characters today, taken as it comes. */
public record MachineId(String value) implements Comparable<MachineId> {

  @Override
  public int compareTo(MachineId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
