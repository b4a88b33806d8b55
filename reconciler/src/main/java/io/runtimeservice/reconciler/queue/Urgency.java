package io.runtimeservice.reconciler.queue;

import java.util.Locale;

/** How urgent a look is. */
public enum Urgency {
  /** Somebody has changed something, or what was waited for has happened. */
  CHANGED,
  /** A retry, or a look that is due. */
  BACKGROUND;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
