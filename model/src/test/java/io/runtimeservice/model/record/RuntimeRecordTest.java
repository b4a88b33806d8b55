package io.runtimeservice.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.Generation;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuntimeRecordTest {

  private static final RuntimeRecord FULL = RuntimeRecords.FULL;
  private static final DesiredVersion OTHER = new DesiredVersion(new Generation(3), "d2");

  @Test
  void each_write_raises_the_lease_s_version_and_a_grant_its_epoch() {
    var granted = LeaseMark.NEVER_HELD.granted("a");
    assertThat(granted).isEqualTo(new LeaseMark(Optional.of("a"), 1, 1));
    assertThat(granted.isHeldBy("a")).isTrue();
    assertThat(granted.isHeldBy("b")).isFalse();
    assertThat(granted.renewed()).isEqualTo(new LeaseMark(Optional.of("a"), 2, 1));
    assertThat(granted.renewed().released())
        .isEqualTo(new LeaseMark(Optional.empty(), 3, 1, Optional.of("a")));
    assertThat(LeaseMark.NEVER_HELD.noted("b"))
        .isEqualTo(new LeaseMark(Optional.empty(), 1, 0, Optional.of("b")));
    assertThat(granted.granted("b")).isEqualTo(new LeaseMark(Optional.of("b"), 2, 2));
    assertThat(LeaseMark.NEVER_HELD.isHeldBy("a")).isFalse();
  }

  @Test
  void who_holds_the_lease_makes_no_difference_to_what_is_remembered() {
    assertThat(FULL.remembersTheSameAs(FULL.withLease(FULL.lease().granted("other")))).isTrue();
  }

  @Test
  void history_is_counted_upwards() {
    assertThat(FULL.withNextHistory().historySeq()).isEqualTo(42);
  }

  @Test
  void what_is_reached_is_counted_once() {
    assertThat(FULL.withReached(RuntimeRecords.VERSION)).isEqualTo(FULL);
    var other = FULL.withReached(OTHER);
    assertThat(other.chronicle().reached()).contains(new Chronicle.Reached(OTHER, 7));
    assertThat(other.withReached(RuntimeRecords.VERSION).chronicle().reached())
        .as("there and back")
        .contains(new Chronicle.Reached(RuntimeRecords.VERSION, 8));
    assertThat(RuntimeRecord.none(RecordSchema.KEY).withReached(OTHER).chronicle().reached())
        .contains(new Chronicle.Reached(OTHER, 1));
  }

  @Test
  void each_time_to_come_back_at_is_set_by_itself() {
    assertThat(Agenda.NONE.withWholeLookDueAt(RuntimeRecords.AT))
        .isEqualTo(new Agenda(Optional.of(RuntimeRecords.AT), Optional.empty(), Optional.empty()));
    assertThat(FULL.agenda().withDrainingSince(Optional.empty()))
        .isEqualTo(
            new Agenda(FULL.agenda().wholeLookDueAt(), Optional.empty(), FULL.agenda().counted()));
  }

  static Stream<RuntimeRecord> changes() {
    return Stream.of(
        FULL.withNaming(FULL.naming().close(RuntimeRecords.AT)),
        FULL.withProgress(Progress.of(RuntimeRecords.VERSION, RuntimeRecords.LATER)),
        FULL.withApplied(Applied.NOTHING),
        FULL.withIntents(new TreeSet<>()),
        FULL.withImage(Optional.empty()),
        FULL.withClosing(
            Optional.of(Closing.of(new FlyAppName("x"), RuntimeRecords.AT, Optional.empty()))),
        FULL.withAgenda(FULL.agenda().withWholeLookDueAt(RuntimeRecords.AT)),
        FULL.withAgenda(FULL.agenda().withDrainingSince(Optional.empty())),
        FULL.withAgenda(FULL.agenda().withCounted("app 4")),
        FULL.withReached(OTHER),
        FULL.withNextHistory());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void everything_else_does(RuntimeRecord changed) {
    assertThat(FULL.remembersTheSameAs(changed)).isFalse();
    assertThat(changed.remembersTheSameAs(FULL)).isFalse();
    assertThat(changed.lease()).isEqualTo(FULL.lease());
    assertThat(RuntimeRecordCodec.write(changed)).isNotEqualTo(RuntimeRecordCodec.write(FULL));
  }

  @Test
  void a_change_keeps_all_the_rest() {
    assertThat(
            changes()
                .reduce(
                    FULL,
                    (_, changed) ->
                        changed
                            .withNaming(FULL.naming())
                            .withProgress(FULL.progress().orElseThrow())
                            .withApplied(FULL.applied())
                            .withIntents(FULL.intents())
                            .withImage(FULL.image())
                            .withClosing(FULL.closing())
                            .withAgenda(FULL.agenda())))
        .isEqualTo(FULL.withNextHistory().withProgress(FULL.progress().orElseThrow()));
  }
}
