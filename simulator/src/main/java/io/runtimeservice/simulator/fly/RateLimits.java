package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.port.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fly's limits (its docs, "Machines API", August 2026): one call a second and three at once for
 * each action on each machine or app, five and ten to read a machine, a hundred app deletions a
 * minute. What creations of apps count against is not documented.
 */
final class RateLimits {

  /** Past this many buckets the full ones are forgotten; then past twice as many as are left. */
  static final int BUCKETS_MAX = 50_000;

  private static final Rate USUAL = new Rate(1, 3);
  private static final Rate MACHINE_GET = new Rate(5, 10);
  private static final Rate APP_DELETE = new Rate(100.0 / 60, 100);

  /** Not documented; a guess that the service's setting makes too. */
  private static final Rate APP_CREATE = new Rate(10, 30);

  /** What adding up fractions may lose. */
  private static final double ROUNDING = 1e-9;

  private final Time time;
  private final Map<String, Bucket> buckets = new HashMap<>();
  private int tidyPast = BUCKETS_MAX;
  private boolean tells;

  RateLimits(Time time) {
    this.time = time;
  }

  private record Rate(double perSecond, double burst) {}

  private record Bucket(double tokens, long atNanos) {}

  /**
   * Takes a token, or refuses. As it was measured, only some refusals say when to come again, and
   * those in whole seconds: here every other one.
   */
  void take(Visit visit, String organisation) {
    Rate rate = rate(visit.action());
    String subject = visit.action().equals("app_delete") ? organisation : visit.subject();
    String key = visit.action() + " " + subject;
    double tokens = tokens(key, rate);
    if (tokens < 1 - ROUNDING) {
      tells = !tells;
      throw Refusals.throttled(tells ? Optional.of(untilNext(tokens, rate)) : Optional.empty());
    }
    if (buckets.size() >= tidyPast) {
      buckets.entrySet().removeIf(it -> isFull(it.getKey(), it.getValue()));
      tidyPast = Math.max(BUCKETS_MAX, 2 * buckets.size());
    }
    buckets.put(key, new Bucket(tokens - 1, time.nanos()));
  }

  private static Duration untilNext(double tokens, Rate rate) {
    return Duration.ofSeconds((long) Math.ceil((1 - tokens) / rate.perSecond()));
  }

  private double tokens(String key, Rate rate) {
    var bucket = buckets.get(key);
    return bucket == null ? rate.burst() : refilled(bucket, rate);
  }

  private double refilled(Bucket bucket, Rate rate) {
    double seconds = (time.nanos() - bucket.atNanos()) / 1e9;
    return Math.min(rate.burst(), bucket.tokens() + seconds * rate.perSecond());
  }

  private boolean isFull(String key, Bucket bucket) {
    Rate rate = rate(key.substring(0, key.indexOf(' ')));
    return refilled(bucket, rate) >= rate.burst();
  }

  private static Rate rate(String action) {
    return switch (action) {
      case "machine_get" -> MACHINE_GET;
      case "app_create" -> APP_CREATE;
      case "app_delete" -> APP_DELETE;
      default -> USUAL;
    };
  }
}
