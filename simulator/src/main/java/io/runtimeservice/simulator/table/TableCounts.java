package io.runtimeservice.simulator.table;

import java.util.Map;

/** How often each thing has been asked of the table, refused writes included. */
public record TableCounts(Map<TableCall, Long> calls) {

  public TableCounts {
    calls = Map.copyOf(calls);
  }

  public long of(TableCall call) {
    return calls.getOrDefault(call, 0L);
  }

  public long reads() {
    return all() - writes();
  }

  public long writes() {
    return calls.entrySet().stream()
        .filter(entry -> entry.getKey().isWrite())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private long all() {
    return calls.values().stream().mapToLong(Long::longValue).sum();
  }
}
