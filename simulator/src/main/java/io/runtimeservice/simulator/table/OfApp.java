package io.runtimeservice.simulator.table;

import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentId;
import io.runtimeservice.model.id.EnvironmentKey;
import java.util.NavigableMap;

/** Finds an app's environments among all, in the order of their keys. */
final class OfApp {

  /** No id comes before it. */
  private static final EnvironmentId FIRST = new EnvironmentId("0");

  /** No id comes after it. */
  private static final EnvironmentId LAST = new EnvironmentId("z".repeat(40));

  private OfApp() {}

  static <V> NavigableMap<EnvironmentKey, V> of(AppId app, NavigableMap<EnvironmentKey, V> all) {
    return all.subMap(first(app), true, last(app), true);
  }

  /** Those of all apps that come after it. */
  static <V> NavigableMap<EnvironmentKey, V> after(AppId app, NavigableMap<EnvironmentKey, V> all) {
    return all.tailMap(last(app), false);
  }

  static EnvironmentKey first(AppId app) {
    return new EnvironmentKey(app, FIRST);
  }

  private static EnvironmentKey last(AppId app) {
    return new EnvironmentKey(app, LAST);
  }
}
