package io.runtimeservice.adapters.fly;

import static io.runtimeservice.adapters.fly.Packed.array;
import static io.runtimeservice.adapters.fly.Packed.integer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Makes tokens as Fly's library writes them (github.com/superfly/macaroon): shortest forms, structs
 * as lists. Nobody signed them.
 */
final class MadeMacaroon {

  private static final String API = "https://api.fly.io/v1";

  private final List<byte[]> caveats = new ArrayList<>();
  private final String location;

  private MadeMacaroon(String location) {
    this.location = location;
  }

  /** One for Fly's API. */
  static MadeMacaroon ofApi() {
    return at(API);
  }

  static MadeMacaroon at(String location) {
    return new MadeMacaroon(location);
  }

  /** With a caveat that leaves these rights to organisation 4711. */
  MadeMacaroon organisation(int mask) {
    return with(0, array(integer(4711), integer(mask)));
  }

  /** With caveats of other kinds: a window of time, and apps by number. */
  MadeMacaroon others() {
    return with(4, array(integer(0x65000000), integer(1L << 32)))
        .with(3, array(Packed.bytes(0x82, 0x07, 0x1f, 0xcc, 0xff, 0x01)));
  }

  private MadeMacaroon with(int kind, byte[] body) {
    caveats.add(integer(kind));
    caveats.add(body);
    return this;
  }

  byte[] bytes() {
    return Packed.macaroonAt(location, caveats.toArray(byte[][]::new));
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
}
