package io.runtimeservice.model.sweep;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An app on Fly that is ours by its machines' marks or by a record, and that no live environment
 * has.
 *
 * @param of the environment that it was made for, as far as that can be told
 * @param firstSeen by the first sweep that found it so
 * @param lastSeen by the latest sweep
 */
public record Orphan(
    FlyAppName app, Optional<EnvironmentKey> of, Instant firstSeen, Instant lastSeen) {

  /** An app that is still nobody's so much later is an orphan, and none that is just being made. */
  public static final Duration SECOND_SIGHTING_AFTER = Duration.ofMinutes(15);

  /** Whether it was seen twice, so far apart that it is one. */
  public boolean isConfirmed() {
    return !lastSeen.isBefore(firstSeen.plus(SECOND_SIGHTING_AFTER));
  }

  public Orphan seenAgain(Instant now) {
    return new Orphan(app, of, firstSeen, now);
  }
}
