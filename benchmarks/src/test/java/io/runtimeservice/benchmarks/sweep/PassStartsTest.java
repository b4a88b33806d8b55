package io.runtimeservice.benchmarks.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.simulator.table.InMemoryTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassStartsTest {

  private static final EnvironmentKey ONE = EnvironmentKey.of("shop", "pr-1");
  private static final EnvironmentKey OTHER = EnvironmentKey.of("shop", "pr-2");

  private long now;
  private final PassStarts starts =
      new PassStarts(new InMemoryTable().environmentStore(), Runnable::run, () -> now);

  @Test
  void a_mark_counts_if_it_did_when_it_was_handed_in_or_does_when_it_comes() {
    handIn(ONE, 10, true, false);
    handIn(OTHER, 20, false, true);
    passOver(ONE, 100);
    passOver(OTHER, 100);
    assertThat(starts.take()).isEqualTo(new Waits(2, List.of(90L, 80L)));
  }

  @Test
  void a_mark_that_never_counted_is_not_measured() {
    handIn(ONE, 10, false, false);
    assertThat(starts.isUnderWay()).isFalse();
    passOver(ONE, 100);
    assertThat(starts.take()).isEqualTo(Waits.NONE);
  }

  @Test
  void a_pass_is_the_pass_of_every_mark_before_it_and_of_none_after() {
    handIn(ONE, 10, true, true);
    handIn(ONE, 30, true, true);
    passOver(ONE, 100);
    passOver(ONE, 200);
    assertThat(starts.take()).isEqualTo(new Waits(2, List.of(90L, 70L)));
  }

  @Test
  void a_mark_whose_pass_does_not_start_was_handed_in_and_not_seen() {
    handIn(ONE, 10, true, true);
    handIn(OTHER, 10, true, true);
    passOver(ONE, 100);
    assertThat(starts.isUnderWay()).isTrue();

    var waits = starts.take();
    assertThat(waits.allSeen()).isFalse();
    assertThat(waits.words()).endsWith("(1 of 2 marks)");
  }

  @Test
  void what_was_taken_is_forgotten() {
    handIn(ONE, 10, true, true);
    starts.take();
    passOver(ONE, 100);
    assertThat(starts.take()).isEqualTo(Waits.NONE);
  }

  private void handIn(EnvironmentKey key, long at, boolean countsThen, boolean countsNow) {
    starts.arrived(new PassStarts.Mark(key, at, countsThen), countsNow);
  }

  private void passOver(EnvironmentKey key, long at) {
    now = at;
    assertThat(starts.load(key).succeeded()).isTrue();
  }
}
