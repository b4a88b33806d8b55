package io.runtimeservice.model.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.sweep.SweepRecord;
import io.runtimeservice.model.sweep.SweepRecordCodec;
import io.runtimeservice.model.sweep.SweepRecords;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link SweepStore} does. */
public interface SweepStoreContract {

  SweepRecord HELD = SweepRecord.NONE.heldBy(Optional.of("a"));

  /** More than the table takes in one item. */
  int TOO_MANY_BYTES = 410 * 1024;

  TableWorld table();

  private SweepRecord read() {
    return Answers.of(table().sweep().read());
  }

  private Write replace(long readVersion, SweepRecord next) {
    return Answers.of(table().sweep().replace(readVersion, next));
  }

  private static SweepRecord next(SweepRecord record) {
    return record.heldBy(record.owner());
  }

  @Test
  default void where_there_is_no_record_nobody_sweeps() {
    assertThat(read()).isEqualTo(SweepRecord.NONE);
  }

  @Test
  default void the_first_record_is_made_if_there_is_none() {
    assertThat(replace(0, HELD)).isEqualTo(Write.WRITTEN);
    assertThat(read()).isEqualTo(HELD);
    assertThat(table().sweepRecord()).isEqualTo(SweepRecordCodec.write(HELD));
  }

  @Test
  default void of_two_who_begin_at_once_one_is_refused() {
    replace(0, HELD);
    assertThat(replace(0, SweepRecord.NONE.heldBy(Optional.of("b")))).isEqualTo(Write.REFUSED);
    assertThat(read()).isEqualTo(HELD);
  }

  @Test
  default void a_record_is_read_back_as_it_was_written() {
    assertThat(replace(0, SweepRecords.FULL)).isEqualTo(Write.WRITTEN);
    assertThat(read()).isEqualTo(SweepRecords.FULL);
  }

  @Test
  default void whoever_read_the_last_version_may_write_the_next() {
    replace(0, HELD);
    assertThat(replace(1, next(HELD))).isEqualTo(Write.WRITTEN);
    assertThat(read()).isEqualTo(next(HELD));
  }

  @Test
  default void a_write_over_another_version_is_refused_and_changes_nothing() {
    replace(0, HELD);
    replace(1, next(HELD));
    assertThat(replace(1, HELD.heldBy(Optional.of("b")))).isEqualTo(Write.REFUSED);
    assertThat(read()).isEqualTo(next(HELD));
  }

  @Test
  default void a_write_over_a_record_that_is_gone_is_refused_and_makes_none() {
    assertThat(replace(1, next(HELD))).isEqualTo(Write.REFUSED);
    assertThat(table().sweepRecord()).isEqualTo(Value.Tree.EMPTY);
  }

  @Test
  default void a_write_that_arrives_twice_is_found_to_be_written() {
    replace(0, HELD);
    assertThat(replace(0, HELD)).isEqualTo(Write.WRITTEN);
    var full =
        new SweepRecord(
            HELD.owner(),
            2,
            SweepRecords.FULL.feedFrom(),
            SweepRecords.FULL.last(),
            SweepRecords.FULL.lastComplete(),
            SweepRecords.FULL.orphans());
    assertThat(replace(1, full)).isEqualTo(Write.WRITTEN);
    assertThat(replace(1, full)).isEqualTo(Write.WRITTEN);
    assertThat(read()).isEqualTo(full);
  }

  @Test
  default void what_a_hand_wrote_without_a_version_is_read_and_written_over() {
    table().putSweep(Trees.tree("{'owner': 'b'}"));
    assertThat(read().version()).isZero();
    assertThat(replace(0, HELD)).isEqualTo(Write.WRITTEN);
    assertThat(read()).isEqualTo(HELD);
  }

  @Test
  default void what_the_next_record_does_not_say_is_removed() {
    replace(0, SweepRecords.FULL);
    var next =
        new SweepRecord(
            Optional.empty(),
            13,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            SweepRecord.NONE.orphans());
    assertThat(replace(12, next)).isEqualTo(Write.WRITTEN);
    assertThat(table().sweepRecord()).isEqualTo(SweepRecordCodec.write(next));
  }

  @Test
  default void attributes_of_another_version_of_the_service_survive() {
    var theirs = Values.tree().put("since", "v2").build();
    table().putSweep(SweepRecordCodec.write(HELD).with("fromTheFuture", theirs));
    assertThat(replace(1, next(HELD))).isEqualTo(Write.WRITTEN);
    assertThat(table().sweepRecord())
        .isEqualTo(SweepRecordCodec.write(next(HELD)).with("fromTheFuture", theirs));
  }

  @Test
  default void a_record_that_is_not_understood_is_unreliable_and_names_the_field() {
    table().putSweep(SweepRecordCodec.write(HELD).with("feedFrom", Values.text("then")));
    var failure = Answers.failure(table().sweep().read());
    assertThat(failure).isInstanceOf(Failure.Unreliable.class);
    assertThat(failure.evidence().by()).isEqualTo(Dependency.TABLE);
    assertThat(failure.evidence().text()).startsWith("sweep.feedFrom: expected a time");
  }

  @Test
  default void a_record_for_which_there_is_no_room_is_not_written() {
    replace(0, HELD);
    var large = HELD.heldBy(Optional.of("x".repeat(TOO_MANY_BYTES)));
    assertThat(replace(1, large)).isEqualTo(Write.TOO_LARGE);
    assertThat(read()).isEqualTo(HELD);
  }
}
