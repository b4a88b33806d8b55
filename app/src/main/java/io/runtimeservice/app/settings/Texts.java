package io.runtimeservice.app.settings;

import io.runtimeservice.reconciler.limit.Rate;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the forms that settings come in. */
final class Texts {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|m|h|d)");
  private static final Pattern RATE =
      Pattern.compile("([0-9]{1,4}(?:\\.[0-9]{1,3})?)/s burst ([0-9]{1,4})");
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");

  private Texts() {}

  static Function<String, Optional<String>> matching(String regex) {
    var pattern = Pattern.compile(regex);
    return text -> Optional.of(text).filter(it -> pattern.matcher(it).matches());
  }

  static Optional<Duration> duration(String text) {
    var matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.of(
            switch (matcher.group(2)) {
              case "ms" -> Duration.ofMillis(number);
              case "s" -> Duration.ofSeconds(number);
              case "m" -> Duration.ofMinutes(number);
              case "h" -> Duration.ofHours(number);
              case "d" -> Duration.ofDays(number);
              default -> throw new IllegalStateException("the pattern lets no other unit through");
            })
        .filter(Duration::isPositive);
  }

  static Function<String, Optional<Duration>> duration(Duration least, Duration most) {
    return text -> duration(text).filter(it -> it.compareTo(least) >= 0 && it.compareTo(most) <= 0);
  }

  static Function<String, Optional<Integer>> whole(int least, int most) {
    return text ->
        Optional.of(text)
            .filter(it -> WHOLE.matcher(it).matches())
            .map(Integer::valueOf)
            .filter(it -> it >= least && it <= most);
  }

  static Optional<Rate> rate(String text) {
    var matcher = RATE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    double perSecond = Double.parseDouble(matcher.group(1));
    int burst = Integer.parseInt(matcher.group(2));
    return perSecond > 0 && burst > 0 ? Optional.of(new Rate(perSecond, burst)) : Optional.empty();
  }

  /** An address over HTTP, without credentials, query or fragment. */
  static Optional<URI> url(String text) {
    try {
      URI url = URI.create(text);
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean plain =
          url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
      return http && url.getHost() != null && plain ? Optional.of(url) : Optional.empty();
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  /** An address that {@code /v1} is appended to; a slash at its end says nothing. */
  static Optional<URI> urlBeforeVersion(String text) {
    return url(text.replaceFirst("/+$", "")).filter(url -> !url.getPath().endsWith("/v1"));
  }

  static Optional<Path> path(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException notAPath) {
      return Optional.empty();
    }
  }

  static <E extends Enum<E>> Function<String, Optional<E>> word(E[] constants) {
    return text ->
        Arrays.stream(constants)
            .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(text))
            .findFirst();
  }
}
