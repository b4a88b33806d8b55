package io.runtimeservice.adapters.fly;

import io.runtimeservice.adapters.fly.MessagePack.MalformedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a macaroon of Fly's says to anybody of when it ends. The word up to the first underscore is
 * followed by Base64 of MessagePack: an array of nonce, location, caveats and signature, where the
 * caveats are again an array, of each caveat's type and body in turn. A validity window is of type
 * 4, and its body an array of two times in seconds since 1970: not before, and not after. One
 * within another caveat, which bounds a part of what the token is for, is passed over.
 *
 * <p>Nothing is verified, for which Fly's key would be needed: Fly does that, and this is for
 * telling people.
 *
 * @see <a href="https://github.com/superfly/macaroon">Fly's own description: format.go,
 *     macaroon.go, caveat_set.go, caveat.go, caveats.go</a>
 */
final class Macaroon {

  private static final int PARTS = 4;
  private static final long VALIDITY_WINDOW = 4;

  private Macaroon() {}

  /** When the first of them ends; empty if none says when. */
  static Optional<Instant> firstEnd(List<String> tokens) {
    return tokens.stream().flatMap(it -> expiresAt(it).stream()).min(Comparator.naturalOrder());
  }

  /** When it ends; empty if it does not say, or is none. */
  static Optional<Instant> expiresAt(String token) {
    try {
      byte[] document = Base64.getDecoder().decode(token.substring(token.indexOf('_') + 1));
      return expiresAt(new MessagePack(document));
    } catch (IllegalArgumentException | MalformedException | DateTimeException unreadable) {
      return Optional.empty(); // without a word of it, for it is a secret
    }
  }

  /** Every window has to be open, so the first that closes ends it. */
  private static Optional<Instant> expiresAt(MessagePack document) throws MalformedException {
    if (document.array() != PARTS) {
      throw new MalformedException();
    }
    document.skip();
    document.skip();
    int caveats = document.array();
    if (caveats % 2 != 0) {
      throw new MalformedException();
    }
    var ends = new ArrayList<Instant>();
    for (int i = 0; i < caveats; i += 2) {
      if (document.integer() == VALIDITY_WINDOW) {
        ends.add(notAfter(document));
      } else {
        document.skip();
      }
    }
    document.skip();
    if (!document.isAtEnd()) {
      throw new MalformedException();
    }
    return ends.stream().min(Comparator.naturalOrder());
  }

  private static Instant notAfter(MessagePack document) throws MalformedException {
    if (document.array() != 2) {
      throw new MalformedException();
    }
    document.skip();
    long seconds = document.integer();
    if (seconds <= 0) {
      throw new MalformedException();
    }
    return Instant.ofEpochSecond(seconds);
  }
}
