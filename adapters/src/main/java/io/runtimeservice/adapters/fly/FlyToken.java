package io.runtimeservice.adapters.fly;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  private final List<String> macaroons;

  private FlyToken(String header, List<String> macaroons) {
    this.header = header;
    this.macaroons = macaroons;
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
    return new FlyToken(
        macaroons.isEmpty()
            ? "Bearer " + String.join(",", tokens)
            : "FlyV1 " + String.join(",", macaroons),
        macaroons);
  }

  /** When the first of it ends that says when; empty if none does. */
  public Optional<Instant> expiresAt() {
    return Macaroon.firstEnd(macaroons);
  }

  String header() {
    return header;
  }

  /**
   * What it lets its bearer do in its organisation, by its own words; any of several tokens may
   * allow it. Empty if one of them does not say, as a user's does not.
   */
  public Optional<Set<TokenRight>> rights() {
    var rights = EnumSet.noneOf(TokenRight.class);
    boolean isForApi = false;
    for (String text : macaroons) {
      var macaroon = Macaroon.read(text);
      if (macaroon.isEmpty()) {
        return Optional.empty();
      }
      if (macaroon.get().isForApi()) {
        isForApi = true;
        rights.addAll(macaroon.get().rights());
      }
    }
    return isForApi ? Optional.of(rights) : Optional.empty();
  }

  @Override
  public String toString() {
    return "[Fly token]";
  }
}
