package io.runtimeservice.simulator.fly;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go reads and writes them: {@code 1m30s}. */
final class GoDuration {

  static final long MINUTE_NANOS = 60_000_000_000L;

  private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(h|ms|m|s|us|µs|ns)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "h", 60 * MINUTE_NANOS,
          "m", MINUTE_NANOS,
          "s", 1_000_000_000L,
          "ms", 1_000_000L,
          "us", 1_000L,
          "µs", 1_000L,
          "ns", 1L);

  private GoDuration() {}

  /** In nanoseconds. */
  static long parse(String text) {
    Matcher part = PART.matcher(text);
    double nanos = 0;
    int end = 0;
    while (part.find() && part.start() == end) {
      nanos += Double.parseDouble(part.group(1)) * UNITS.getOrDefault(part.group(2), 0L);
      end = part.end();
    }
    if (end != text.length() || end == 0) {
      throw Refusals.invalid("time: invalid duration \"" + text + "\"");
    }
    return (long) nanos;
  }

  static String print(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    if (nanos < 1_000_000_000L) {
      return nanos / 1_000_000 + "ms";
    }
    long hours = nanos / (60 * MINUTE_NANOS);
    long minutes = nanos / MINUTE_NANOS % 60;
    long millis = nanos % MINUTE_NANOS / 1_000_000;
    String seconds = millis % 1000 == 0 ? millis / 1000 + "s" : millis / 1000.0 + "s";
    if (hours > 0) {
      return hours + "h" + minutes + "m" + seconds;
    }
    return minutes > 0 ? minutes + "m" + seconds : seconds;
  }
}
