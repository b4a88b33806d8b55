package io.runtimeservice.model.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureExceptionTest {

  private static final Evidence SAID = Evidence.of(Dependency.FLY, "no such app");

  @Test
  void it_says_who_said_what() {
    var thrown = new FailureException(new Failure.Absent(SAID));
    assertThat(thrown).hasMessage("Absent: Fly said: no such app").hasNoCause();
    assertThat(thrown.getStackTrace()).isEmpty();
    assertThat(FailureException.of(thrown)).isSameAs(thrown.failure());
  }

  @Test
  void what_is_none_of_ours_is_named_but_never_quoted() {
    var foreign = new IllegalStateException("hunter2", new RuntimeException("hunter2"));
    foreign.addSuppressed(new RuntimeException("hunter2"));
    var failure = FailureException.of(foreign);
    assertThat(failure)
        .isEqualTo(
            new Failure.Internal(
                Evidence.of(Dependency.SERVICE, "java.lang.IllegalStateException")));
    assertThat(new FailureException(failure).toString()).doesNotContain("hunter2");
  }

  @Test
  void a_subclass_without_a_name_is_named_all_the_same() {
    assertThat(FailureException.of(new RuntimeException("hunter2") {}).evidence().text())
        .startsWith("io.runtimeservice.model.failure.FailureExceptionTest$");
  }

  @Test
  void evidence_is_short_and_can_be_shown() {
    var evidence =
        new Evidence(Dependency.FLY, "x\n".repeat(200), Optional.of("id\u001b".repeat(50)));
    assertThat(evidence.text()).hasSize(240).startsWith("x\ufffdx").endsWith("…");
    assertThat(evidence.requestId().orElseThrow()).hasSize(64).startsWith("id\ufffd");
  }

  @Test
  void only_a_lost_answer_may_have_happened() {
    assertThat(new Failure.OutcomeUnknown(SAID).mayHaveHappened()).isTrue();
    assertThat(new Failure.Unavailable(SAID).mayHaveHappened()).isFalse();
    assertThat(new Failure.Internal(SAID).mayHaveHappened()).isFalse();
  }
}
