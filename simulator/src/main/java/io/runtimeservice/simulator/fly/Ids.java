package io.runtimeservice.simulator.fly;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** Makes ids in the forms that Fly's have. */
final class Ids {

  private static final String BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final String ALPHANUMERIC = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final String HEX = "0123456789abcdef";

  private final RandomGenerator random;

  Ids(RandomGenerator random) {
    this.random = random;
  }

  String app() {
    return some(ALPHANUMERIC, 16);
  }

  String machine() {
    return some(HEX, 14);
  }

  String nonce() {
    return some(HEX, 12);
  }

  String digest() {
    return some(HEX, 32);
  }

  String hash() {
    return some(ALPHANUMERIC, 6);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** 10 characters of milliseconds, 16 of chance (the ULID specification). */
  String ulid(Instant at) {
    var text = new StringBuilder();
    long millis = at.toEpochMilli();
    for (int shift = 45; shift >= 0; shift -= 5) {
      text.append(BASE32.charAt((int) (millis >> shift) & 31));
    }
    return text.append(some(BASE32, 16)).toString();
  }

  private String some(String letters, int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
