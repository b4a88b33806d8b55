package io.runtimeservice.adapters.fly;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Fly's token, from which the {@code Authorization} header is made by flyctl's own rule: macaroons
 * go together under {@code FlyV1}, and if there is any, other tokens stay behind; else they go
 * under {@code Bearer}.
 */
public final class FlyToken {

  private static final Pattern SCHEME = Pattern.compile("^(?i)(FlyV1|Bearer)\\s+");
  private static final Pattern MACAROON = Pattern.compile("fm[12][a-z]?_.*");

  private final String header;

  private FlyToken(String header) {
    this.header = header;
  }

  /** Reads a token as {@code fly tokens create} prints it: with or without a scheme, or several. */
  public static FlyToken of(String text) {
    var tokens =
        Arrays.stream(SCHEME.matcher(text.strip()).replaceFirst("").split(","))
            .map(String::strip)
            .filter(token -> !token.isEmpty())
            .toList();
    var macaroons = tokens.stream().filter(it -> MACAROON.matcher(it).matches()).toList();
    return new FlyToken(
        macaroons.isEmpty()
            ? "Bearer " + String.join(",", tokens)
            : "FlyV1 " + String.join(",", macaroons));
  }

  String header() {
    return header;
  }

  @Override
  public String toString() {
    return "[Fly token]";
  }
}
