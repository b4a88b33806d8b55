package io.runtimeservice.model.document;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Draws things at random from a seed, the unpleasant ones more often than chance would. */
public final class Draws {

  private static final List<String> UNPLEASANT =
      List.of(
          "\"", "\\", "\u0000", "\n", "\u001b", "\u202e", "\u2028", "\u00e9", "\u20ac", "😀", "'",
          "}", "%", "/", ".", ":");

  private final RandomGenerator random;

  public Draws(long seed) {
    this.random = new SplittableRandom(seed);
  }

  public int upTo(int max) {
    return random.nextInt(max + 1);
  }

  public boolean coin() {
    return random.nextBoolean();
  }

  public long count() {
    return random.nextLong(Long.MAX_VALUE);
  }

  public <T> T oneOf(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  public <T> Optional<T> maybe(Supplier<T> thing) {
    return coin() ? Optional.of(thing.get()) : Optional.empty();
  }

  public <T> List<T> some(int max, Supplier<T> thing) {
    var things = new ArrayList<T>();
    for (int i = upTo(max); i > 0; i--) {
      things.add(thing.get());
    }
    return things;
  }

  public <T> Map<String, T> named(int max, Supplier<T> thing) {
    var things = new LinkedHashMap<String, T>();
    for (int i = upTo(max); i > 0; i--) {
      things.put(word(12), thing.get());
    }
    return things;
  }

  /** Letters and digits, a letter first. */
  public String word(int length) {
    var word = new StringBuilder(length).append((char) ('a' + random.nextInt(26)));
    while (word.length() < length) {
      word.append(Character.forDigit(random.nextInt(36), 36));
    }
    return word.toString();
  }

  /** Any text, a good part of it unpleasant. */
  public String text(int piecesMax) {
    var text = new StringBuilder();
    for (int i = upTo(piecesMax); i > 0; i--) {
      text.append(coin() ? oneOf(UNPLEASANT) : String.valueOf((char) (' ' + random.nextInt(95))));
    }
    return text.toString();
  }

  /** A time between 1970 and 2100. */
  public Instant time() {
    return Instant.ofEpochSecond(random.nextLong(4_102_444_800L), random.nextInt(1_000_000_000));
  }

  /** Any value that JSON can hold, its numbers written plainly. */
  public Value value(int depthMax) {
    return switch (upTo(depthMax == 0 ? 3 : 5)) {
      case 0 -> new Value.Text(text(20));
      case 1 -> new Value.Num(BigDecimal.valueOf(random.nextLong(), upTo(30)));
      case 2 -> new Value.Bool(coin());
      case 3 -> new Value.Null();
      case 4 -> new Value.Many(some(5, () -> value(depthMax - 1)));
      default -> new Value.Tree(named(5, () -> value(depthMax - 1)));
    };
  }
}
