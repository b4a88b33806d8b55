package io.runtimeservice.model.spec;

import java.util.List;

/**
 * Fly's kinds of processor, and how many and how much memory each may have (flyctl's own table,
 * August 2026).
 */
public enum CpuKind {
  SHARED("shared", 256, 256, 2048),
  PERFORMANCE("performance", 1024, 2048, 8192);

  private final String word;
  private final int stepMb;
  private final int perCpuMinMb;
  private final int perCpuMaxMb;

  CpuKind(String word, int stepMb, int perCpuMinMb, int perCpuMaxMb) {
    this.word = word;
    this.stepMb = stepMb;
    this.perCpuMinMb = perCpuMinMb;
    this.perCpuMaxMb = perCpuMaxMb;
  }

  private List<Integer> counts() {
    return switch (this) {
      case SHARED -> List.of(1, 2, 4, 6, 8);
      case PERFORMANCE -> List.of(1, 2, 4, 6, 8, 10, 12, 14, 16, 32, 64, 128);
    };
  }

  boolean allowsCount(int cpus) {
    return counts().contains(cpus);
  }

  String countForm() {
    return "one of "
        + String.join(", ", counts().stream().map(String::valueOf).toList())
        + " for "
        + word
        + " cpus";
  }

  boolean allowsMemory(int cpus, int memoryMb) {
    return memoryMb >= perCpuMinMb * cpus
        && memoryMb <= perCpuMaxMb * cpus
        && memoryMb % stepMb == 0;
  }

  String memoryForm(int cpus) {
    return "%d to %d in steps of %d for %d %s cpus"
        .formatted(perCpuMinMb * cpus, perCpuMaxMb * cpus, stepMb, cpus, word);
  }

  @Override
  public String toString() {
    return word;
  }
}
