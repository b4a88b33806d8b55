package io.runtimeservice.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.document.FieldRow.Kind;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Readings;
import io.runtimeservice.model.document.Refusal;
import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeRecordCodecTest {

  private static final Value.Tree FULL = RuntimeRecordCodec.write(RuntimeRecords.FULL);

  /** What replicas of two versions read of each other: it may grow, and never change. */
  @Test
  void the_attributes_are_these() {
    assertThat(Values.canonical(FULL))
        .isEqualTo(
            Values.canonical(
                Trees.tree(
                    """
                    {'owner': 'replica-1', 'leaseVersion': 12, 'epoch': 4, 'follower': 'replica-0',
                     'incarnation': 2, 'flyApp': 'checkout-pr-128-x2', 'network': 'default',
                     'reservedAt': '2026-11-24T09:00:00Z',
                     'closed': [{'name': 'checkout-pr-128-x1', 'network': 'default', 'at': '2026-11-24T09:00:00Z'}],
                     'generation': 3, 'digest': 'd1', 'acceptedAt': '2026-11-24T09:00:00Z',
                     'losses': 2, 'lostAt': '2026-11-24T10:00:00.500Z',
                     'settled': true, 'repairs': {'machine missing m0':
                       {'times': 1, 'since': '2026-11-24T09:00:00Z'}},
                     'begun': true, 'supersedes': {'generation': 2, 'digest': 'd0'},
                     'braked': 'app 3',
                     'applied': {
                       'app': true, 'secretsVersion': 7, 'secretsRepaired': 2, 'addressesAsked': ['v4'],
                       'hostnamesAsked': ['old.example.com'],
                       'addresses': {'v6': '2a09::1', 'shared_v4': '66.241.1.1'},
                       'secrets': {'TOKEN': {'ref': 'checkout', 'version': 'v7', 'key': 'token',
                         'digest': 'fd1'}},
                       'certificates': {
                         'shop.example.com': {'active': true,
                           'requestedAt': '2026-11-24T09:00:00Z',
                           'expiresAt': '2026-11-24T10:00:00.500Z'},
                         'example.org': {'active': false, 'ref': 'tls', 'version': '3',
                           'requestedAt': '2026-11-24T10:00:00.500Z'}},
                       'machines': {'m0': {'id': 'e28', 'version': '01J'},
                         'm10': {'id': 'e29', 'version': '01K'}}},
                     'rollout': {
                       'number': 4, 'begun': {'number': 4, 'generation': 3, 'digest': 'd1',
                         'at': '2026-11-24T09:00:00Z'},
                       'wellSince': '2026-11-24T10:00:00.500Z',
                       'green': {'m0': {'id': 'e30', 'version': '01L'}},
                       'retiring': {
                         'e31': {'slot': 'm10', 'succeededAt': '2026-11-24T09:00:00Z',
                           'cordonedAt': '2026-11-24T10:00:00.500Z'},
                         'e32': {'slot': 'm11'}},
                       'setback': {'number': 3, 'generation': 3, 'digest': 'd1',
                         'reason': 'CrashLoop', 'message': 'It ended with exit code 1.',
                         'at': '2026-11-24T10:00:00.500Z', 'count': 2},
                       'unreachable': {'e29': '2026-11-24T10:00:00.500Z'}},
                     'intents': ['app:', 'machine:m1'],
                     'image': {'generation': 3, 'digest': 'd1', 'resolved': 'sha256:1'},
                     'closing': {'name': 'checkout-pr-128-x2', 'at': '2026-11-24T09:00:00Z',
                       'goneAt': '2026-11-24T10:00:00.500Z',
                       'hostnames': ['shop.example.com']},
                     'wholeLookDueAt': '2026-11-24T10:00:00.500Z',
                     'drainingSince': '2026-11-24T09:00:00Z', 'historySeq': 41,
                     'reached': {'generation': 3, 'digest': 'd1', 'seq': 6}}
                    """)));
  }

  @Test
  void a_record_that_remembers_nothing_is_small() {
    assertThat(RuntimeRecordCodec.write(RuntimeRecord.none(RecordSchema.KEY)))
        .isEqualTo(
            Trees.tree(
                "{'leaseVersion': 0, 'epoch': 0, 'incarnation': 1, 'applied': {'app': false},"
                    + " 'historySeq': 0}"));
  }

  @Test
  void every_attribute_is_listed_for_removal() {
    assertThat(RuntimeRecordCodec.ATTRIBUTES)
        .containsExactlyInAnyOrderElementsOf(FULL.fields().keySet());
  }

  @Test
  void what_is_written_is_read_back_the_same() throws Exception {
    var none = RuntimeRecord.none(RecordSchema.KEY);
    assertThat(read(RuntimeRecordCodec.write(none))).isEqualTo(none);
    assertThat(read(FULL)).isEqualTo(RuntimeRecords.FULL);
    for (long seed = 0; seed < 500; seed++) {
      var record = RuntimeRecords.drawn(new Draws(seed));
      var tree = RuntimeRecordCodec.write(record);
      assertThat(read(tree)).as("seed %d", seed).isEqualTo(record);
      assertThat(Json.read(Json.write(tree))).as("seed %d", seed).isEqualTo(tree);
      assertThat(Set.copyOf(RuntimeRecordCodec.ATTRIBUTES)).containsAll(tree.fields().keySet());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "'text'", "{'a': [1]}"})
  void attributes_of_another_version_are_not_looked_at(String json) {
    for (String path :
        List.of("newer", "pk", "sk", "applied.newer", "applied.machines.m0.newer", "image.newer")) {
      assertThat(read(Trees.set(FULL, path, json))).isEqualTo(RuntimeRecords.FULL);
    }
  }

  /** What can be missing, as nothing of the sort is remembered; all else was always written. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "owner",
          "follower",
          "closed",
          "closed[0]",
          "closed[0].network",
          "intents",
          "intents[0]",
          "intents[1]",
          "image",
          "closing",
          "reached",
          "closing.goneAt",
          "closing.hostnames",
          "closing.hostnames[0]",
          "losses",
          "lostAt",
          "wholeLookDueAt",
          "drainingSince",
          "settled",
          "repairs",
          "repairs.machine missing m0",
          "begun",
          "supersedes",
          "braked",
          "applied.secretsVersion",
          "applied.secretsRepaired",
          "applied.addressesAsked",
          "applied.addressesAsked[0]",
          "applied.hostnamesAsked",
          "applied.hostnamesAsked[0]",
          "applied.addresses",
          "applied.addresses.v6",
          "applied.addresses.shared_v4",
          "applied.secrets",
          "applied.secrets.TOKEN",
          "applied.certificates",
          "applied.certificates.shop\u2024example\u2024com",
          "applied.certificates.shop\u2024example\u2024com.expiresAt",
          "applied.machines",
          "applied.machines.m0",
          "applied.machines.m10",
          "rollout",
          "rollout.begun",
          "rollout.wellSince",
          "rollout.green",
          "rollout.green.m0",
          "rollout.retiring",
          "rollout.retiring.e31",
          "rollout.retiring.e31.succeededAt",
          "rollout.retiring.e31.cordonedAt",
          "rollout.retiring.e32",
          "rollout.setback",
          "rollout.unreachable",
          "rollout.unreachable.e29");

  @Test
  void what_every_write_sets_is_missed_with_its_path() {
    var tree = dotless(FULL);
    for (String path : paths(tree)) {
      var complaints = complaints(Trees.without(tree, path));
      if (OPTIONAL.contains(path) || path.equals("applied.certificates.example\u2024org")) {
        assertThat(complaints).as(path).isEmpty();
      } else {
        assertThat(complaints)
            .as(path)
            .singleElement()
            .asString()
            .startsWith("runtime." + path + ": expected ")
            .endsWith("; it is missing");
      }
    }
  }

  /** A group without one of its parts would be forgotten as a whole, and made a second time. */
  @ParameterizedTest
  @CsvSource({
    "flyApp, network, reservedAt", "network, flyApp, reservedAt", "reservedAt, flyApp, network",
    "generation, digest, acceptedAt", "digest, generation, acceptedAt",
        "acceptedAt, generation, digest"
  })
  void a_part_without_the_rest_of_its_group_is_refused(String part, String one, String other) {
    var tree = Trees.without(Trees.without(FULL, one), other);
    assertThat(refusals(tree))
        .map(Refusal::path)
        .containsExactlyInAnyOrder("runtime." + one, "runtime." + other);
    assertThat(complaints(Trees.without(tree, part))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void a_value_of_another_kind_is_refused_with_its_path(Kind kind) {
    var tree = dotless(FULL);
    for (String path : paths(tree)) {
      var garbage = Trees.value(kind.sample());
      var changed = Trees.set(tree, path, garbage);
      if (isOfTheKindOf(garbage, at(tree, path))) {
        continue;
      }
      assertThat(refusals(changed))
          .as("%s = %s", path, kind.sample())
          .isNotEmpty()
          .allSatisfy(refusal -> assertThat(refusal.path()).isEqualTo("runtime." + path));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "leaseVersion | -1 | runtime.leaseVersion: expected a whole number from 0 to 9223372036854775807",
        "epoch | 1e999999999 | runtime.epoch: expected a whole number from 0 to 9223372036854775807",
        "incarnation | 0 | runtime.incarnation: expected a whole number from 1 to 2147483647",
        "incarnation | 2147483648 | runtime.incarnation: expected a whole number from 1 to 2147483647",
        "generation | 0 | runtime.generation: expected a whole number from 1 to 9223372036854775807",
        "historySeq | 0.5 | runtime.historySeq: expected a whole number from 0 to 9223372036854775807",
        "reservedAt | 'then' | runtime.reservedAt: expected a time in RFC 3339, such as 2026-12-01T09:00:00Z",
        "intents[0] | 'volume:x' | runtime.intents[0]: expected a kind of creation and its target, such as machine:m0",
        "intents[0] | 'machine' | runtime.intents[0]: expected a kind of creation and its target, such as machine:m0",
        "intents[0] | 'Machine:m0' | runtime.intents[0]: expected a kind of creation and its target, such as machine:m0",
        "closed[0] | 'x' | runtime.closed[0]: expected an object; found a string",
        "applied.addresses.v5 | 'x' | runtime.applied.addresses.v5: expected a name that is an address type",
        "applied.machines.m01 | {'id': 'x', 'version': 'y'} | runtime.applied.machines.m01: expected a name that is a slot, such as m0"
      })
  void what_cannot_have_been_written_is_refused(String path, String json, String complaint) {
    assertThat(complaints(Trees.set(FULL, path, json))).containsExactly(complaint);
  }

  @Test
  void an_empty_record_was_not_written_by_us() {
    assertThat(refusals(Value.Tree.EMPTY))
        .map(Refusal::path)
        .containsExactlyInAnyOrder(
            "runtime.leaseVersion",
            "runtime.epoch",
            "runtime.incarnation",
            "runtime.applied",
            "runtime.historySeq");
  }

  /** Host names have dots, which the paths of these tests do not allow. */
  private static Value.Tree dotless(Value.Tree tree) {
    var certificates = (Value.Tree) at(tree, "applied.certificates");
    var renamed = Values.tree();
    certificates.fields().forEach((host, it) -> renamed.put(host.replace('.', '\u2024'), it));
    return Trees.set(tree, "applied.certificates", renamed.build());
  }

  private static List<String> paths(Value.Tree tree) {
    var paths = new ArrayList<String>();
    Trees.each(tree, (path, _) -> paths.add(path));
    return paths;
  }

  private static Value at(Value.Tree tree, String path) {
    var found = new ArrayList<Value>();
    Trees.each(
        tree,
        (each, value) -> {
          if (each.equals(path)) {
            found.add(value);
          }
        });
    return found.getFirst();
  }

  private static boolean isOfTheKindOf(Value one, Value other) {
    return one.kind().equals(other.kind());
  }

  private static RuntimeRecord read(Value.Tree tree) {
    return Readings.read(RuntimeRecordCodec.read(tree, RecordSchema.KEY));
  }

  private static List<Refusal> refusals(Value.Tree tree) {
    return Readings.refusals(RuntimeRecordCodec.read(tree, RecordSchema.KEY));
  }

  private static List<String> complaints(Value.Tree tree) {
    return Readings.complaints(RuntimeRecordCodec.read(tree, RecordSchema.KEY));
  }
}
