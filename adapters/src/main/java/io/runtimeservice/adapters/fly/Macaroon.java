package io.runtimeservice.adapters.fly;

import io.runtimeservice.adapters.fly.MessagePack.Item;
import io.runtimeservice.adapters.fly.MessagePack.MalformedException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a token of Fly's says of itself to anybody. The word up to the first underscore is followed
 * by Base64 of MessagePack: an array of nonce, location, caveats and signature, where the caveats
 * are again an array, of each caveat's type and body in turn. Each caveat takes something away, and
 * none gives any: {@code fly tokens create readonly} adds one to a token of an organisation that
 * leaves {@link TokenRight#READ} alone. A validity window's body is an array of two times in
 * seconds since 1970: not before, and not after. One within another caveat, which bounds a part of
 * what the token is for, is passed over.
 *
 * <p>Nothing is verified, for which Fly's key would be needed: Fly does that, and this is for
 * telling people.
 *
 * @param isForApi others accompany those for Fly's API, and say who somebody is
 * @param rights those that the caveats on the organisation leave; others may take more away
 * @param expiresAt when the first of its windows closes; empty if it has none
 * @see <a href="https://github.com/superfly/macaroon">Fly's own description: format.go,
 *     macaroon.go, caveat_set.go, caveat.go, caveats.go</a>
 */
record Macaroon(boolean isForApi, Set<TokenRight> rights, Optional<Instant> expiresAt) {

  private static final String API = "https://api.fly.io/v1";

  private static final int PARTS = 4;

  /** The kind of caveat that names an organisation, and a mask of what may be done in it. */
  private static final long ORGANISATION = 0;

  private static final long VALIDITY_WINDOW = 4;

  Macaroon {
    rights = Set.copyOf(rights);
  }

  /** When the first of them ends; empty if none says when. */
  static Optional<Instant> firstEnd(List<String> tokens) {
    return tokens.stream().flatMap(it -> expiresAt(it).stream()).min(Comparator.naturalOrder());
  }

  /** When it ends; empty if it does not say, or is none. */
  static Optional<Instant> expiresAt(String token) {
    return read(token).flatMap(Macaroon::expiresAt);
  }

  /** Reads one; empty for a token of another kind, or one that cannot be read. */
  static Optional<Macaroon> read(String token) {
    try {
      String base64 = token.substring(token.indexOf('_') + 1);
      return MessagePack.read(Base64.getDecoder().decode(base64)) instanceof Item.Items(var parts)
              && parts.size() == PARTS
              && parts.get(1) instanceof Item.Bytes(byte[] location)
              && parts.get(2) instanceof Item.Items(var caveats)
              && caveats.size() % 2 == 0
          ? Optional.of(
              new Macaroon(
                  new String(location, StandardCharsets.UTF_8).equals(API),
                  rights(caveats),
                  end(caveats)))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException | MalformedException unreadable) {
      return Optional.empty(); // without a word of it, for it is a secret
    }
  }

  /** The bodies of the caveats of a kind: kind and body take turns. */
  private static List<Item> bodies(List<Item> caveats, long kind) {
    var bodies = new ArrayList<Item>();
    for (int i = 0; i < caveats.size(); i += 2) {
      if (caveats.get(i) instanceof Item.Whole(long found) && found == kind) {
        bodies.add(caveats.get(i + 1));
      }
    }
    return bodies;
  }

  private static Set<TokenRight> rights(List<Item> caveats) {
    var rights = EnumSet.allOf(TokenRight.class);
    for (Item body : bodies(caveats, ORGANISATION)) {
      if (body instanceof Item.Items(var parts)
          && parts.size() == 2
          && parts.get(1) instanceof Item.Whole(long mask)) {
        rights.retainAll(TokenRight.of(mask));
      }
    }
    return rights;
  }

  /** Every window has to be open, so the first that closes ends it. */
  private static Optional<Instant> end(List<Item> caveats) throws MalformedException {
    var ends = new ArrayList<Instant>();
    for (Item body : bodies(caveats, VALIDITY_WINDOW)) {
      if (body instanceof Item.Items(var parts)
          && parts.size() == 2
          && parts.get(1) instanceof Item.Whole(long seconds)
          && seconds > 0) {
        ends.add(Instant.ofEpochSecond(seconds));
      } else {
        throw new MalformedException();
      }
    }
    return ends.stream().min(Comparator.naturalOrder());
  }
}
