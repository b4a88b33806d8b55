package io.runtimeservice.model.control;

import io.runtimeservice.model.id.EnvironmentKey;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The kill switches.
 *
 * @param pauseAll nothing is done for any environment
 * @param pauseDestructive nothing is taken away for good
 * @param observeOnly everything is looked at and told of, and nothing is changed
 * @param paused environments for which nothing is done
 */
public record Switches(
    boolean pauseAll,
    boolean pauseDestructive,
    boolean observeOnly,
    SortedSet<EnvironmentKey> paused) {

  /** More environments than anybody pauses one by one; {@code pauseAll} is for all. */
  public static final int PAUSED_MAX = 1000;

  public static final Switches OFF =
      new Switches(false, false, false, Collections.emptySortedSet());

  public Switches {
    paused = Collections.unmodifiableSortedSet(new TreeSet<>(paused));
  }

  /** The switches that hold for all environments. */
  public enum Switch {
    PAUSE_ALL("pauseAll"),
    PAUSE_DESTRUCTIVE("pauseDestructive"),
    OBSERVE_ONLY("observeOnly");

    private final String word;

    Switch(String word) {
      this.word = word;
    }

    /** As the control record writes it. */
    @Override
    public String toString() {
      return word;
    }
  }

  public boolean is(Switch which) {
    return switch (which) {
      case PAUSE_ALL -> pauseAll;
      case PAUSE_DESTRUCTIVE -> pauseDestructive;
      case OBSERVE_ONLY -> observeOnly;
    };
  }

  public Switches with(Switch which, boolean on) {
    return switch (which) {
      case PAUSE_ALL -> new Switches(on, pauseDestructive, observeOnly, paused);
      case PAUSE_DESTRUCTIVE -> new Switches(pauseAll, on, observeOnly, paused);
      case OBSERVE_ONLY -> new Switches(pauseAll, pauseDestructive, on, paused);
    };
  }

  public Switches withPaused(EnvironmentKey key, boolean on) {
    var all = new TreeSet<>(paused);
    if (on) {
      all.add(key);
    } else {
      all.remove(key);
    }
    return new Switches(pauseAll, pauseDestructive, observeOnly, all);
  }
}
