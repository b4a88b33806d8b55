package io.runtimeservice.model.spec;

/** The size of a machine. */
public record Guest(CpuKind cpuKind, int cpus, int memoryMb) {

  static final int CPUS_MAX = 128;
  static final int MEMORY_MB_MAX = 1_048_576;

  @Override
  public String toString() {
    return "%s-cpu-%dx %d MB".formatted(cpuKind, cpus, memoryMb);
  }
}
