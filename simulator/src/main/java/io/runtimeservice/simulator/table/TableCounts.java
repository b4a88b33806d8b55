package io.runtimeservice.simulator.table;

import java.util.Map;
import java.util.function.Predicate;

/** How often each thing has been asked of the table, refused writes included. */
public record TableCounts(Map<TableCall, Long> calls) {

  public TableCounts {
    calls = Map.copyOf(calls);
  }

  public long of(TableCall call) {
    return calls.getOrDefault(call, 0L);
  }

  /** Those that read and are no routine. */
  public long reads() {
    return sum(call -> !call.isWrite() && !call.isRoutine());
  }

  /** Those that write and are no routine. */
  public long writes() {
    return sum(call -> call.isWrite() && !call.isRoutine());
  }

  private long sum(Predicate<TableCall> which) {
    return calls.entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
