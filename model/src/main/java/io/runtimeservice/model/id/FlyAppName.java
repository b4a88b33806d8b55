package io.runtimeservice.model.id;

import io.runtimeservice.model.document.Digest;

/**
 * The name of a Fly app. Such names are one namespace for all of Fly and make the public host name,
 * so that ours end in twelve characters that cannot be guessed from the ids alone, and are never
 * used twice: each incarnation of an environment has its own.
 *
 * @param value lower-case letters, digits and dashes, 54 characters at most (Fly allows 62)
 */
public record FlyAppName(String value) implements Comparable<FlyAppName> {

  static final int ID_CHARACTERS_MAX = 20;
  static final int HASH_CHARACTERS = 12;

  /** The name of one incarnation of an environment, the same whenever it is asked for. */
  public static FlyAppName of(String installation, EnvironmentKey key, int incarnation) {
    String seed =
        String.join(
            "\n",
            installation,
            key.app().value(),
            key.environment().value(),
            Integer.toString(incarnation));
    return new FlyAppName(
        cut(key.app().value())
            + "-"
            + cut(key.environment().value())
            + "-"
            + Digest.of(seed).base32(HASH_CHARACTERS));
  }

  private static String cut(String id) {
    return id.length() <= ID_CHARACTERS_MAX ? id : id.substring(0, ID_CHARACTERS_MAX);
  }

  /** Where Fly's edge answers for this app. */
  public String hostname() {
    return value + ".fly.dev";
  }

  @Override
  public int compareTo(FlyAppName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
