package io.runtimeservice.model.id;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Draws;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlyAppNameTest {

  private static final String A = "a";

  /** The hash is base 32 of SHA-256 of the four lines, taken with another program. */
  @ParameterizedTest
  @CsvSource({
    "default, checkout, pr-128, 1, checkout-pr-128-gddxwzykuamd",
    "default, checkout, pr-128, 2, checkout-pr-128-kqw3jzwngqbt",
    "staging, checkout, pr-128, 1, checkout-pr-128-uhtu6yugfl77",
    "default, checkout, production, 1, checkout-production-btaucx6yf3km",
    "default, a, b, 1, a-b-bxp75o2xcdgr",
    "default, abcdefghijklmnopqrs-tuv, x, 1, abcdefghijklmnopqrs--x-mjefg55azvs6"
  })
  void a_name_is_the_same_whenever_it_is_asked_for(
      String installation, String app, String environment, int incarnation, String name) {
    assertThat(FlyAppName.of(installation, EnvironmentKey.of(app, environment), incarnation))
        .hasToString(name);
  }

  @Test
  void ids_are_cut_to_twenty_characters_and_told_apart_by_the_hash() {
    var key = EnvironmentKey.of(A.repeat(40), "b".repeat(40));
    assertThat(FlyAppName.of("default", key, 1).value())
        .isEqualTo("aaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbbbbbb-en47svpbvx3e")
        .hasSize(54);
    assertThat(FlyAppName.of("default", EnvironmentKey.of(A.repeat(39) + "z", "b".repeat(40)), 1))
        .hasToString("aaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbbbbbb-csal6hcsrdwm");
  }

  @Test
  void ids_that_read_the_same_together_are_told_apart() {
    assertThat(FlyAppName.of("default", EnvironmentKey.of("a-b", "c"), 1))
        .isNotEqualTo(FlyAppName.of("default", EnvironmentKey.of("a", "b-c"), 1));
  }

  @Test
  void every_installation_environment_and_incarnation_has_its_own() {
    var names = new HashSet<FlyAppName>();
    var draws = new Draws(1);
    for (int i = 0; i < 200; i++) {
      var key = EnvironmentKey.of(draws.word(1 + draws.upTo(39)), draws.word(1 + draws.upTo(39)));
      for (String installation : new String[] {"default", "staging"}) {
        for (int incarnation = 1; incarnation <= 3; incarnation++) {
          var name = FlyAppName.of(installation, key, incarnation);
          assertThat(name.value()).matches("[a-z0-9][a-z0-9-]*[a-z0-9]").hasSizeLessThan(63);
          names.add(name);
        }
      }
    }
    assertThat(names).hasSize(200 * 2 * 3);
  }

  @Test
  void an_app_answers_below_fly_dev() {
    assertThat(new FlyAppName("checkout-pr-1-abc").hostname())
        .isEqualTo("checkout-pr-1-abc.fly.dev");
  }
}
