package io.runtimeservice.reconciler.pass;

import java.util.Locale;

/** Why a pass is made. */
public enum Trigger {
  /** Fly shows something otherwise than it was left. */
  DRIFT,
  /** It is its turn to be looked at. */
  ROUND,
  /** Somebody asked for it. */
  MARK,
  /** The last pass said when to come back. */
  RETRY,
  /** Something that was waited for has happened, or has not in time. */
  WAIT,
  /** A sweep found that it is not at rest. */
  SWEEP;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
