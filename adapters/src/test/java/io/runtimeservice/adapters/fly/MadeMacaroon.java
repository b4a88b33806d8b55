package io.runtimeservice.adapters.fly;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Makes tokens as Fly's library writes them (github.com/superfly/macaroon): shortest forms, structs
 * as lists. Nobody signed them.
 */
final class MadeMacaroon {

  private final ByteArrayOutputStream caveats = new ByteArrayOutputStream();
  private final String location;
  private int count;

  private MadeMacaroon(String location) {
    this.location = location;
  }

  /** One for Fly's API. */
  static MadeMacaroon ofApi() {
    return at("https://api.fly.io/v1");
  }

  static MadeMacaroon at(String location) {
    return new MadeMacaroon(location);
  }

  /** With a caveat that leaves these rights to organisation 4711. */
  MadeMacaroon organisation(int mask) {
    write(caveats, 0x00, 0x92, 0xcd, 0x12, 0x67);
    if (mask < 0x80) {
      write(caveats, mask);
    } else {
      write(caveats, 0xcd, mask >> 8, mask & 0xff);
    }
    count += 2;
    return this;
  }

  /** With caveats of other kinds: a window of time, and apps by number. */
  MadeMacaroon others() {
    write(caveats, 0x04, 0x92, 0xce, 0x65, 0, 0, 0, 0xcf, 0, 0, 0, 1, 0, 0, 0, 0);
    write(caveats, 0x03, 0x91, 0x82, 0x07, 0x1f, 0xcc, 0xff, 0x01);
    count += 4;
    return this;
  }

  byte[] bytes() {
    var out = new ByteArrayOutputStream();
    write(out, 0x94, 0x93, 0xc4, 8, 0, 0, 0, 0, 0, 0, 0, 1, 0xc4, 16);
    out.writeBytes(new byte[16]);
    write(out, 0xc2, 0xa0 | location.length());
    out.writeBytes(location.getBytes(StandardCharsets.UTF_8));
    write(out, 0xdc, 0, count);
    out.writeBytes(caveats.toByteArray());
    write(out, 0xc4, 32);
    out.writeBytes(new byte[32]);
    return out.toByteArray();
  }

  /** As {@code fly tokens create} prints it, without its scheme. */
  String text() {
    return text(bytes());
  }

  static String text(byte[] bytes) {
    return "fm2_" + Base64.getEncoder().encodeToString(bytes);
  }

  /** Lists in lists. */
  static String nested(int depth) {
    var lists = new byte[depth];
    Arrays.fill(lists, (byte) 0x91);
    return text(lists);
  }

  private static void write(ByteArrayOutputStream out, int... bytes) {
    for (int one : bytes) {
      out.write(one);
    }
  }
}
