package io.runtimeservice.adapters.fly;

import java.nio.ByteBuffer;

/**
 * Reads a MessagePack document from its beginning, as far as somebody asks for it. Nothing in it is
 * trusted: what says that it is longer than what is left is malformed, and nesting takes no stack.
 *
 * @see <a href="https://github.com/msgpack/msgpack/blob/master/spec.md">MessagePack's
 *     specification</a>
 */
final class MessagePack {

  private final ByteBuffer rest;

  MessagePack(byte[] document) {
    this.rest = ByteBuffer.wrap(document);
  }

  /**
   * It is not MessagePack, or not of the kind that was asked for. Says nothing of what it holds.
   */
  static final class MalformedException extends Exception {
    MalformedException() {
      super("malformed MessagePack", null, false, false);
    }
  }

  boolean isAtEnd() {
    return !rest.hasRemaining();
  }

  /** Of how many items the array consists that begins here. */
  int array() throws MalformedException {
    int tag = tag();
    return switch (tag) {
      case 0xdc -> items(unsigned(2), 1);
      case 0xdd -> items(unsigned(4), 1);
      default -> {
        if ((tag & 0xf0) != 0x90) {
          throw new MalformedException();
        }
        yield items(tag & 0x0f, 1);
      }
    };
  }

  /** The integer here; one of 64 bits without a sign shows as negative where it has the highest. */
  long integer() throws MalformedException {
    int tag = tag();
    return switch (tag) {
      case 0xcc -> unsigned(1);
      case 0xcd -> unsigned(2);
      case 0xce -> unsigned(4);
      case 0xcf, 0xd3 -> bytes(8).getLong();
      case 0xd0 -> bytes(1).get();
      case 0xd1 -> bytes(2).getShort();
      case 0xd2 -> bytes(4).getInt();
      default -> {
        if (tag > 0x7f && tag < 0xe0) {
          throw new MalformedException();
        }
        yield (byte) tag;
      }
    };
  }

  /** Passes over what begins here, with all that is in it. */
  void skip() throws MalformedException {
    long pending = 1;
    while (pending > 0) {
      pending += children() - 1;
      if (pending > rest.remaining()) { // each takes a byte at least
        throw new MalformedException();
      }
    }
  }

  /** Passes over what begins here, but for the values in it; of how many it consists. */
  private int children() throws MalformedException {
    int tag = tag();
    return switch (tag) {
      case 0xc0, 0xc2, 0xc3 -> 0; // nil, false, true
      case 0xc4, 0xd9 -> pass(unsigned(1)); // binary, text
      case 0xc5, 0xda -> pass(unsigned(2));
      case 0xc6, 0xdb -> pass(unsigned(4));
      case 0xc7 -> pass(unsigned(1) + 1); // extensions have a byte for their type
      case 0xc8 -> pass(unsigned(2) + 1);
      case 0xc9 -> pass(unsigned(4) + 1);
      case 0xcc, 0xd0 -> pass(1); // integers, and floats
      case 0xcd, 0xd1 -> pass(2);
      case 0xca, 0xce, 0xd2 -> pass(4);
      case 0xcb, 0xcf, 0xd3 -> pass(8);
      case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> pass((1L << (tag - 0xd4)) + 1);
      case 0xdc -> items(unsigned(2), 1);
      case 0xdd -> items(unsigned(4), 1);
      case 0xde -> items(unsigned(2), 2);
      case 0xdf -> items(unsigned(4), 2);
      case 0xc1 -> throw new MalformedException(); // never used
      default -> childrenOfShort(tag);
    };
  }

  /** The tags that hold a small number themselves. */
  private int childrenOfShort(int tag) throws MalformedException {
    return switch (tag >> 4) {
      case 0x8 -> items(tag & 0x0f, 2); // map
      case 0x9 -> items(tag & 0x0f, 1); // array
      case 0xa, 0xb -> pass(tag & 0x1f); // text
      default -> 0; // integer
    };
  }

  private int tag() throws MalformedException {
    return Byte.toUnsignedInt(bytes(1).get());
  }

  private int items(long count, int each) throws MalformedException {
    if (count * each > rest.remaining()) {
      throw new MalformedException();
    }
    return (int) (count * each);
  }

  private int pass(long length) throws MalformedException {
    bytes(length);
    return 0;
  }

  private long unsigned(int length) throws MalformedException {
    ByteBuffer bytes = bytes(length);
    long value = 0;
    while (bytes.hasRemaining()) {
      value = (value << 8) | Byte.toUnsignedLong(bytes.get());
    }
    return value;
  }

  private ByteBuffer bytes(long length) throws MalformedException {
    if (length > rest.remaining()) {
      throw new MalformedException();
    }
    ByteBuffer taken = rest.slice(rest.position(), (int) length);
    rest.position(rest.position() + (int) length);
    return taken;
  }
}
