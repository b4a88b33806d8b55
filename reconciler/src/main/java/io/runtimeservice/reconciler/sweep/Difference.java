package io.runtimeservice.reconciler.sweep;

import java.util.Locale;

/**
 * What a list shows otherwise than the records say.
 *
 * @param what in words for a person
 */
record Difference(Kind kind, String what) {

  /** What kind of difference it is. */
  enum Kind {
    APP_MISSING,
    MACHINE_MISSING,
    MACHINE_CHANGED,
    MACHINE_STOPPED,
    MACHINE_STARTED,
    MACHINE_EXTRA;

    /** As a report counts it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
