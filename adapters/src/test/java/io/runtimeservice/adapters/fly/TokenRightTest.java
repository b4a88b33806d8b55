package io.runtimeservice.adapters.fly;

import static io.runtimeservice.adapters.fly.TokenRight.READ;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens put together by Fly's own description of them; no real one is among them. */
class TokenRightTest {

  private static final Set<TokenRight> ALL = EnumSet.allOf(TokenRight.class);

  private static Optional<Set<TokenRight>> rights(String text) {
    return FlyToken.of(text).orElseThrow().rights();
  }

  @Test
  void a_token_of_an_organisation_may_do_all() {
    assertThat(rights(MadeMacaroon.ofApi().organisation(0x1f).text())).contains(ALL);
    assertThat(rights(MadeMacaroon.ofApi().organisation(0xffff).text())).contains(ALL);
  }

  @Test
  void what_one_caveat_takes_away_no_other_gives_back() {
    var readOnly = MadeMacaroon.ofApi().organisation(0x1f).organisation(1).text();
    assertThat(rights(readOnly)).contains(Set.of(READ));
    assertThat(rights("FlyV1 " + readOnly)).contains(Set.of(READ));
    assertThat(rights(MadeMacaroon.ofApi().organisation(1).organisation(0x1f).text()))
        .contains(Set.of(READ));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | READ",
        "2 | WRITE",
        "4 | CREATE",
        "8 | DELETE",
        "16 | CONTROL",
      })
  void each_right_is_a_bit(int mask, TokenRight right) {
    assertThat(rights(MadeMacaroon.ofApi().organisation(mask).text())).contains(Set.of(right));
  }

  @Test
  void caveats_of_other_kinds_are_passed_over() {
    assertThat(rights(MadeMacaroon.ofApi().others().organisation(1).others().text()))
        .contains(Set.of(READ));
    assertThat(rights(MadeMacaroon.ofApi().others().text())).contains(ALL);
  }

  @Test
  void of_several_tokens_any_one_may_allow_it_and_those_that_say_who_somebody_is_do_not_count() {
    var who = MadeMacaroon.at("https://api.fly.io/aaa/v1").others().text();
    var readOnly = MadeMacaroon.ofApi().organisation(1).text();
    var all = MadeMacaroon.ofApi().organisation(0x1f).text();
    assertThat(rights(readOnly + "," + who)).contains(Set.of(READ));
    assertThat(rights(readOnly + "," + all + "," + who)).contains(ALL);
    assertThat(rights(who)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fo1_user",
        "fm2_local",
        "fm2_",
        "fm2_AAAA",
        "fm2_lJPE", // breaks off
        "fm2_3f////8=", // says that four thousand million follow
        "fm2_!!!!",
      })
  void of_a_token_that_says_nothing_nothing_is_known(String text) {
    assertThat(rights(text)).isEmpty();
    var readOnly = MadeMacaroon.ofApi().organisation(1).text();
    assertThat(rights(text.startsWith("fm2_") ? readOnly + "," + text : text))
        .as("it may be the one that allows it")
        .isEmpty();
  }

  @Test
  void nothing_nests_without_end() {
    assertThat(rights(MadeMacaroon.nested(100_000))).isEmpty();
  }

  /** Whatever is broken about it, it is read, or it is not; nothing else happens. */
  @Test
  void a_broken_token_breaks_nothing() {
    var random = new Random(7);
    byte[] good = MadeMacaroon.ofApi().others().organisation(1).bytes();
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      assertThat(rights(MadeMacaroon.text(bad)))
          .satisfiesAnyOf(
              it -> assertThat(it).isEmpty(), it -> assertThat(ALL).containsAll(it.orElseThrow()));
    }
  }
}
