package io.runtimeservice.model.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.document.FieldRow;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusCodecTest {

  private static final Status STATUS = Statuses.of();
  private static final Value.Tree TREE = StatusCodec.write(STATUS, Statuses.LATER, 7);

  @Test
  void the_attribute_is_the_contract_s() {
    var tree =
        StatusCodec.write(
            new Status(
                STATUS.state(),
                STATUS.observedGeneration(),
                STATUS.readyGeneration(),
                STATUS.image(),
                List.of(Statuses.condition(ConditionType.READY, Truth.TRUE, Reason.AS_DESIRED)),
                STATUS.outlook(),
                STATUS.dns(),
                STATUS.observedAt()),
            Statuses.SINCE,
            7);
    assertThat(Values.canonical(tree))
        .isEqualTo(
            Values.canonical(
                Trees.tree(
                    """
                    {'state': 'Ready', 'observedGeneration': 3, 'readyGeneration': 2,
                     'image': 'registry.example/app@sha256:1',
                     'conditions': [{'type': 'Ready', 'status': 'True', 'reason': 'AsDesired',
                       'message': 'It is as desired.', 'observedGeneration': 3,
                       'lastTransitionTime': '2026-11-24T09:00:00Z'}],
                     'waitingOn': 'dns', 'nextAction': 'Paste the rows.',
                     'nextTryAt': '2026-11-24T09:05:00Z', 'deadlineAt': '2026-11-24T09:05:00Z',
                     'attempt': 2,
                     'dns': [{'type': 'CNAME', 'name': 'www.example.com', 'value': 'app.fly.dev',
                       'seen': false}],
                     'updatedAt': '2026-11-24T09:00:00Z', 'observedAt': '2026-11-24T09:05:00Z',
                     'rev': 7}
                    """)));
  }

  @Test
  void what_is_written_is_read_back_the_same() {
    assertThat(StatusCodec.read(TREE)).contains(STATUS);
    assertThat(StatusCodec.rev(TREE)).isEqualTo(7);
    for (long seed = 0; seed < 300; seed++) {
      var status = Statuses.drawn(new Draws(seed));
      var tree = StatusCodec.write(status, Statuses.LATER, seed);
      assertThat(StatusCodec.read(tree)).as("seed %d", seed).contains(status);
      assertThat(StatusCodec.rev(tree)).as("seed %d", seed).isEqualTo(seed);
    }
  }

  @Test
  void it_holds_nothing_that_json_or_the_table_could_not() throws Exception {
    for (long seed = 0; seed < 50; seed++) {
      var tree = StatusCodec.write(Statuses.drawn(new Draws(seed)), Statuses.LATER, seed);
      assertThat(Json.read(Json.write(tree))).isEqualTo(tree);
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_reason_survives(Reason reason) {
    var status = Statuses.of(Statuses.condition(ConditionType.READY, Truth.FALSE, reason));
    assertThat(StatusCodec.read(StatusCodec.write(status, Statuses.LATER, 1))).contains(status);
  }

  /** Whatever stands at any place: it is read as if it were not there, or all of it is not. */
  @ParameterizedTest
  @EnumSource
  void garbage_anywhere_is_as_if_it_were_not_there(FieldRow.Kind kind) {
    var paths = new ArrayList<String>();
    Trees.each(TREE, (path, _) -> paths.add(path));
    assertThat(paths).hasSizeGreaterThan(80);
    for (String path : paths) {
      var garbage = Trees.set(TREE, path, kind.sample());
      var read = StatusCodec.read(garbage);
      read.ifPresent(status -> assertThat(status.headline()).as(path).isNotNull());
      assertThat(StatusCodec.rev(garbage)).isGreaterThanOrEqualTo(0);
      if (List.of("state", "waitingOn", "observedAt").contains(path)) {
        assertThat(read).as(path).isEmpty();
      }
    }
  }

  @Test
  void what_can_be_read_is_kept_when_something_beside_it_cannot() {
    var read =
        StatusCodec.read(
            Trees.set(
                Trees.set(Trees.set(TREE, "image", "7"), "conditions[0].reason", "'Unheard'"),
                "dns[0].name",
                "null"));
    var status = read.orElseThrow();
    assertThat(status.image()).isEmpty();
    assertThat(status.condition(ConditionType.ACCEPTED)).isEmpty();
    assertThat(status.conditions()).hasSize(ConditionType.values().length - 1);
    assertThat(status.dns()).isEmpty();
    assertThat(status.outlook()).isEqualTo(STATUS.outlook());
  }

  @Test
  void a_status_of_which_the_main_thing_cannot_be_read_is_none() {
    assertThat(StatusCodec.read(Value.Tree.EMPTY)).isEmpty();
    assertThat(StatusCodec.read(Trees.set(TREE, "conditions", "[]"))).isEmpty();
    int ready = List.of(ConditionType.values()).indexOf(ConditionType.READY);
    assertThat(StatusCodec.read(Trees.set(TREE, "conditions[" + ready + "].reason", "'Unheard'")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "2147483648", "4294967301", "1e999999999", "'2'", "null"})
  void an_attempt_that_is_no_count_is_none(String json) {
    assertThat(StatusCodec.read(Trees.set(TREE, "attempt", json)).orElseThrow().outlook().attempt())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, Integer.MAX_VALUE})
  void an_attempt_is_a_count(int attempt) {
    var tree = Trees.set(TREE, "attempt", Integer.toString(attempt));
    assertThat(StatusCodec.read(tree).orElseThrow().outlook().attempt()).isEqualTo(attempt);
  }

  @Test
  void a_generation_below_one_is_none() {
    var first = StatusCodec.read(Trees.set(TREE, "observedGeneration", "1")).orElseThrow();
    assertThat(first.observedGeneration()).isEqualTo(Optional.of(new Generation(1)));
    var read = StatusCodec.read(Trees.set(TREE, "observedGeneration", "0")).orElseThrow();
    assertThat(read.observedGeneration()).isEqualTo(Optional.empty());
  }

  @Test
  void a_rev_that_cannot_be_read_is_zero() {
    assertThat(StatusCodec.rev(Value.Tree.EMPTY)).isZero();
    assertThat(StatusCodec.rev(Trees.tree("{'rev': '7'}"))).isZero();
    assertThat(StatusCodec.rev(Trees.tree("{'rev': 1e999999999}"))).isZero();
  }
}
