package io.runtimeservice.reconciler.status;

import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Progress;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.model.status.Status;
import io.runtimeservice.reconciler.plan.Observed;
import java.time.Instant;
import java.util.Optional;

/** What there is to tell after a pass. */
public sealed interface Telling {

  /** What was told last time. */
  Optional<Status> previous();

  Instant now();

  /** The generation that was looked at; empty if it cannot be read. */
  Optional<Generation> generation();

  /** Whether it is on its way out, or already gone. */
  boolean terminates();

  /**
   * It was looked at, and perhaps something was done.
   *
   * @param observed what is known in the end
   * @param trouble what went wrong in this pass
   */
  record Seen(
      Desired desired,
      Observed observed,
      Optional<Trouble> trouble,
      Optional<Status> previous,
      Instant now)
      implements Telling {
    @Override
    public Optional<Generation> generation() {
      return Optional.of(desired.version().generation());
    }

    @Override
    public boolean terminates() {
      return desired.wish() == Wish.DELETED;
    }

    /** Since when this desired state is known. */
    Instant acceptedAt() {
      return observed.record().progress().map(Progress::acceptedAt).orElse(now);
    }
  }

  /**
   * The record is refused; nothing was looked at.
   *
   * @param terminates whether its deletion was wanted, and not refused
   */
  record Refused(
      Optional<Generation> generation,
      boolean terminates,
      Trouble trouble,
      Optional<Status> previous,
      Instant now)
      implements Telling {}

  /** Fly could not be looked at. */
  record Unseen(Desired desired, Trouble trouble, Optional<Status> previous, Instant now)
      implements Telling {
    @Override
    public Optional<Generation> generation() {
      return Optional.of(desired.version().generation());
    }

    @Override
    public boolean terminates() {
      return desired.wish() == Wish.DELETED;
    }
  }
}
