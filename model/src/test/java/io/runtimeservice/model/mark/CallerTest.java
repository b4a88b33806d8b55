package io.runtimeservice.model.mark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {

  private static Caller caller(long repository, long owner, String event) {
    return new Caller(repository, Optional.of(owner), Optional.of(event));
  }

  @ParameterizedTest
  @CsvSource({"1001, 42, true", "1002, 42, false", "1001, 43, false", "42, 1001, false"})
  void a_repository_speaks_for_itself_by_both_ids(long repository, long owner, boolean speaks) {
    assertThat(caller(repository, owner, "push").speaksFor(1001, Optional.of(42L)))
        .isEqualTo(speaks);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pull_request_target", "issue_comment", "workflow_run"})
  void where_strangers_may_have_a_say_it_does_not(String event) {
    assertThat(caller(1001, 42, event).speaksFor(1001, Optional.of(42L))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"push", "pull_request", "workflow_dispatch", "schedule", "release"})
  void elsewhere_it_does(String event) {
    assertThat(caller(1001, 42, event).speaksFor(1001, Optional.of(42L))).isTrue();
  }

  @Test
  void an_owner_that_nobody_has_said_is_not_compared() {
    assertThat(Caller.of(1001).speaksFor(1001, Optional.of(42L))).isTrue();
    assertThat(caller(1001, 42, "push").speaksFor(1001, Optional.empty())).isTrue();
    assertThat(Caller.of(1001).speaksFor(1002, Optional.empty())).isFalse();
  }

  @Test
  void it_is_told_by_its_ids() {
    assertThat(new Caller(1001, Optional.of(42L), Optional.of("push")).toString())
        .isEqualTo("repository 1001 of owner 42, event push");
    assertThat(Caller.of(1001).toString()).isEqualTo("repository 1001");
  }
}
