package io.runtimeservice.adapters.fly;

import static io.runtimeservice.adapters.fly.Packed.array;
import static io.runtimeservice.adapters.fly.Packed.binary;
import static io.runtimeservice.adapters.fly.Packed.bytes;
import static io.runtimeservice.adapters.fly.Packed.integer;
import static io.runtimeservice.adapters.fly.Packed.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A macaroon says to anybody when it ends; what is none says nothing, and does no harm. */
class MacaroonTest {

  private static final Instant END = Instant.parse("2027-03-01T12:00:00Z");

  private static byte[] window(Instant end) {
    return array(integer(0), integer(end.getEpochSecond()));
  }

  private static byte[] valid() {
    return Packed.macaroon(integer(4), window(END));
  }

  private static String token(byte[] document) {
    return "fm2_" + Base64.getEncoder().encodeToString(document);
  }

  @Test
  void it_ends_when_its_window_closes() {
    assertThat(Macaroon.expiresAt(token(valid()))).contains(END);
    assertThat(Macaroon.expiresAt(token(valid()).replace("fm2_", "fm1r_"))).contains(END);
  }

  @Test
  void it_ends_when_the_first_of_its_windows_closes_wherever_that_stands() {
    var others = array(integer(7), array(array(text("app"), integer(31))));
    byte[] several =
        Packed.macaroon(
            integer(0), array(integer(123_456), integer(31)),
            integer(4), window(END.plusSeconds(1)),
            integer(1L << 40), others,
            integer(4), window(END),
            integer(11),
                array(text("https://auth"), binary(new byte[300]), binary(new byte[70_000])),
            integer(4), window(END.plusSeconds(2)));

    assertThat(Macaroon.expiresAt(token(several))).contains(END);
  }

  @Test
  void one_without_a_window_does_not_say_when_it_ends() {
    assertThat(Macaroon.expiresAt(token(Packed.macaroon()))).isEmpty();
    assertThat(Macaroon.expiresAt(token(Packed.macaroon(integer(0), array(integer(1)))))).isEmpty();
    byte[] inPart = array(array(integer(4), window(END)), integer(31));
    assertThat(Macaroon.expiresAt(token(Packed.macaroon(integer(13), inPart))))
        .as("a window for a part")
        .isEmpty();
  }

  /** Each kind of value that there is in MessagePack, as the body of a caveat that nobody knows. */
  static Stream<byte[]> values() {
    return Stream.of(
            "c0",
            "c2",
            "c3",
            "00",
            "7f",
            "e0",
            "ff",
            "80",
            "81a16101",
            "90",
            "a0",
            "bf" + "61".repeat(31),
            "c401ff",
            "c50001ff",
            "c600000001ff",
            "c70105ff",
            "c8000105ff",
            "c90000000105ff",
            "ca3f800000",
            "cb3ff0000000000000",
            "ccff",
            "cdffff",
            "ceffffffff",
            "cfffffffffffffffff",
            "d080",
            "d18000",
            "d280000000",
            "d38000000000000000",
            "d405ff",
            "d505ffff",
            "d605ffffffff",
            "d705" + "ff".repeat(8),
            "d805" + "ff".repeat(16),
            "d90161",
            "da000161",
            "db0000000161",
            "dc000101",
            "dd0000000101",
            "de00010102",
            "df000000010102")
        .map(HexFormat.of()::parseHex);
  }

