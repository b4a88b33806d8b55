package io.runtimeservice.app.doctor;

import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.adapters.clock.DateHeaders;
import io.runtimeservice.app.settings.Settings;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.port.Time;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks everybody that the service needs, the way the service does, and changes nothing: a right to
 * write is shown by a write on a condition that never holds.
 */
public final class Checkup {

  /** How far apart the clocks of those may be that work together. */
  static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(1);

  private final Settings settings;
  private final Means means;
  private final DateHeaders clocks;

  /** What the questions are asked with; the clock is this machine's. */
  public record Means(Vertx vertx, AwsClients aws, Time time) {}

  public Checkup(Settings settings, Means means) {
    this.settings = settings;
    this.means = means;
    this.clocks = new DateHeaders(means.time());
  }

  /** Asks all of them at once. Never fails, and ends in time; for an event loop. */
  public Future<List<Finding>> run() {
    var places = settings.dependencies();
    var aws = new AwsCheckup(places, means, clocks).ask();
    var fly = new FlyCheckup(places, means, clocks).ask();
    return Future.join(Stream.concat(aws.stream(), Stream.of(fly)).toList())
        .map(_ ->
            Stream.of(aws.stream().map(Future::result), fly.result().stream(), Stream.of(clock()))
                .flatMap(it -> it)
                .toList());
  }

  /** Against those who answered, each by the Date header of its last answer. */
  private Finding clock() {
    Map<Dependency, Duration> apart = new TreeMap<>();
    Stream.of(Dependency.values())
        .forEach(each -> clocks.apart(each).ifPresent(by -> apart.put(each, by)));
    if (apart.isEmpty()) {
      return Finding.wrong(
          "clock", "nobody has said what time it is", "mend what is wrong above, and look again");
    }
    String said =
        apart.entrySet().stream()
            .map(it -> words(it.getKey(), it.getValue()))
            .collect(Collectors.joining(", "));
    return apart.values().stream().anyMatch(it -> it.abs().compareTo(CLOCKS_APART_MAX) > 0)
        ? Finding.wrong("clock", said, "set this machine's clock, and keep it right by NTP")
        : Finding.ok("clock", said);
  }

  private static String words(Dependency of, Duration apart) {
    String which = apart.isNegative() ? "behind" : "ahead of";
    return "%d s %s %s".formatted(apart.abs().toSeconds(), which, of);
  }
}
