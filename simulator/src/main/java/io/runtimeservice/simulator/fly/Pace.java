package io.runtimeservice.simulator.fly;

import java.time.Duration;
import java.util.Optional;

/**
 * How long things take on Fly.
 *
 * @param answer from a request to its answer
 * @param pull from a machine's creation, or its update, until its image is on the host
 * @param start from {@code starting} to {@code started}
 * @param stop from {@code stopping} to {@code stopped}
 * @param active how long after {@code stopped} a start is still refused
 * @param destroy how long a machine is being destroyed
 * @param firstCheck from {@code started} to the first row of a check, and from there to its passing
 * @param remembered how long a destroyed machine can still be read
 * @param listLag how far an app's list of machines is behind
 * @param fleetLag how far the organisation's list is behind
 * @param appSettles how long a new app is not found yet, and a deleted one still is
 * @param issue from a zone that is right to a certificate
 * @param edgeLag how long it takes at most until the edge has heard of a change
 * @param idle how long a machine without requests runs until Fly's proxy puts it to sleep; never,
 *     if empty
 */
public record Pace(
    Duration answer,
    Duration pull,
    Duration start,
    Duration stop,
    Duration active,
    Duration destroy,
    Duration firstCheck,
    Duration remembered,
    Duration listLag,
    Duration fleetLag,
    Duration appSettles,
    Duration issue,
    Duration edgeLag,
    Optional<Duration> idle) {

  /** About what was measured at Fly. */
  public static final Pace LIKE_FLY =
      new Pace(
          Duration.ofMillis(80),
          Duration.ofSeconds(4),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofHours(1),
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          Duration.ofMillis(300),
          Duration.ofSeconds(20),
          Duration.ofSeconds(8),
          Optional.empty());

  /** For somebody who watches: everything takes a moment, nothing takes long. */
  public static final Pace BRISK =
      new Pace(
          Duration.ofMillis(20),
          Duration.ofMillis(1500),
          Duration.ofMillis(500),
          Duration.ofMillis(300),
          Duration.ofMillis(200),
          Duration.ofMillis(300),
          Duration.ofMillis(500),
          Duration.ofHours(1),
          Duration.ofMillis(100),
          Duration.ofMillis(500),
          Duration.ofMillis(50),
          Duration.ofSeconds(3),
          Duration.ofSeconds(2),
          Optional.empty());

  /** With another time from a request to its answer. */
  public Pace answeringWithin(Duration time) {
    return with(time, idle);
  }

  /** With machines that fall asleep when nobody asks for them. */
  public Pace sleepingAfter(Duration none) {
    return with(answer, Optional.of(none));
  }

  private Pace with(Duration answers, Optional<Duration> sleeps) {
    return new Pace(
        answers,
        pull,
        start,
        stop,
        active,
        destroy,
        firstCheck,
        remembered,
        listLag,
        fleetLag,
        appSettles,
        issue,
        edgeLag,
        sleeps);
  }
}
