package io.runtimeservice.adapters.fly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlyTokenTest {

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "FlyV1 ", ",", "fm2_\u0000a", "fm2_é", "fo1\u007f"})
  void what_is_no_token_is_none(String text) {
    assertThat(FlyToken.of(text)).isEmpty();
  }

  @Test
  void it_does_not_print_itself() {
    assertThat(FlyToken.of("fm2_hunter2").orElseThrow()).hasToString("[Fly token]");
  }
}
