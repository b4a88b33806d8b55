package io.runtimeservice.local.gateway.issuer;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusals;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody wants a token to say. What is not asked for is as in a token of the sample app's
 * repository, of a push to {@code main}. All of GitHub's claims are strings, also those that are
 * numbers (GitHub, OpenID Connect reference).
 *
 * @param claims besides issuer and times
 * @param expiresIn how long it is valid; less than nothing for one that is not any more
 */
record WishedClaims(Map<String, String> claims, Duration expiresIn) {

  /** As the token has it that GitHub's OpenID Connect reference shows, and so is what follows. */
  static final Duration VALID_FOR = Duration.ofMinutes(5);

  private static final Duration VALID_SINCE = Duration.ofMinutes(10);

  private static final String AUDIENCE = "aud";

  /** Those that are made up of others, or told by whoever makes the token. */
  private static final Set<String> OTHERS = Set.of(AUDIENCE, "sub");

  private static final String EXPIRES_IN = "expires_in";
  private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,9}");
  private static final int TEXT_CHARACTERS_MAX = 1024;

  /** The claims that may be asked for, with what they are if they are not. */
  private static final Map<String, String> USUAL =
      Map.of(
          "repository", "acme/checkout",
          "repository_id", "1001",
          "repository_owner", "acme",
          "repository_owner_id", "42",
          "event_name", "push",
          "ref", "refs/heads/main",
          "run_id", "1");

  WishedClaims {
    claims = Map.copyOf(claims);
  }

  /**
   * Reads wishes.
   *
   * @param audience the one that the gateway demands, for tokens that ask for none
   */
  static Reading<WishedClaims> read(Map<String, String> form, String audience) {
    var refusals = new Refusals();
    var claims = new TreeMap<>(USUAL);
    claims.put(AUDIENCE, audience);
    form.forEach((name, wish) -> {
      if (name.equals(EXPIRES_IN)) {
        if (!SECONDS.matcher(wish).matches()) {
          refusals.add(EXPIRES_IN, "expected whole seconds from now, such as 300 or -60");
        }
      } else if (!USUAL.containsKey(name) && !OTHERS.contains(name)) {
        refusals.add(name, "expected one of %s, %s".formatted(names(), EXPIRES_IN));
      } else if (wish.length() > TEXT_CHARACTERS_MAX) {
        refusals.add(name, "expected at most %d characters".formatted(TEXT_CHARACTERS_MAX));
      } else {
        claims.put(name, wish);
      }
    });
    claims.putIfAbsent("sub", subject(claims));
    return refusals.orElse(() -> new WishedClaims(claims, expiresIn(form)));
  }

  private static String names() {
    return Stream.concat(USUAL.keySet().stream(), OTHERS.stream())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static Duration expiresIn(Map<String, String> form) {
    return Optional.ofNullable(form.get(EXPIRES_IN))
        .map(it -> Duration.ofSeconds(Long.parseLong(it)))
        .orElse(VALID_FOR);
  }

  /** As GitHub has it for repositories made or renamed since July 2026, with ids beside names. */
  private static String subject(Map<String, String> claims) {
    return "repo:%s@%s/%s@%s:ref:%s"
        .formatted(
            claims.get("repository_owner"),
            claims.get("repository_owner_id"),
            claims.getOrDefault("repository", "").replaceFirst("^.*/", ""),
            claims.get("repository_id"),
            claims.get("ref"));
  }

  /** All that the token says. */
  Value.Tree payload(String issuer, String id, Instant now) {
    var payload = Values.tree();
    claims.forEach(payload::put);
    return payload
        .put("iss", issuer)
        .put("jti", id)
        .put("iat", now.getEpochSecond())
        .put("nbf", now.minus(VALID_SINCE).getEpochSecond())
        .put("exp", now.plus(expiresIn).getEpochSecond())
        .build();
  }
}
