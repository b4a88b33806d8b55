package io.runtimeservice.model.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 digest: equal digests mean equal texts. Never taken of a secret value. */
public final class Digest {

  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int HEX_CHARACTERS = 32;

  private final byte[] bytes;

  private Digest(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Digest of(String text) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return new Digest(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The first 128 bits as 32 hexadecimal characters: what is stored and compared. */
  public String hex() {
    return HexFormat.of().formatHex(bytes).substring(0, HEX_CHARACTERS);
  }

  /** All 256 bits as 64 hexadecimal characters. */
  public String wholeHex() {
    return HexFormat.of().formatHex(bytes);
  }

  /** The first {@code characters} of the lower-case base 32 form (RFC 4648), 5 bits each. */
  public String base32(int characters) {
    var text = new StringBuilder(characters);
    for (int i = 0; i < characters; i++) {
      text.append(BASE32.charAt(fiveBitsAt(i * 5)));
    }
    return text.toString();
  }

  private int fiveBitsAt(int bit) {
    int index = bit / 8;
    int window =
        (bytes[index] & 0xff) << 8 | (index + 1 < bytes.length ? bytes[index + 1] & 0xff : 0);
    return window >> (11 - bit % 8) & 0x1f;
  }
}
