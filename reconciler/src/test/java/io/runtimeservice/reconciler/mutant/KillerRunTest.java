package io.runtimeservice.reconciler.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeservice.reconciler.mutant.KillerRun.Verdict;
import io.runtimeservice.reconciler.mutant.Mutant.Edit;
import io.runtimeservice.reconciler.mutant.Mutant.Killer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever looks for mutants can tell a dead one from one that lives. */
class KillerRunTest {

  private static final String QUEUE = "queue.DirtyQueue";
  private static final Killer KILLER =
      new Killer("queue.DirtyQueueTest", "a_retry_that_a_mark_has_overtaken_leaves_nothing_behind");

  private static Verdict with(String right, String wrong, Duration limit) {
    try (var compiler = new MutantCompiler()) {
      return KillerRun.of(KILLER, compiler.compile(new Edit(QUEUE, right, wrong)), limit);
    }
  }

  @Test
  void a_fault_that_the_killer_looks_for_is_found() {
    assertThat(with("entries.remove(key);", "", KillerRun.ENDS_WITHIN))
        .isInstanceOf(Verdict.Failed.class);
  }

  @Test
  void a_fault_that_it_does_not_look_for_is_not() {
    assertThat(with("BACKGROUND_TURN = 4", "BACKGROUND_TURN = 5", KillerRun.ENDS_WITHIN))
        .isEqualTo(new Verdict.Passed());
  }

  @Test
  void one_that_does_not_end_is_found_by_that() {
    assertThat(
            with(
                "wake(nowNanos);",
                "while (!Thread.interrupted()) java.util.concurrent.locks.LockSupport.park();",
                Duration.ofSeconds(1)))
        .isEqualTo(new Verdict.DidNotEnd());
  }

  @Test
  void a_mutant_whose_code_is_gone_or_there_twice_is_none() {
    assertThatThrownBy(() -> new Edit(QUEUE, "three", "").in("one two two"))
        .hasMessageContaining("not at all");
    assertThatThrownBy(() -> new Edit(QUEUE, "two", "").in("one two two"))
        .hasMessageContaining("more than once");
    assertThat(new Edit(QUEUE, "one", "two").in("one two two")).isEqualTo("two two two");
  }

  @Test
  void a_mutant_that_does_not_compile_is_none() {
    assertThatThrownBy(() -> with("BACKGROUND_TURN = 4", "", KillerRun.ENDS_WITHIN))
        .hasMessageContaining("does not compile");
  }

  @Test
  void a_test_that_is_not_there_kills_nothing() {
    assertThatThrownBy(() ->
            KillerRun.of(new Killer(KILLER.test(), "nothing"), Map.of(), KillerRun.ENDS_WITHIN))
        .hasRootCauseMessage("there is no test DirtyQueueTest.nothing");
  }
}
