package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * As many converged previews as one likes, in no time: the first one converges by real passes, and
 * all others are its copies.
 */
final class Population {

  /** As many as an app may have, unless it says otherwise. */
  static final int PREVIEWS_PER_APP = 50;

  /** What is done to the first one is over by then, and all lists show everything. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private final Universe world;
  private final List<EnvironmentKey> keys;
  private final Map<AppId, Value.Tree> apps = new HashMap<>();

  private Population(Universe world, int size) {
    this.world = world;
    this.keys = IntStream.range(0, size).mapToObj(Population::key).toList();
  }

  /**
   * Populates a world. The replica that made the first preview is gone in the end, and none is
   * left.
   */
  static Population of(Universe world, int size) {
    var population = new Population(world, size);
    var specimen = population.first();
    for (EnvironmentKey key : population.keys.subList(1, size)) {
      specimen.copyTo(key, population.app(key));
    }
    world.pass(SETTLED);
    return population;
  }

  private static EnvironmentKey key(int i) {
    return EnvironmentKey.of("shop-" + i / PREVIEWS_PER_APP, "pr-" + i);
  }

  /** All of them; so many in a row as an app may have belong to the same one. */
  List<EnvironmentKey> keys() {
    return keys;
  }

  /** Some of them, each once. */
  List<EnvironmentKey> some(int count, Random random) {
    var some = new ArrayList<EnvironmentKey>(keys);
    Collections.shuffle(some, random);
    return List.copyOf(some.subList(0, count));
  }

  private Specimen first() {
    var key = keys.getFirst();
    var app = app(key);
    var replica = world.replica();
    world.environment(
        key.app().value(), key.environment().value(), Samples.preview(Specimen.spec(key)));
    world.until(key, "Ready");
    world.pass(SETTLED);
    world.end(replica).onComplete(_ -> replica.wire().cut());
    world.pass(SETTLED);
    return new Specimen(world, key, app);
  }

  /** The record of a preview's app, which is written if it is not there. */
  private Value.Tree app(EnvironmentKey key) {
    return apps.computeIfAbsent(
        key.app(),
        id -> {
          world.app(id.value(), Samples.app());
          return Universe.tree(Samples.app()).with("appId", Values.text(id.value()));
        });
  }
}
