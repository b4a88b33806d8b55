package io.runtimeservice.simulator.fly;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The DNS, as far as anybody has written anything into it. */
public final class DnsZone {

  private final Map<String, Set<String>> rows = new HashMap<>();

  /**
   * Adds a row.
   *
   * @param type {@code A}, {@code AAAA}, {@code CNAME} or {@code TXT}
   */
  public void put(String type, String name, String value) {
    rows.computeIfAbsent(key(type, name), _ -> new LinkedHashSet<>()).add(value);
  }

  /** Removes all rows of a type and name. */
  public void remove(String type, String name) {
    rows.remove(key(type, name));
  }

  Set<String> get(String type, String name) {
    return rows.getOrDefault(key(type, name), Set.of());
  }

  private static String key(String type, String name) {
    return type + " " + name.toLowerCase(Locale.ROOT);
  }
}
