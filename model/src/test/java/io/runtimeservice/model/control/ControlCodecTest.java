package io.runtimeservice.model.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Readings;
import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlCodecTest {

  private static final Value.Tree FULL = ControlCodec.write(Controls.FULL);

  private static Control read(Value.Tree tree) {
    return Readings.read(ControlCodec.read(tree));
  }

  private static List<String> complaints(Value.Tree tree) {
    return Readings.complaints(ControlCodec.read(tree));
  }

  /** What operators and replicas of two versions read of each other: it may grow, never change. */
  @Test
  void the_attributes_are_these() {
    assertThat(Values.canonical(FULL))
        .isEqualTo(
            Values.canonical(
                Trees.tree(
                    """
                    {'pauseAll': true, 'pauseDestructive': true, 'observeOnly': true,
                     'paused': ['shop/pr-1', 'shop-2/main'],
                     'brake': {'trippedAt': '2026-12-01T09:31:00.500Z',
                       'because': 'more than 25 % of all apps in an hour',
                       'minutes': [{'from': '2026-12-01T09:00:00Z', 'count': 7},
                         {'from': '2026-12-01T09:01:00Z', 'count': 15}],
                       'allowance': 4},
                     'changedBy': 'ada', 'changedAt': '2026-12-01T09:31:00.500Z', 'rev': 3}
                    """)));
  }

  @Test
  void every_attribute_is_listed_for_removal() {
    assertThat(ControlCodec.ATTRIBUTES).containsExactlyInAnyOrderElementsOf(FULL.fields().keySet());
  }

  @Test
  void what_is_written_is_read_back_the_same() throws Exception {
    assertThat(read(FULL)).isEqualTo(Controls.FULL);
    for (long seed = 0; seed < 300; seed++) {
      var control = Controls.drawn(new Draws(seed));
      var tree = ControlCodec.write(control);
      assertThat(read(tree)).as("seed %d", seed).isEqualTo(control);
      assertThat(Json.read(Json.write(tree))).as("seed %d", seed).isEqualTo(tree);
      assertThat(Set.copyOf(ControlCodec.ATTRIBUTES)).containsAll(tree.fields().keySet());
    }
  }

  @Test
  void where_there_is_no_record_everything_is_off() {
    assertThat(read(Value.Tree.EMPTY)).isEqualTo(Control.NONE);
  }

  /** DynamoDB has no empty sets, and a reader takes what is missing for nobody. */
  @Test
  void where_nobody_is_paused_nothing_is_said_of_it() {
    assertThat(ControlCodec.write(Control.NONE))
        .isEqualTo(
            Trees.tree(
                "{'pauseAll': false, 'pauseDestructive': false, 'observeOnly': false, 'brake': {},"
                    + " 'rev': 0}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pauseAll", "pauseDestructive", "observeOnly", "paused", "brake"})
  void a_switch_that_is_not_there_is_off(String name) {
    var control = read(Trees.without(FULL, name));
    for (var which : Switches.Switch.values()) {
      assertThat(control.switches().is(which)).isEqualTo(!which.toString().equals(name));
    }
    assertThat(control.switches().paused().isEmpty()).isEqualTo(name.equals("paused"));
    assertThat(control.brake().equals(Brake.RELEASED)).isEqualTo(name.equals("brake"));
  }

  @Test
  void a_hand_that_writes_one_switch_has_written_all_that_is_needed() {
    assertThat(read(Trees.tree("{'pauseAll': true}")))
        .isEqualTo(
            new Control(
                Switches.OFF.with(Switches.Switch.PAUSE_ALL, true),
                Brake.RELEASED,
                Control.NONE.changed(),
                0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "'text'", "{'a': [1]}"})
  void attributes_of_another_version_are_not_looked_at(String json) {
    for (String path : List.of("newer", "pk", "brake.newer", "brake.minutes[0].newer")) {
      assertThat(read(Trees.set(FULL, path, json))).isEqualTo(Controls.FULL);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "pauseAll | 'true' | control.pauseAll: expected true or false; found a string",
        "pauseDestructive | 1 | control.pauseDestructive: expected true or false; found a number",
        "observeOnly | null | control.observeOnly: expected true or false; found null",
        "paused | 'shop/pr-1' | control.paused: expected a list of at most 1000; found a string",
        "paused[1] | 'shop' | control.paused[1]: expected <appId>/<environmentId>",
        "paused[0] | 'Shop/pr-1' | control.paused[0]: expected <appId>/<environmentId>",
        "paused[0] | 7 | control.paused[0]: expected <appId>/<environmentId>",
        "brake | true | control.brake: expected an object; found a boolean",
        "brake.trippedAt | 'now' | control.brake.trippedAt: expected a time in RFC 3339, such as 2026-12-01T09:00:00Z",
        "brake.because | 7 | control.brake.because: expected a string; found a number",
        "brake.minutes | {} | control.brake.minutes: expected a list of at most 61; found an object",
        "brake.minutes[1] | 7 | control.brake.minutes[1]: expected an object; found a number",
        "brake.minutes[0].from | 7 | control.brake.minutes[0].from: expected a time in RFC 3339, such as 2026-12-01T09:00:00Z; found a number",
        "brake.minutes[0].count | -1 | control.brake.minutes[0].count: expected a whole number from 0 to 1000000",
        "brake.minutes[0].count | 1000001 | control.brake.minutes[0].count: expected a whole number from 0 to 1000000",
        "brake.allowance | 1000001 | control.brake.allowance: expected a whole number from 0 to 1000000",
        "changedBy | 7 | control.changedBy: expected a string; found a number",
        "changedAt | 'then' | control.changedAt: expected a time in RFC 3339, such as 2026-12-01T09:00:00Z",
        "rev | -1 | control.rev: expected a whole number from 0 to 9223372036854775807",
        "rev | 0.5 | control.rev: expected a whole number from 0 to 9223372036854775807"
      })
  void what_is_not_understood_is_refused_with_its_name(String path, String json, String complaint) {
    assertThat(complaints(Trees.set(FULL, path, json))).containsExactly(complaint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"from", "count"})
  void a_minute_without_one_of_its_parts_is_refused(String part) {
    assertThat(complaints(Trees.without(FULL, "brake.minutes[1]." + part)))
        .singleElement()
        .asString()
        .startsWith("control.brake.minutes[1]." + part + ": expected ")
        .endsWith("; it is missing");
  }

  @Test
  void as_many_are_paused_as_the_limit_says_and_no_more() {
    assertThat(read(paused(Switches.PAUSED_MAX)).switches().paused()).hasSize(Switches.PAUSED_MAX);
    assertThat(complaints(paused(Switches.PAUSED_MAX + 1)))
        .containsExactly("control.paused: expected a list of at most 1000");
  }

  private static Value.Tree paused(int count) {
    var keys = IntStream.range(0, count).mapToObj(i -> EnvironmentKey.of("shop", "pr-" + i));
    return FULL.with("paused", Values.texts(keys.map(EnvironmentKey::toString).toList()));
  }

  @Test
  void an_hour_has_so_many_minutes_and_no_more() {
    assertThat(read(minutes(Brake.MINUTES_MAX)).brake().minutes()).hasSize(Brake.MINUTES_MAX);
    assertThat(complaints(minutes(Brake.MINUTES_MAX + 1)))
        .containsExactly("control.brake.minutes: expected a list of at most 61");
  }

  private static Value.Tree minutes(int count) {
    var minute = Trees.value("{'from': '2026-12-01T09:00:00Z', 'count': 1}");
    return Trees.set(FULL, "brake.minutes", new Value.Many(Collections.nCopies(count, minute)));
  }
}
