package io.runtimeservice.model.document;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Set;

/**
 * Says that values are the same as some that are no longer kept: the first 128 bits of a SHA-256 of
 * all that stands in them, as it stands, in a form that no two have in common. It is for memory
 * only: the same said in another order has another print, which {@link Digest digests} do not have.
 *
 * @param high the first 64 bits
 * @param low the others
 */
public record Print(long high, long low) {

  /** Of nothing at all. */
  public static final Print NONE = new Print(0, 0);

  /** Takes prints, one after another; for one thread. */
  public static final class Taker {

    private static final int BYTES_AT_FIRST = 4096;

    private final MessageDigest sha256;
    private byte[] said = new byte[BYTES_AT_FIRST];
    private int length;

    public Taker() {
      try {
        this.sha256 = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    /** The print of what was added since the last one. */
    public Print take() {
      sha256.update(said, 0, length);
      length = 0;
      var bytes = ByteBuffer.wrap(sha256.digest());
      return new Print(bytes.getLong(), bytes.getLong());
    }

    public Taker add(Print print) {
      return number(print.high).number(print.low);
    }

    public Taker add(boolean value) {
      return mark(value ? 't' : 'f');
    }

    /** Adds a tree without some of its names. */
    public Taker add(Value.Tree tree, Set<String> without) {
      mark('{');
      tree.fields()
          .forEach((name, value) -> {
            if (!without.contains(name)) {
              text(name).add(value);
            }
          });
      return mark('}');
    }

    public Taker add(Value value) {
      return switch (value) {
        case Value.Text(var text) -> mark('"').text(text);
        case Value.Num(var number) -> mark('#').text(number.toString());
        case Value.Bool(var bool) -> add(bool);
        case Value.Null _ -> mark('0');
        case Value.Opaque(var type) -> mark('?').text(type);
        case Value.Many(var items) -> {
          mark('[');
          items.forEach(this::add);
          yield mark(']');
        }
        case Value.Tree tree -> add(tree, Set.of());
      };
    }

    /**
     * What is of no fixed length says how long it is, lest it be taken for what follows. Two bytes
     * of a character say no less than UTF-8 does, and most have but one that says anything.
     */
    private Taker text(String text) {
      int characters = text.length();
      reserve(1 + Integer.BYTES + 2 * characters);
      int head = length;
      length += 1 + Integer.BYTES;
      boolean wide = false;
      for (int i = 0; i < characters; i++) {
        char character = text.charAt(i);
        wide |= character > 0xff;
        said[length++] = (byte) character;
      }
      said[head] = (byte) (wide ? 'w' : 'n');
      for (int i = 0; i < Integer.BYTES; i++) {
        said[head + 1 + i] = (byte) (characters >>> (Byte.SIZE * i));
      }
      if (wide) {
        for (int i = 0; i < characters; i++) {
          said[length++] = (byte) (text.charAt(i) >>> Byte.SIZE);
        }
      }
      return this;
    }

    private Taker mark(char mark) {
      reserve(1);
      said[length++] = (byte) mark;
      return this;
    }

    private Taker number(long number) {
      reserve(Long.BYTES);
      for (int i = 0; i < Long.BYTES; i++) {
        said[length++] = (byte) (number >>> (Byte.SIZE * i));
      }
      return this;
    }

    private void reserve(int more) {
      if (length + more > said.length) {
        said = Arrays.copyOf(said, 2 * (length + more));
      }
    }
  }
}
