package io.runtimeservice.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.Generation;
import org.junit.jupiter.api.Test;

/** What becomes of a desired state when another one comes in. */
class ProgressTest {

  private static final Progress FIRST = of(1);
  private static final Progress SECOND = of(2);
  private static final Progress THIRD = of(3);

  private static Progress of(long generation) {
    return Progress.of(
        new DesiredVersion(new Generation(generation), "d" + generation), RuntimeRecords.AT);
  }

  @Test
  void what_was_begun_and_not_reached_is_cut_short() {
    assertThat(SECOND.after(FIRST.withBegun()).supersedes()).contains(FIRST.version());
  }

  @Test
  void what_was_reached_or_never_begun_is_not() {
    var reached = FIRST.withBegun().withRepairs(Repairs.NONE.withSettled(true));
    assertThat(SECOND.after(reached).supersedes()).isEmpty();
    assertThat(SECOND.after(FIRST).supersedes()).isEmpty();
  }

  @Test
  void what_was_cut_short_is_remembered_until_the_history_has_told_of_it() {
    var second = SECOND.after(FIRST.withBegun());
    assertThat(THIRD.after(second).supersedes()).contains(FIRST.version());
    assertThat(THIRD.after(second.withBegun()).supersedes()).contains(SECOND.version());
    assertThat(THIRD.after(second.told()).supersedes()).isEmpty();
  }
}
