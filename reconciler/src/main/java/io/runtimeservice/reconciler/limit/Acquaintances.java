package io.runtimeservice.reconciler.limit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Apps and machines that this replica was the last to call, as far as it remembers. */
final class Acquaintances {

  /** Whoever has not been met for longest is forgotten: that costs a wait, and no more. */
  static final int KEPT_MAX = 4096;

  private final Map<String, Boolean> met =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > KEPT_MAX;
        }
      };

  void meet(String subject) {
    met.put(subject, true);
  }

  boolean knows(String subject) {
    return met.containsKey(subject);
  }
}
