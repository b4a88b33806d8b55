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
 * @param begun whether anything was ever undertaken for it
 * @param supersedes the desired state that was begun, and not reached, when this one came in; until
 *     the history has told of it
 */
public record Progress(
    DesiredVersion version,
    Instant acceptedAt,
    int losses,
    Optional<Instant> lostAt,
    Repairs repairs,
    boolean begun,
    Optional<DesiredVersion> supersedes) {

  /** What was lost longer ago has nothing to do with what is lost now. */
  static final Duration LOSSES_REMEMBERED = Duration.ofHours(1);

  static final int LOSSES_MAX = 1000;

  /** One for which nothing was undertaken yet, and in the way of which nothing stood. */
  public Progress(
      DesiredVersion version,
      Instant acceptedAt,
      int losses,
      Optional<Instant> lostAt,
      Repairs repairs) {
    this(version, acceptedAt, losses, lostAt, repairs, false, Optional.empty());
  }

  /** A desired state that nothing was lost of. */
  public static Progress of(DesiredVersion version, Instant acceptedAt) {
    return new Progress(version, acceptedAt, 0, Optional.empty(), Repairs.NONE);
  }

  /**
   * As it comes in after another one: what had been begun of that, and not reached, is cut short.
   */
  public Progress after(Progress former) {
    boolean cutShort = former.begun && !former.repairs.settled();
    return new Progress(
        version,
        acceptedAt,
        losses,
        lostAt,
        repairs,
        begun,
        cutShort ? Optional.of(former.version) : former.supersedes);
  }

  /** Something is undertaken for it. */
  Progress withBegun() {
    return new Progress(version, acceptedAt, losses, lostAt, repairs, true, supersedes);
  }

  /** The history has told what it has cut short. */
  Progress told() {
    return new Progress(version, acceptedAt, losses, lostAt, repairs, begun, Optional.empty());
  }

  public Progress withLoss(Instant now) {
    boolean another = lostAt.filter(it -> now.isBefore(it.plus(LOSSES_REMEMBERED))).isPresent();
    return new Progress(
        version,
        acceptedAt,
        another ? Math.min(losses + 1, LOSSES_MAX) : 1,
        Optional.of(now),
        repairs,
        begun,
        supersedes);
  }

  public Progress withRepairs(Repairs it) {
    return new Progress(version, acceptedAt, losses, lostAt, it, begun, supersedes);
  }
}
