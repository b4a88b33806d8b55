package io.runtimeservice.model.record;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A creation that may be under way: written before the call is sent, removed when its outcome is
 * known. One that is found open says that the call may have happened: the thing is looked up before
 * anything else is done.
 *
 * @param target which of the kind: an address's type, a slot, a host name; the kind alone says it
 *     for an app and its secrets
 */
public record Intent(Kind kind, String target) implements Comparable<Intent> {

  /** What is being made. */
  public enum Kind {
    APP,
    ADDRESS,
    SECRETS,
    CERTIFICATE,
    MACHINE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Optional<Intent> parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? Optional.empty()
        : Arrays.stream(Kind.values())
            .filter(kind -> kind.toString().equals(text.substring(0, colon)))
            .findFirst()
            .map(kind -> new Intent(kind, text.substring(colon + 1)));
  }

  @Override
  public int compareTo(Intent other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return kind + ":" + target;
  }
}
