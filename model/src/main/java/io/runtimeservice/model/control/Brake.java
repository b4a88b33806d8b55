package io.runtimeservice.model.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was taken away for good in the last hour, and whether that was too much.
 *
 * @param trip why nothing more is taken away; empty while the brake is released
 * @param minutes how much was, minute by minute, oldest first; none older than an hour
 * @param allowance how much may still be taken away before too much is counted again: what waited
 *     when an operator released the brake
 */
public record Brake(Optional<Trip> trip, List<Minute> minutes, int allowance) {

  /** One for each minute that is counted, and the one that has begun. */
  public static final int MINUTES_MAX = 61;

  public static final int COUNT_MAX = 1_000_000;

  public static final Brake RELEASED = new Brake(Optional.empty(), List.of(), 0);

  public Brake {
    minutes = List.copyOf(minutes);
  }

  /** Nothing more is taken away until an operator has looked at it. */
  public record Trip(Instant at, String because) {}

  /**
   * How much was taken away in a minute.
   *
   * @param from when the minute began
   */
  public record Minute(Instant from, int count) {}

  /** Released by an operator who has seen how much waits. */
  public Brake released(int waiting) {
    return new Brake(Optional.empty(), List.of(), waiting);
  }

  public Brake tripped(Trip why) {
    return new Brake(Optional.of(why), minutes, allowance);
  }
}
