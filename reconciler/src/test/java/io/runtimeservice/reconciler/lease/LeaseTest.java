package io.runtimeservice.reconciler.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.record.LeaseMark;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.fixture.Tally;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.runtimeservice.simulator.table.TableCall;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseTest {

  private static final EnvironmentKey KEY = EnvironmentKey.of("shop", "pr-1");
  private static final Duration DURATION = Duration.ofSeconds(30);
  private static final RuntimeRecord NONE = RuntimeRecord.none(KEY);

  private final ManualTime time = new ManualTime();
  private final InMemoryTable table = new InMemoryTable();
  private final Tally tally = new Tally();
  private final Lease.Desk ours = desk("ours");
  private final Lease.Desk others = desk("others");

  private Lease.Desk desk(String replica) {
    return new Lease.Desk(table.runtimeStore(), time, tally, replica, DURATION);
  }

  private RuntimeRecord inTable() {
    return switch (RuntimeRecordCodec.read(table.runtime(KEY).orElseThrow(), KEY)) {
      case Reading.Read<RuntimeRecord>(var record) -> record;
      case Reading.Refused<RuntimeRecord>(var refusals) ->
          throw new AssertionError(refusals.toString());
    };
  }

  private static LeaseMark held(String by, long version, long epoch) {
    return new LeaseMark(Optional.of(by), version, epoch);
  }

  /** Nobody has it, and we were the last to write. */
  private static LeaseMark free(long version, long epoch) {
    return new LeaseMark(Optional.empty(), version, epoch, Optional.of("ours"));
  }

  @Test
  void a_grant_takes_the_lease_and_writes_the_record_in_one() {
    var lease = Answers.of(ours.take(NONE.withNextHistory()));
    assertThat(inTable()).isEqualTo(NONE.withNextHistory().withLease(held("ours", 1, 1)));
    assertThat(table.counts().writes()).isEqualTo(1);
    assertThat(lease.epoch()).isEqualTo(1);
    assertThat(tally.counted(Metric.LEASE, "granted")).isEqualTo(1);
  }

  @Test
  void the_epoch_rises_by_one_with_each_grant_and_with_nothing_else() {
    var first = Answers.of(ours.take(NONE));
    Answers.of(first.renew(inTable()));
    Answers.of(first.renew(inTable()));
    assertThat(first.epoch()).isEqualTo(1);
    Answers.of(first.release(inTable()));
    Answers.of(ours.note(inTable()));
    var second = Answers.of(others.take(inTable()));
    assertThat(second.epoch()).isEqualTo(2);
    var takenOver = Answers.of(ours.take(inTable()));
    assertThat(takenOver.epoch()).isEqualTo(3);
    assertThat(inTable().lease()).isEqualTo(held("ours", 7, 3));
  }

  @Test
  void of_two_who_read_the_same_record_one_gets_the_lease() {
    Answers.of(ours.take(NONE));
    var error = Answers.error(others.take(NONE));
    assertThat(error).isInstanceOf(LeaseLostException.class);
    assertThat(inTable().lease()).isEqualTo(held("ours", 1, 1));
    assertThat(tally.counted(Metric.LEASE, "granted")).isEqualTo(1);
    assertThat(tally.counted(Metric.LEASE, "lost")).isEqualTo(1);
    assertThat(tally.counted(Metric.FENCING_REJECTIONS, "table")).isEqualTo(1);
  }

  @Test
  void whoever_has_lost_the_lease_can_write_nothing_any_more() {
    var lost = Answers.of(ours.take(NONE));
    var held = Answers.of(others.take(inTable()));
    var before = inTable();
    assertThat(Answers.error(lost.renew(NONE.withNextHistory())))
        .isInstanceOf(LeaseLostException.class);
    assertThat(Answers.error(lost.release(NONE.withNextHistory())))
        .isInstanceOf(LeaseLostException.class);
    assertThat(inTable()).isEqualTo(before);
    assertThat(tally.counted(Metric.LEASE, "released")).isZero();
    assertThat(Answers.of(held.renew(before)).lease()).isEqualTo(held("others", 3, 2));
  }

  @Test
  void a_renewal_writes_the_record_and_shows_that_the_holder_lives() {
    var lease = Answers.of(ours.take(NONE));
    var written = Answers.of(lease.renew(NONE.withNextHistory()));
    assertThat(written).isEqualTo(NONE.withNextHistory().withLease(held("ours", 2, 1)));
    assertThat(inTable()).isEqualTo(written);
  }

  @Test
  void a_release_writes_the_record_and_leaves_the_lease_to_anybody() {
    var lease = Answers.of(ours.take(NONE));
    var written = Answers.of(lease.release(NONE.withNextHistory()));
    assertThat(written).isEqualTo(NONE.withNextHistory().withLease(free(2, 1)));
    assertThat(inTable()).isEqualTo(written);
    assertThat(tally.counted(Metric.LEASE, "released")).isEqualTo(1);
  }

  @Test
  void a_note_is_written_without_the_lease() {
    var written = Answers.of(ours.note(NONE.withNextHistory()));
    assertThat(written.lease()).isEqualTo(free(1, 0));
    assertThat(inTable()).isEqualTo(written);
    assertThat(Answers.of(others.take(written)).epoch()).isEqualTo(1);
  }

  @Test
  void a_note_is_refused_if_somebody_has_taken_the_lease_since_or_written_twice() {
    Answers.of(ours.take(NONE));
    assertThat(Answers.error(others.note(NONE))).isInstanceOf(LeaseLostException.class);
    Answers.of(ours.note(inTable()));
    assertThat(Answers.error(others.note(NONE))).isInstanceOf(LeaseLostException.class);
    assertThat(inTable().lease()).isEqualTo(free(2, 1));
  }

  @Test
  void a_note_ends_the_lease_of_a_holder_that_is_gone() {
    var gone = Answers.of(others.take(NONE));
    assertThat(Answers.of(ours.note(inTable())).lease()).isEqualTo(free(2, 1));
    assertThat(Answers.error(gone.renew(NONE))).isInstanceOf(LeaseLostException.class);
  }

  @Test
  void the_lease_ends_one_duration_after_it_was_asked_for() {
    var lease = Answers.of(ours.take(NONE));
    assertThat(lease.outlasts(DURATION)).isTrue();
    assertThat(lease.outlasts(DURATION.plusNanos(1))).isFalse();
    time.advance(Duration.ofSeconds(20));
    assertThat(lease.outlasts(Duration.ofSeconds(10))).isTrue();
    assertThat(lease.outlasts(Duration.ofSeconds(10).plusNanos(1))).isFalse();
    time.advance(Duration.ofSeconds(11));
    assertThat(lease.outlasts(Duration.ZERO)).isFalse();
  }

  @Test
  void a_renewal_moves_its_end() {
    var lease = Answers.of(ours.take(NONE));
    time.advance(Duration.ofSeconds(29));
    Answers.of(lease.renew(NONE));
    assertThat(lease.outlasts(DURATION)).isTrue();
  }

  @Test
  void a_call_that_the_lease_would_not_outlast_fails_as_such_and_is_counted() {
    var lease = Answers.of(ours.take(NONE));
    assertThat(FailureException.of(lease.ending())).isInstanceOf(Failure.LeaseEnding.class);
    assertThat(tally.counted(Metric.FENCING_REJECTIONS, "deadline")).isEqualTo(1);
  }

  @Test
  void a_record_for_which_there_is_no_room_is_a_fault_and_no_loss() {
    Answers.of(ours.take(NONE));
    table.putRuntime(
        KEY, table.runtime(KEY).orElseThrow().with("later", new Value.Text("x".repeat(500_000))));
    assertThat(Answers.failure(ours.take(inTable())))
        .isInstanceOfSatisfying(
            Failure.Internal.class,
            it -> assertThat(it.evidence().by()).isEqualTo(Dependency.TABLE));
    assertThat(tally.counted(Metric.LEASE, "lost")).isZero();
    assertThat(table.counts().of(TableCall.REPLACE)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"30, 15000", "60, 15000", "29, 14500", "2, 1000"})
  void a_call_may_take_fifteen_seconds_or_half_the_lease(long leaseSeconds, long callMillis) {
    var desk =
        new Lease.Desk(table.runtimeStore(), time, tally, "ours", Duration.ofSeconds(leaseSeconds));
    assertThat(desk.callDeadline()).isEqualTo(Duration.ofMillis(callMillis));
  }
}
