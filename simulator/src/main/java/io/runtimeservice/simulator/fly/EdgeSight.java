package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.port.Time;
import java.time.Duration;
import java.time.Instant;

/**
 * What Fly's edge believes of a machine. It learns late that one is cordoned or open again, and
 * sends requests for a while to one that was just stopped, changed or destroyed. For one thread.
 */
final class EdgeSight {

  private final Time time;
  private final Pace pace;
  private final Ids ids;
  private boolean cordoned;
  private boolean said;
  private int change;
  private Instant lingersUntil = Instant.MIN;

  EdgeSight(Means means, boolean cordoned) {
    this.time = means.time();
    this.pace = means.pace();
    this.ids = means.ids();
    this.cordoned = cordoned;
    this.said = cordoned;
  }

  /** It is cordoned, or open; the edge hears of it, and no later if it is said again. */
  void cordon(boolean on) {
    if (on == said) {
      return;
    }
    said = on;
    int its = ++change;
    time.after(
        lag(),
        () -> {
          if (its == change) {
            cordoned = on;
          }
        });
  }

  /** Somebody ends what it did; the edge will hear of it. */
  void ends() {
    lingersUntil = time.now().plus(lag());
  }

  boolean isCordoned() {
    return cordoned;
  }

  /** Whether requests are still sent to it although it does not run. */
  boolean lingers() {
    return time.now().isBefore(lingersUntil);
  }

  private Duration lag() {
    return Duration.ofMillis(ids.below(Math.toIntExact(pace.edgeLag().toMillis()) + 1));
  }
}
