package io.runtimeservice.reconciler.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private static final List<Integer> FEW = IntStream.range(0, 20).boxed().toList();
  private static final List<Integer> MANY =
      IntStream.range(0, 3 * Turns.ROWS_PER_TURN).boxed().toList();

  private final ManualTime time = new ManualTime();
  private final Turns turns = new Turns(time);
  private final List<Integer> done = new ArrayList<>();

  @Test
  void a_few_are_done_at_once() {
    var all = turns.each(FEW, done::add);
    assertThat(all.succeeded()).isTrue();
    assertThat(done).isEqualTo(FEW);
    assertThat(time.timers()).isZero();
  }

  @Test
  void many_are_done_in_order_so_many_in_a_turn() {
    var all = turns.each(MANY, done::add);
    assertThat(done).hasSize(Turns.ROWS_PER_TURN);
    assertThat(all.isComplete()).isFalse();
    time.advanceToNext();
    assertThat(done).hasSize(2 * Turns.ROWS_PER_TURN);
    time.advance(Duration.ZERO);
    assertThat(all.succeeded()).isTrue();
    assertThat(done).isEqualTo(MANY);
  }

  @Test
  void many_few_make_no_long_turn() {
    for (int i = 0; i < MANY.size() / FEW.size(); i++) {
      turns.each(FEW, done::add);
    }
    assertThat(done.size()).isBetween(1, Turns.ROWS_PER_TURN);
    time.advance(Duration.ZERO);
    assertThat(done).hasSize(MANY.size());
  }

  @Test
  void there_is_one_turn_at_a_time_whoever_works() {
    turns.each(MANY, done::add);
    turns.each(MANY, done::add);
    assertThat(done).hasSize(Turns.ROWS_PER_TURN);
    assertThat(time.timers()).isOne();
    time.advanceToNext();
    assertThat(done).hasSize(2 * Turns.ROWS_PER_TURN);
    time.advance(Duration.ZERO);
    assertThat(done).hasSize(2 * MANY.size());
  }

  @Test
  void a_turn_is_over_when_its_time_is() {
    var slow = new SlowTime(time);
    new Turns(slow).each(MANY, done::add);
    assertThat(done.size()).isBetween(1, 4 * Turns.ROWS_PER_LOOK);
    time.advance(Duration.ZERO);
    assertThat(done).isEqualTo(MANY);
  }

  @Test
  void one_that_cannot_be_done_fails_them_and_no_others() {
    var bad =
        turns.each(
            MANY,
            row -> {
              if (row == 2 * Turns.ROWS_PER_TURN) {
                throw new IllegalStateException("no");
              }
            });
    var good = turns.each(MANY, done::add);
    time.advance(Duration.ZERO);
    assertThat(bad.cause()).isInstanceOf(IllegalStateException.class);
    assertThat(good.succeeded()).isTrue();
    assertThat(done).isEqualTo(MANY);
  }

  @Test
  void none_are_done_at_once() {
    assertThat(turns.each(List.<Integer>of(), done::add).succeeded()).isTrue();
  }

  /** A clock that goes on by half a turn each time that it is looked at. */
  private static final class SlowTime implements Time {
    private final ManualTime time;
    private long looks;

    SlowTime(ManualTime time) {
      this.time = time;
    }

    @Override
    public Instant now() {
      return time.now();
    }

    @Override
    public long nanos() {
      return looks++ * Turns.TURN.toNanos() / 2;
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
      return time.after(delay, action);
    }
  }
}
