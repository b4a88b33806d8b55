package io.runtimeservice.model.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTest {

  @ParameterizedTest
  @CsvSource({
    "abc, 4, abc",
    "abc, 3, abc",
    "abcd, 3, ab…",
    "abcd, 1, …",
    "'', 3, ''",
    "é€ß, 3, é€ß",
    "😀😀😀, 3, 😀😀😀",
    "😀😀😀, 2, 😀…",
    "a😀b😀, 3, a😀…",
    "😀😀, 1, …"
  })
  void a_text_is_cut_to_a_number_of_characters(String text, int max, String shown) {
    assertThat(Plain.cut(text, max)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n", "\r", "\t", "\u0000", "\u001b", "\u007f", "\u0085", "\u00ad", "\u200b", "\u202e",
        "\u2028", "\u2029", "\ufeff", "\ud83d", "\ude00", "\uffff"
      })
  void a_character_that_cannot_be_shown_is_replaced(String character) {
    assertThat(Plain.cut("a" + character + "b", 10)).isEqualTo("a\ufffdb");
  }

  @Test
  void whatever_comes_can_be_shown() {
    for (long seed = 0; seed < 500; seed++) {
      var draws = new Draws(seed);
      int max = 1 + draws.upTo(30);
      String shown = Plain.cut(draws.text(40), max);
      assertThat(shown.codePoints().count()).as("seed %d", seed).isLessThanOrEqualTo(max);
      assertThat(shown.codePoints().map(Character::getType).boxed())
          .as("seed %d", seed)
          .doesNotContain(
              (int) Character.CONTROL, (int) Character.SURROGATE, (int) Character.FORMAT);
    }
  }
}
