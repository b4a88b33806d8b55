package io.runtimeservice.adapters.fly;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes MessagePack, in the shortest form that there is of each value. */
final class Packed {

  private Packed() {}

  /** One with these caveats, each a type and a body. */
  static byte[] macaroon(byte[]... caveats) {
    return macaroonAt("https://api.fly.io/v1", caveats);
  }

  static byte[] macaroonAt(String location, byte[]... caveats) {
    byte[] nonce = array(binary(new byte[16]), binary(new byte[16]), bytes(0xc2));
    return array(nonce, text(location), array(caveats), binary(new byte[32]));
  }

  static byte[] array(byte[]... items) {
    byte[] head =
        items.length < 16
            ? bytes(0x90 | items.length)
            : ByteBuffer.allocate(3).put((byte) 0xdc).putShort((short) items.length).array();
    return join(head, join(items));
  }

  static byte[] text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return join(bytes.length < 32 ? bytes(0xa0 | bytes.length) : bytes(0xd9, bytes.length), bytes);
  }

  static byte[] binary(byte[] bytes) {
    ByteBuffer head = ByteBuffer.allocate(5);
    if (bytes.length < 1 << 8) {
      head.put((byte) 0xc4).put((byte) bytes.length);
    } else if (bytes.length < 1 << 16) {
      head.put((byte) 0xc5).putShort((short) bytes.length);
    } else {
      head.put((byte) 0xc6).putInt(bytes.length);
    }
    return join(written(head), bytes);
  }

  static byte[] integer(long value) {
    ByteBuffer bytes = ByteBuffer.allocate(9);
    if (value >= -32 && value < 1 << 7) {
      bytes.put((byte) value);
    } else if (value < 0) {
      bytes.put((byte) 0xd3).putLong(value);
    } else if (value < 1 << 8) {
      bytes.put((byte) 0xcc).put((byte) value);
    } else if (value < 1 << 16) {
      bytes.put((byte) 0xcd).putShort((short) value);
    } else if (value < 1L << 32) {
      bytes.put((byte) 0xce).putInt((int) value);
    } else {
      bytes.put((byte) 0xcf).putLong(value);
    }
    return written(bytes);
  }

  static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] written(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return bytes;
  }
}
