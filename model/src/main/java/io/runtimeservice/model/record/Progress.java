package io.runtimeservice.model.record;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Since when the present desired state is known, and what was lost since.
 *
 * @param acceptedAt the earlier of its first mark's sending and first sight of it
 * @param losses how many of its machines have vanished within an hour of each other
 * @param lostAt when the last of them was missed
 * @param repairs what was repaired since it had been reached
 */
public record Progress(
    DesiredVersion version,
    Instant acceptedAt,
    int losses,
    Optional<Instant> lostAt,
    Repairs repairs) {

  /** What was lost longer ago has nothing to do with what is lost now. */
  static final Duration LOSSES_REMEMBERED = Duration.ofHours(1);

  static final int LOSSES_MAX = 1000;

  /** A desired state that nothing was lost of. */
  public static Progress of(DesiredVersion version, Instant acceptedAt) {
    return new Progress(version, acceptedAt, 0, Optional.empty(), Repairs.NONE);
  }

  public Progress withLoss(Instant now) {
    boolean another = lostAt.filter(it -> now.isBefore(it.plus(LOSSES_REMEMBERED))).isPresent();
    return new Progress(
        version,
        acceptedAt,
        another ? Math.min(losses + 1, LOSSES_MAX) : 1,
        Optional.of(now),
        repairs);
  }

  public Progress withRepairs(Repairs it) {
    return new Progress(version, acceptedAt, losses, lostAt, it);
  }
}
