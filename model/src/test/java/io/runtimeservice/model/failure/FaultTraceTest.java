package io.runtimeservice.model.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultTraceTest {

  @Test
  void classes_and_places_are_told_and_no_message_is() {
    var thrown =
        new IllegalStateException("hunter2", new IllegalArgumentException("Bearer fm2_hunter2"));

    assertThat(FaultTrace.of(thrown))
        .startsWith(
            "java.lang.IllegalStateException at io.runtimeservice.model.failure.FaultTraceTest.")
        .contains(" caused by java.lang.IllegalArgumentException at ")
        .doesNotContain("hunter2", "\n");
  }

  @Test
  void it_is_no_longer_than_a_line_of_log_may_be() {
    Throwable thrown = new IllegalStateException();
    for (int i = 0; i < 100; i++) {
      thrown = new IllegalStateException(thrown);
    }

    assertThat(FaultTrace.of(thrown).split(" caused by ")).hasSize(FaultTrace.CAUSES_MAX);
  }
}
