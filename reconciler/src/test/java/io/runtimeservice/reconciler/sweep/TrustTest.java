package io.runtimeservice.reconciler.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrustTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, BELIEVED",
    "0, 4, BELIEVED",
    "0, 5, EMPTY",
    "3, 5, SHRUNK",
    "4, 5, BELIEVED",
    "74, 100, SHRUNK",
    "75, 100, BELIEVED",
    "900, 100, BELIEVED",
    "0, 100000, EMPTY",
    "1000000000, 2000000000, SHRUNK",
    "1600000000, 2000000000, BELIEVED"
  })
  void a_list_is_believed_if_it_shows_three_quarters_of_what_should_be_there(
      int shown, int expected, Trust trust) {
    assertThat(Trust.of(shown, expected)).isEqualTo(trust);
  }

  @Test
  void what_is_wrong_with_it_is_said_in_numbers() {
    assertThat(Trust.EMPTY.doubt("the list", 0, 7))
        .contains("the list is empty, and should show 7");
    assertThat(Trust.SHRUNK.doubt("the list", 3, 7))
        .contains("the list shows 3, and should show 7");
    assertThat(Trust.REGION_MISSING.doubt("the list", 3, 7))
        .contains("the list leaves out a region");
  }

  @ParameterizedTest
  @EnumSource(Trust.class)
  void only_what_is_believed_is_not_doubted(Trust trust) {
    assertThat(trust.doubt("the list", 1, 2).isEmpty()).isEqualTo(trust == Trust.BELIEVED);
  }
}
