package io.runtimeservice.reconciler.status;

import static io.runtimeservice.model.status.ConditionType.ACCEPTED;
import static io.runtimeservice.model.status.ConditionType.READY;
import static io.runtimeservice.model.status.ConditionType.STALLED;
import static io.runtimeservice.model.status.ConditionType.TERMINATING;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.record.Closing;
import io.runtimeservice.model.record.Naming;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.State;
import io.runtimeservice.model.status.Truth;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.reconciler.fixture.Wanted;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeletionFindingsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Scene deleting(String type, UnaryOperator<RuntimeRecord> change) {
    var scene = Scene.converged("{'image': '%A'}").wants(Wanted.desired(type, "deleted", 2, "{}"));
    return scene.seen(scene.observed().withRecord(change.apply(scene.observed().record())));
  }

  private static Scene deleting() {
    return deleting("preview", record -> record);
  }

  private static RuntimeRecord accepted(RuntimeRecord record, boolean isGone) {
    var name = record.naming().reserved().orElseThrow().name();
    return record
        .withNaming(record.naming().close(Given.NOW))
        .withClosing(
            Optional.of(
                Closing.of(name, Given.NOW, isGone ? Optional.of(Given.NOW) : Optional.empty())));
  }

  private static RuntimeRecord draining(RuntimeRecord record) {
    return record.withAgenda(record.agenda().withDrainingSince(Optional.of(Given.NOW)));
  }

  @Test
  void a_deletion_that_has_begun_is_terminating_and_serves_nothing() {
    var scene = deleting().told();
    assertThat(scene.status().state()).isEqualTo(State.TERMINATING);
    assertThat(scene.condition(TERMINATING).reason()).isEqualTo(Reason.DELETING);
    assertThat(scene.condition(ACCEPTED).truth()).isEqualTo(Truth.TRUE);
    assertThat(scene.condition(READY).truth()).isEqualTo(Truth.FALSE);
    assertThat(scene.condition(STALLED).truth()).isEqualTo(Truth.FALSE);
    assertThat(scene.status().readyGeneration()).isEmpty();
    assertThat(scene.status().image()).isEmpty();
    assertThat(scene.tell().again().orElseThrow()).isBetween(SECOND, SECOND.multipliedBy(3));
  }

  @Test
  void what_fly_has_accepted_and_what_is_gone_once_is_said() {
    var taken = deleting("preview", record -> accepted(record, false));
    assertThat(taken.condition(TERMINATING).message()).contains("has accepted the deletion of");
    var gone = deleting("preview", record -> accepted(record, true));
    assertThat(gone.condition(TERMINATING).message()).contains("confirmed by a second look");
    assertThat(gone.status().state()).isEqualTo(State.TERMINATING);
  }

  @Test
  void it_is_deleted_when_no_name_is_reserved_and_nothing_waits_to_be_confirmed() {
    var done = deleting("preview", record -> accepted(record, true).withClosing(Optional.empty()));
    assertThat(done.status().state()).isEqualTo(State.DELETED);
    assertThat(done.tell().again()).isEmpty();
    assertThat(DeletionFindings.isDone(done.observed().record())).isTrue();
    assertThat(DeletionFindings.isDone(deleting().observed().record())).isFalse();
    assertThat(
            DeletionFindings.isDone(
                RuntimeRecord.none(Wanted.KEY)
                    .withNaming(Naming.NONE)
                    .withClosing(accepted(deleting().observed().record(), true).closing())))
        .isFalse();
  }

  @Test
  void production_is_kept_for_its_grace_period_and_the_end_of_it_is_its_deadline() {
    var kept = deleting("production", DeletionFindingsTest::draining);
    assertThat(kept.condition(TERMINATING).reason()).isEqualTo(Reason.DRAINING);
    assertThat(kept.status().state()).isEqualTo(State.TERMINATING);
    assertThat(kept.status().outlook().deadlineAt()).contains(Given.NOW.plus(Scene.GRACE));
    assertThat(kept.tell().again().orElseThrow()).isGreaterThan(MINUTE.multipliedBy(4));
    assertThat(kept.later(Scene.GRACE.minusSeconds(9)).tell().again())
        .contains(SECOND.multipliedBy(9));
  }

  @Test
  void a_deletion_under_way_drains_no_more() {
    var both = deleting("production", record -> draining(accepted(record, false)));
    assertThat(both.condition(TERMINATING).reason()).isEqualTo(Reason.DELETING);
  }

  @Test
  void what_went_wrong_is_said() {
    var scene = deleting().meets(Trouble.of(new Failure.Unavailable(Said.FLY)));
    assertThat(scene.condition(TERMINATING).truth()).isEqualTo(Truth.TRUE);
    assertThat(scene.condition(TERMINATING).reason()).isEqualTo(Reason.FLY_API_UNAVAILABLE);
    assertThat(scene.status().outlook().waitingOn())
        .isEqualTo(Reason.FLY_API_UNAVAILABLE.waitingOn());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_deletion_that_fails_is_tried_again_ever_more_rarely(boolean forbidden) {
    var trouble =
        Trouble.of(forbidden ? new Failure.Forbidden(Said.FLY) : new Failure.Unavailable(Said.FLY));
    var waits =
        IntStream.range(10, 30)
            .mapToObj(tries -> deleting().meets(trouble).before(tries).tell())
            .toList();
    assertThat(waits)
        .allSatisfy(told -> {
          assertThat(told.again().orElseThrow()).isGreaterThan(SECOND.multipliedBy(3));
          assertThat(told.status().outlook().attempt()).isGreaterThan(10);
        });
  }
}
