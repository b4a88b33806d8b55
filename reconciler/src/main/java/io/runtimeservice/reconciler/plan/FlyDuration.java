package io.runtimeservice.reconciler.plan;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as Fly's API writes them: Go's form, of which it has several for one length. */
final class FlyDuration {

  private static final Pattern WHOLE = Pattern.compile("([0-9]+(\\.[0-9]+)?(ns|us|µs|ms|s|m|h))+");
  private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|µs|ms|s|m|h)");

  /** Longer than any text that Fly sends; what is longer is no duration. */
  private static final int CHARACTERS_MAX = 40;

  private FlyDuration() {}

  /** The length in nanoseconds of {@code 90s} or {@code 1m30s}; empty if it is no duration. */
  static Optional<BigDecimal> nanos(String text) {
    if (text.length() > CHARACTERS_MAX || !WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    var sum = BigDecimal.ZERO;
    var parts = PART.matcher(text);
    while (parts.find()) {
      sum = sum.add(new BigDecimal(parts.group(1)).multiply(unit(parts.group(2))));
    }
    return Optional.of(sum.stripTrailingZeros());
  }

  private static BigDecimal unit(String name) {
    return BigDecimal.valueOf(
        switch (name) {
          case "ns" -> 1L;
          case "us", "µs" -> 1_000L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          default -> throw new IllegalArgumentException("the pattern lets no other unit through");
        });
  }
}
