package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.simulator.fly.ImageBehaviour;
import java.time.Duration;

/** A production environment to be changed. */
final class Rollout {

  static final EnvironmentKey KEY = EnvironmentKey.of("checkout", "production");

  /** Its process ends a second after each start. */
  static final String CRASHES = "registry.fly.io/checkout:crashes";

  /** It runs, and answers nobody. */
  static final String DEAF = "registry.fly.io/checkout:deaf";

  private Rollout() {}

  static String spec(String image, int machines, boolean checked) {
    return "{'image': '%s', 'machines': %d%s}"
        .formatted(image, machines, checked ? ", 'service': {'check': {'type': 'http'}}" : "");
  }

  /** Lets it come to serve. */
  static void serving(Universe universe, String spec) {
    universe.fly.registry().put(CRASHES, new ImageBehaviour.Exits(1, false, Duration.ofSeconds(1)));
    universe.fly.registry().put(DEAF, new ImageBehaviour.ListensNowhere());
    universe.app("checkout", Samples.app());
    universe.environment("checkout", "production", Samples.production(spec));
    universe.until(KEY, "Ready");
    universe.pass(Duration.ofSeconds(10));
  }
}