  @ParameterizedTest
  @MethodSource("values")
  void what_other_caveats_hold_is_passed_over(byte[] value) {
    byte[] document = Packed.macaroon(integer(99), value, integer(4), window(END));
    assertThat(Macaroon.expiresAt(token(document))).contains(END);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 255, 256, 65_535, 65_536, 4_294_967_295L, 4_294_967_296L})
  void an_end_is_read_in_each_of_the_forms_that_an_integer_has(long seconds) {
    byte[] document = Packed.macaroon(integer(4), array(integer(0), integer(seconds)));
    if (seconds == 0) {
      assertThat(Macaroon.expiresAt(token(document))).isEmpty();
    } else {
      assertThat(Macaroon.expiresAt(token(document))).contains(Instant.ofEpochSecond(seconds));
    }
  }

  static Stream<String> none() {
    byte[] nested = new byte[48_000];
    Arrays.fill(nested, (byte) 0x91);
    byte[] maps = new byte[48_000];
    Arrays.fill(maps, (byte) 0xdf);
    return Stream.concat(
        Stream.of("", "_", "fm2_", "fm2_!", "fm2_hunter2", "fm2_lA", "no underscore", "fm2_ä"),
        Stream.of(
                new byte[0],
                nested,
                maps,
                Packed.macaroon(integer(9), nested),
                integer(4),
                text("a macaroon"),
                array(integer(1), integer(2), array(), binary(new byte[32]), integer(5)),
                array(integer(1), text("x"), array(integer(4)), binary(new byte[32])),
                array(integer(1), text("x"), array(text("4"), window(END)), binary(new byte[32])),
                array(integer(1), text("x"), window(END)),
                Packed.macaroon(integer(4), array()),
                Packed.macaroon(integer(4), array(integer(0), text("2027"))),
                Packed.macaroon(integer(4), array(integer(0), integer(-1))),
                Packed.macaroon(integer(4), array(integer(0), integer(Long.MAX_VALUE))),
                Packed.macaroon(integer(4), integer(END.getEpochSecond())),
                Packed.macaroon(integer(9), bytes(0xc1)),
                Packed.macaroon(integer(9), bytes(0xdd, 0xff, 0xff, 0xff, 0xff)),
                Packed.macaroon(integer(9), bytes(0xdf, 0xff, 0xff, 0xff, 0xff)),
                Packed.macaroon(integer(9), bytes(0xc6, 0xff, 0xff, 0xff, 0xff)),
                Packed.macaroon(integer(9), bytes(0xdb, 0x7f, 0xff, 0xff, 0xff)),
                Packed.macaroon(integer(9), bytes(0xc9, 0xff, 0xff, 0xff, 0xff, 1)),
                bytes(0xdd, 0xff, 0xff, 0xff, 0xff),
                Packed.join(valid(), integer(0)))
            .map(MacaroonTest::token));
  }

  @ParameterizedTest
  @MethodSource("none")
  void what_cannot_be_read_says_nothing(String token) {
    assertThat(Macaroon.expiresAt(token)).isEmpty();
  }

  @Test
  void one_that_is_cut_off_anywhere_says_nothing() {
    byte[] whole = valid();
    for (int length = 0; length < whole.length; length++) {
      assertThat(Macaroon.expiresAt(token(Arrays.copyOf(whole, length))))
          .as("%d", length)
          .isEmpty();
    }
  }

  /** Neither an exception nor an end out of nothing that no instant is. */
  @Test
  void whatever_stands_there_is_read_without_harm() {
    var random = new Random(7);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] document = valid();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        document[random.nextInt(document.length)] = (byte) random.nextInt(256);
      }
      read += Macaroon.expiresAt(token(document)).isPresent() ? 1 : 0;
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      Macaroon.expiresAt(token(noise));
    }
    assertThat(read).as("that could be read").isBetween(1, 19_999);
  }

  @Test
  void a_list_of_tokens_ends_with_the_first_of_them() {
    String early = token(valid());
    String late = token(Packed.macaroon(integer(4), window(END.plusSeconds(60))));
    String endless = token(Packed.macaroon());

    for (String text :
        List.of(
            early,
            "FlyV1 " + early,
            "FlyV1 " + late + "," + early,
            early + "\n" + endless + "\n",
            "FlyV1 fm2_hunter2," + early,
            early + ",a_personal_one")) {
      assertThat(FlyToken.of(text).orElseThrow().expiresAt()).as(text).contains(END);
    }
    assertThat(FlyToken.of(endless).orElseThrow().expiresAt()).isEmpty();
    assertThat(FlyToken.of("Bearer " + "hunter2").orElseThrow().expiresAt()).isEmpty();
  }
}
