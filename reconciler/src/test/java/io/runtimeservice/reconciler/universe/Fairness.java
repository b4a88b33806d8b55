package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.id.EnvironmentKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** O7: an environment that is marked is looked at within a bound, whatever else there is to do. */
final class Fairness implements Onlooker {

  private final Universe world;
  private final Duration bound;
  private final Map<EnvironmentKey, Long> since = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private Duration longest = Duration.ZERO;

  Fairness(Universe world, Duration bound) {
    this.world = world;
    this.bound = bound;
  }

  @Override
  public void marked(EnvironmentKey key) {
    since.putIfAbsent(key, world.time.nanos());
  }

  @Override
  public void sent(Call call, List<Object> arguments) {
    if (call.port() == Call.Port.ENVIRONMENTS
        && call.action().equals("load")
        && arguments.getFirst() instanceof EnvironmentKey key) {
      var marked = since.remove(key);
      if (marked != null) {
        started(key, waited(marked));
      }
    }
  }

  private void started(EnvironmentKey key, Duration waited) {
    longest = longest.compareTo(waited) > 0 ? longest : waited;
    if (waited.compareTo(bound) > 0) {
      complaints.add("O7: %s waited %s for a look".formatted(key, waited));
    }
  }

  private Duration waited(long marked) {
    return Duration.ofNanos(world.time.nanos() - marked);
  }

  /** The longest that anything had to wait. */
  Duration longest() {
    return longest;
  }

  /** What waited too long, and does no more. */
  List<String> past() {
    return List.copyOf(complaints);
  }

  /** What waited too long, or still does. */
  List<String> complaints() {
    var all = new ArrayList<String>(complaints);
    since.forEach((key, marked) -> {
      if (waited(marked).compareTo(bound) > 0) {
        all.add("O7: %s still waits for a look, for %s".formatted(key, waited(marked)));
      }
    });
    return all;
  }
}
