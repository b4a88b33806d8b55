package io.runtimeservice.adapters.clock;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.port.Witnesses;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What time DynamoDB and Fly say it is: the {@code Date} header of their last answers (RFC 9110,
 * 6.6.1). An answer that is old is carried on by the monotonic clock, so that a jump of our own
 * clock since then shows as well.
 */
public final class DateHeaders implements Witnesses {

  /** How far apart clocks may be that agree. */
  static final Duration APART_MAX = Duration.ofMinutes(5);

  /** Who has said nothing for so long is no witness. */
  static final Duration HEARD_WITHIN = Duration.ofMinutes(10);

  private static final Set<Dependency> WITNESSES = Set.of(Dependency.TABLE, Dependency.FLY);

  private final Time time;
  private final Map<Dependency, Said> said = new EnumMap<>(Dependency.class);

  public DateHeaders(Time time) {
    this.time = time;
  }

  private record Said(Instant at, long heardNanos) {}

  /** Takes what one of them says; what is no date is passed over. */
  public Consumer<String> of(Dependency witness) {
    return header -> {
      try {
        var at = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header));
        said.put(witness, new Said(at, time.nanos()));
      } catch (DateTimeException notADate) {
        // it says nothing about the time
      }
    };
  }

  @Override
  public boolean agree() {
    return WITNESSES.stream().allMatch(this::agrees);
  }

  private boolean agrees(Dependency witness) {
    return apart(witness).filter(it -> it.abs().compareTo(APART_MAX) <= 0).isPresent();
  }

  /** How far our clock is ahead of somebody's; empty if nothing was heard of it lately. */
  public Optional<Duration> apart(Dependency witness) {
    return Optional.ofNullable(said.get(witness))
        .filter(last -> since(last).compareTo(HEARD_WITHIN) <= 0)
        .map(last -> Duration.between(last.at().plus(since(last)), time.now()));
  }

  private Duration since(Said last) {
    return Duration.ofNanos(time.nanos() - last.heardNanos());
  }
}
