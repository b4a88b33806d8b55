package io.runtimeservice.model.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Readings;
import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepRecordCodecTest {

  private static final Value.Tree FULL = SweepRecordCodec.write(SweepRecords.FULL);

  private static SweepRecord read(Value.Tree tree) {
    return Readings.read(SweepRecordCodec.read(tree));
  }

  private static List<String> complaints(Value.Tree tree) {
    return Readings.complaints(SweepRecordCodec.read(tree));
  }

  /** What replicas of two versions read of each other: it may grow, and never change. */
  @Test
  void the_attributes_are_these() {
    assertThat(Values.canonical(FULL))
        .isEqualTo(
            Values.canonical(
                Trees.tree(
                    """
                    {'owner': 'replica-1', 'version': 12, 'feedFrom': '2026-12-01T09:00:00Z',
                     'last': {'at': '2026-12-01T09:05:00.500Z', 'milliseconds': 2345,
                       'doubt': 'ord was not listed', 'environments': 900, 'owned': 800,
                       'machines': 1700, 'differing': {'SLOT_EMPTY': 1, 'VERSION': 2},
                       'found': [{'environment': 'shop/pr-1', 'what': 'machine m0 is not there'}]},
                     'lastComplete': {'at': '2026-12-01T09:00:00Z', 'milliseconds': 2000,
                       'environments': 901, 'owned': 801, 'machines': 1701, 'differing': {},
                       'found': []},
                     'orphans': [
                       {'app': 'shop-pr-1-x', 'environment': 'shop/pr-1',
                        'firstSeen': '2026-12-01T09:00:00Z', 'lastSeen': '2026-12-01T09:05:00.500Z'},
                       {'app': 'stray', 'firstSeen': '2026-12-01T09:05:00.500Z',
                        'lastSeen': '2026-12-01T09:05:00.500Z'}]}
                    """)));
  }

  @Test
  void every_attribute_is_listed_for_removal() {
    assertThat(SweepRecordCodec.ATTRIBUTES)
        .containsExactlyInAnyOrderElementsOf(FULL.fields().keySet());
  }

  @Test
  void what_is_written_is_read_back_the_same() throws Exception {
    assertThat(read(FULL)).isEqualTo(SweepRecords.FULL);
    for (long seed = 0; seed < 300; seed++) {
      var record = SweepRecords.drawn(new Draws(seed));
      var tree = SweepRecordCodec.write(record);
      assertThat(read(tree)).as("seed %d", seed).isEqualTo(record);
      assertThat(Json.read(Json.write(tree))).as("seed %d", seed).isEqualTo(tree);
      assertThat(Set.copyOf(SweepRecordCodec.ATTRIBUTES)).containsAll(tree.fields().keySet());
    }
  }

  @Test
  void where_there_is_no_record_nobody_sweeps_and_nothing_was_found() {
    assertThat(read(Value.Tree.EMPTY)).isEqualTo(SweepRecord.NONE);
    assertThat(SweepRecordCodec.write(SweepRecord.NONE)).isEqualTo(Trees.tree("{'version': 0}"));
  }

  @Test
  void a_record_is_written_where_it_stands_with_whatever_others_added() {
    var theirs = FULL.with("newer", Values.number(1));
    assertThat(SweepRecordCodec.isWritten(theirs, SweepRecords.FULL)).isTrue();
    for (String name : SweepRecordCodec.ATTRIBUTES) {
      assertThat(SweepRecordCodec.isWritten(Trees.without(FULL, name), SweepRecords.FULL))
          .as(name)
          .isFalse();
      assertThat(SweepRecordCodec.isWritten(Trees.set(FULL, name, "'other'"), SweepRecords.FULL))
          .as(name)
          .isFalse();
    }
    assertThat(SweepRecordCodec.isWritten(FULL, SweepRecords.FULL.heldBy(Optional.of("b"))))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "'text'", "{'a': [1]}"})
  void attributes_of_another_version_are_not_looked_at(String json) {
    for (String path : List.of("newer", "last.newer", "last.found[0].newer", "orphans[0].newer")) {
      assertThat(read(Trees.set(FULL, path, json))).isEqualTo(SweepRecords.FULL);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "owner | 7 | sweep.owner: expected a string; found a number",
        "version | -1 | sweep.version: expected a whole number from 0 to 9223372036854775807",
        "feedFrom | 'then' | sweep.feedFrom: expected a time in RFC 3339, such as 2026-12-01T09:00:00Z",
        "last | 7 | sweep.last: expected an object; found a number",
        "lastComplete | [] | sweep.lastComplete: expected an object; found a list",
        "last.at | 7 | sweep.last.at: expected a time in RFC 3339, such as 2026-12-01T09:00:00Z; found a number",
        "last.milliseconds | -1 | sweep.last.milliseconds: expected a whole number from 0 to 9223372036854775807",
        "last.doubt | false | sweep.last.doubt: expected a string; found a boolean",
        "last.environments | 2147483648 | sweep.last.environments: expected a whole number from 0 to 2147483647",
        "last.owned | -1 | sweep.last.owned: expected a whole number from 0 to 2147483647",
        "last.machines | 'x' | sweep.last.machines: expected a whole number from 0 to 2147483647; found a string",
        "last.differing | [] | sweep.last.differing: expected an object; found a list",
        "last.differing.VERSION | 'x' | sweep.last.differing.VERSION: expected a whole number from 0 to 2147483647; found a string",
        "last.differing.VERSION | 2147483648 | sweep.last.differing.VERSION: expected a whole number from 0 to 2147483647",
        "last.found[0] | 7 | sweep.last.found[0]: expected an object; found a number",
        "last.found[0].environment | 'shop' | sweep.last.found[0].environment: expected <appId>/<environmentId>",
        "last.found[0].what | 7 | sweep.last.found[0].what: expected a string; found a number",
        "orphans | {} | sweep.orphans: expected a list of at most 500; found an object",
        "orphans[1] | 7 | sweep.orphans[1]: expected an object; found a number",
        "orphans[1].app | 7 | sweep.orphans[1].app: expected a string; found a number",
        "orphans[0].environment | 7 | sweep.orphans[0].environment: expected <appId>/<environmentId>; found a number",
        "orphans[0].firstSeen | '' | sweep.orphans[0].firstSeen: expected a time in RFC 3339, such as 2026-12-01T09:00:00Z",
        "orphans[0].lastSeen | '' | sweep.orphans[0].lastSeen: expected a time in RFC 3339, such as 2026-12-01T09:00:00Z"
      })
  void what_is_not_understood_is_refused_with_its_name(String path, String json, String complaint) {
    assertThat(complaints(Trees.set(FULL, path, json))).containsExactly(complaint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "last.at",
        "last.environments",
        "last.owned",
        "last.machines",
        "last.found[0].environment",
        "last.found[0].what",
        "orphans[0].app",
        "orphans[0].firstSeen",
        "orphans[0].lastSeen"
      })
  void what_every_write_sets_is_missed_with_its_name(String path) {
    assertThat(complaints(Trees.without(FULL, path)))
        .singleElement()
        .asString()
        .startsWith("sweep." + path + ": expected ")
        .endsWith("; it is missing");
  }

  @ParameterizedTest
  @CsvSource({"orphans, 500", "last.found, 200"})
  void a_list_holds_as_much_as_its_limit_says_and_no_more(String path, int max) {
    assertThat(complaints(manyTimes(path, max))).isEmpty();
    assertThat(complaints(manyTimes(path, max + 1)))
        .containsExactly("sweep." + path + ": expected a list of at most " + max);
  }

  private static Value.Tree manyTimes(String path, int count) {
    var first =
        path.equals("orphans")
            ? FULL.items("orphans").getFirst()
            : FULL.tree("last").items("found").getFirst();
    return Trees.set(FULL, path, new Value.Many(Collections.nCopies(count, first)));
  }
}
