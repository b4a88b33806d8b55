package io.runtimeservice.adapters.fly;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads MessagePack (its specification of 2017) as far as Fly's tokens need it: whole numbers,
 * bytes and lists. What else there is, is passed over.
 */
final class MessagePack {

  /** Deeper than any token nests what it says. */
  static final int DEPTH_MAX = 16;

  private final ByteBuffer from;

  private MessagePack(byte[] bytes) {
    this.from = ByteBuffer.wrap(bytes);
  }

  /** What was read. */
  sealed interface Item {
    record Whole(long value) implements Item {}

    /** Bytes, or a text. */
    @SuppressWarnings("ArrayRecordComponent") // it is read once, and compared with nothing
    record Bytes(byte[] value) implements Item {}

    record Items(List<Item> items) implements Item {}

    /** Something that no question of ours is about. */
    record Other() implements Item {}
  }

  /** It is not MessagePack, or breaks off, or nests too deep. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException() {
      super("expected MessagePack", null, false, false);
    }
  }

  static Item read(byte[] bytes) throws MalformedException {
    var reader = new MessagePack(bytes);
    try {
      var item = reader.item(0);
      if (reader.from.hasRemaining()) {
        throw new MalformedException();
      }
      return item;
    } catch (BufferUnderflowException brokenOff) {
      throw new MalformedException();
    }
  }

  private Item item(int depth) throws MalformedException {
    if (depth > DEPTH_MAX) {
      throw new MalformedException();
    }
    int tag = Byte.toUnsignedInt(from.get());
    if (tag <= 0x7f) {
      return new Item.Whole(tag);
    }
    if (tag <= 0x8f) {
      return map(tag & 0xf, depth);
    }
    if (tag <= 0x9f) {
      return items(tag & 0xf, depth);
    }
    if (tag <= 0xbf) {
      return bytes(tag & 0x1f);
    }
    return tag >= 0xe0 ? new Item.Whole((byte) tag) : tagged(tag, depth);
  }

  private Item tagged(int tag, int depth) throws MalformedException {
    return switch (tag) {
      case 0xc0, 0xc2, 0xc3 -> new Item.Other();
      case 0xc4, 0xd9 -> bytes(length(1));
      case 0xc5, 0xda -> bytes(length(2));
      case 0xc6, 0xdb -> bytes(length(4));
      case 0xc7, 0xc8, 0xc9 -> passedOver(length(1 << (tag - 0xc7)) + 1L);
      case 0xca -> passedOver(4);
      case 0xcb -> passedOver(8);
      case 0xcc, 0xcd, 0xce -> new Item.Whole(length(1 << (tag - 0xcc)));
      case 0xcf, 0xd3 -> new Item.Whole(from.getLong());
      case 0xd0 -> new Item.Whole(from.get());
      case 0xd1 -> new Item.Whole(from.getShort());
      case 0xd2 -> new Item.Whole(from.getInt());
      case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> passedOver((1L << (tag - 0xd4)) + 1);
      case 0xdc -> items(length(2), depth);
      case 0xdd -> items(length(4), depth);
      case 0xde -> map(length(2), depth);
      case 0xdf -> map(length(4), depth);
      default -> throw new MalformedException();
    };
  }

  private long length(int bytes) {
    return switch (bytes) {
      case 1 -> Byte.toUnsignedLong(from.get());
      case 2 -> Short.toUnsignedLong(from.getShort());
      default -> Integer.toUnsignedLong(from.getInt());
    };
  }

  /** No more is made room for than is there. */
  private Item bytes(long length) throws MalformedException {
    if (length > from.remaining()) {
      throw new MalformedException();
    }
    var value = new byte[(int) length];
    from.get(value);
    return new Item.Bytes(value);
  }

  private Item passedOver(long length) throws MalformedException {
    bytes(length);
    return new Item.Other();
  }

  private Item items(long count, int depth) throws MalformedException {
    if (count > from.remaining()) {
      throw new MalformedException();
    }
    var items = new ArrayList<Item>();
    for (long i = 0; i < count; i++) {
      items.add(item(depth + 1));
    }
    return new Item.Items(List.copyOf(items));
  }

  private Item map(long count, int depth) throws MalformedException {
    items(2 * count, depth);
    return new Item.Other();
  }
}
