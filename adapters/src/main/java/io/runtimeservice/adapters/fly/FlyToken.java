package io.runtimeservice.adapters.fly;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Fly's token, from which the {@code Authorization} header is made by flyctl's own rule: macaroons
 * go together under {@code FlyV1}, and if there is any, other tokens stay behind; else they go
 * under {@code Bearer}.
 */
public final class FlyToken {

  private static final Pattern SCHEME = Pattern.compile("(?i)FlyV1|Bearer");
  private static final Pattern MACAROON = Pattern.compile("fm[12][a-z]?_.*");

  /** Several tokens may stand on lines of their own. */
  private static final Pattern BETWEEN = Pattern.compile("[,\\s]+");

  /** What a header may hold. */
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

  private final String header;
  private final Optional<Instant> expiresAt;

  private FlyToken(String header, Optional<Instant> expiresAt) {
    this.header = header;
    this.expiresAt = expiresAt;
  }

  /**
   * Reads a token as {@code fly tokens create} prints it: with or without a scheme, or several.
   *
   * @return empty if there is none, or one with a character that no token has
   */
  public static Optional<FlyToken> of(String text) {
    var tokens =
        BETWEEN
            .splitAsStream(text)
            .filter(token -> !token.isEmpty() && !SCHEME.matcher(token).matches())
            .toList();
    return tokens.isEmpty() || !tokens.stream().allMatch(it -> VISIBLE.matcher(it).matches())
        ? Optional.empty()
        : Optional.of(of(tokens));
  }

  private static FlyToken of(List<String> tokens) {
    var macaroons = tokens.stream().filter(it -> MACAROON.matcher(it).matches()).toList();
    return macaroons.isEmpty()
        ? new FlyToken("Bearer " + String.join(",", tokens), Optional.empty())
        : new FlyToken("FlyV1 " + String.join(",", macaroons), Macaroon.firstEnd(macaroons));
  }

  /** When the first of it ends that says when; empty if none does. */
  public Optional<Instant> expiresAt() {
    return expiresAt;
  }

  String header() {
    return header;
  }

  @Override
  public String toString() {
    return "[Fly token]";
  }
}
