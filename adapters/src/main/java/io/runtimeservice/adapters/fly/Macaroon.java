package io.runtimeservice.adapters.fly;

import io.runtimeservice.adapters.fly.MessagePack.Item;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A token of Fly's that says itself what it is for (github.com/superfly/macaroon): {@code fm2_} and
 * base64 of a list in MessagePack of nonce, location, caveats and signature. Each caveat takes
 * rights away, and none gives any; {@code fly tokens create readonly} adds one to a token of an
 * organisation that leaves {@link TokenRight#READ} alone.
 *
 * @param rights those that the caveats on the organisation leave; others may take more away
 */
record Macaroon(boolean isForApi, Set<TokenRight> rights) {

  /** Of tokens for Fly's API; others accompany them and say who somebody is. */
  private static final String API = "https://api.fly.io/v1";

  private static final int PARTS = 4;

  /** The kind of caveat that names an organisation, and a mask of what may be done in it. */
  private static final long ORGANISATION = 0;

  Macaroon {
    rights = Set.copyOf(rights);
  }

  /** Reads one; empty for a token of another kind, or one that cannot be read. */
  static Optional<Macaroon> read(String token) {
    try {
      String base64 = token.substring(token.indexOf('_') + 1);
      return MessagePack.read(Base64.getDecoder().decode(base64)) instanceof Item.Items(var parts)
              && parts.size() == PARTS
              && parts.get(1) instanceof Item.Bytes(byte[] location)
              && parts.get(2) instanceof Item.Items(var caveats)
          ? Optional.of(
              new Macaroon(
                  new String(location, StandardCharsets.UTF_8).equals(API), rights(caveats)))
          : Optional.empty();
    } catch (IllegalArgumentException | MessagePack.MalformedException other) {
      return Optional.empty();
    }
  }

  /** Kind and caveat take turns. */
  private static Set<TokenRight> rights(List<Item> caveats) {
    var rights = EnumSet.allOf(TokenRight.class);
    for (int i = 0; i + 1 < caveats.size(); i += 2) {
      if (caveats.get(i) instanceof Item.Whole(long kind)
          && kind == ORGANISATION
          && caveats.get(i + 1) instanceof Item.Items(var caveat)
          && caveat.size() == 2
          && caveat.get(1) instanceof Item.Whole(long mask)) {
        rights.retainAll(TokenRight.of(mask));
      }
    }
    return rights;
  }
}
