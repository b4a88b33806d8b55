package io.runtimeservice.reconciler.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.port.SweepStore;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.sweep.SweepRecord;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SweepLeaseTest {

  private static final Duration DURATION = Duration.ofSeconds(30);

  private final ManualTime time = new ManualTime();
  private final InMemoryTable table = new InMemoryTable();
  private final SweepStore store = table.sweepStore();
  private final SweepLease ours = new SweepLease(store, time, "ours", DURATION);
  private final SweepLease theirs = new SweepLease(store, time, "theirs", DURATION);

  private static Optional<SweepRecord> keep(SweepLease lease) {
    return Answers.of(lease.keep(UnaryOperator.identity()));
  }

  private Optional<String> owner() {
    return Answers.of(store.read()).owner();
  }

  /** A table that writes and does not say so. */
  private final class Mute implements SweepStore {
    private boolean mute;

    @Override
    public Future<SweepRecord> read() {
      return store.read();
    }

    @Override
    public Future<Write> replace(long readVersion, SweepRecord next) {
      var written = store.replace(readVersion, next);
      return mute ? Said.failed(new Failure.OutcomeUnknown(Said.TABLE)) : written;
    }
  }

  @Test
  void one_of_two_has_it() {
    assertThat(keep(ours)).isPresent();
    assertThat(keep(theirs)).isEmpty();
    assertThat(keep(ours)).isPresent();
    assertThat(owner()).contains("ours");
    assertThat(ours.held()).isPresent();
    assertThat(theirs.held()).isEmpty();
  }

  @Test
  void whoever_writes_keeps_it_for_as_long_as_it_likes() {
    keep(ours);
    for (int i = 0; i < 10; i++) {
      assertThat(keep(theirs)).isEmpty();
      time.advance(DURATION.minusSeconds(1));
      assertThat(keep(ours)).isPresent();
    }
    assertThat(keep(theirs)).isEmpty();
  }

  @Test
  void one_that_stands_still_for_its_duration_is_taken_and_not_before() {
    keep(ours);
    time.advance(Duration.ofHours(1));
    assertThat(keep(theirs)).as("it has not been seen to stand still yet").isEmpty();
    time.advance(DURATION.minusNanos(1));
    assertThat(keep(theirs)).isEmpty();
    time.advance(Duration.ofNanos(1));
    assertThat(keep(theirs)).isPresent();
    assertThat(owner()).contains("theirs");
  }

  @Test
  void whoever_has_lost_it_learns_so_with_its_next_write_and_writes_nothing() {
    keep(ours);
    keep(theirs);
    time.advance(DURATION);
    keep(theirs);
    var taken = table.sweep();
    assertThat(keep(ours)).isEmpty();
    assertThat(ours.held()).isEmpty();
    assertThat(table.sweep()).isEqualTo(taken);
  }

  @Test
  void one_that_is_given_back_is_free_at_once() {
    keep(ours);
    keep(theirs);
    Answers.of(ours.release());
    assertThat(owner()).isEmpty();
    assertThat(keep(theirs)).isPresent();
  }

  @Test
  void who_does_not_have_it_gives_nothing_back() {
    keep(ours);
    Answers.of(theirs.release());
    assertThat(owner()).contains("ours");
  }

  @Test
  void what_is_new_is_written_with_it() {
    keep(ours);
    Answers.of(ours.keep(it -> it.withFeedFrom(Optional.of(ManualTime.START))));
    assertThat(Answers.of(store.read()).feedFrom()).contains(ManualTime.START);
    keep(ours);
    assertThat(Answers.of(store.read()).feedFrom()).contains(ManualTime.START);
  }

  @Test
  void a_write_whose_answer_was_lost_is_known_again_as_our_own() {
    var mute = new Mute();
    var lease = new SweepLease(mute, time, "mute", DURATION);
    mute.mute = true;
    Answers.error(lease.keep(UnaryOperator.identity()));
    assertThat(lease.held()).as("nobody has said so").isEmpty();
    assertThat(owner()).contains("mute");
    mute.mute = false;
    assertThat(keep(lease)).isPresent();
    mute.mute = true;
    Answers.error(lease.keep(UnaryOperator.identity()));
    mute.mute = false;
    assertThat(keep(lease)).isPresent();
    assertThat(keep(theirs)).isEmpty();
  }

  @Test
  void to_give_it_back_never_fails() {
    var mute = new Mute();
    var lease = new SweepLease(mute, time, "mute", DURATION);
    keep(lease);
    mute.mute = true;
    assertThat(lease.release().succeeded()).isTrue();
  }
}
