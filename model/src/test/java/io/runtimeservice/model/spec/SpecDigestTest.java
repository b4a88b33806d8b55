package io.runtimeservice.model.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Readings;
import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.document.Value;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpecDigestTest {

  private static final String PIN = "sha256:" + "0123456789abcdef".repeat(4);

  /** Two ways to ask for one thing. */
  record Same(String one, String other) {}

  static Stream<Same> same() {
    return Stream.of(
        new Same("{}", "{'image': null}"),
        new Same(
            "{}",
            "{'config': {}, 'secrets': {}, 'certificates': [], 'regions': ['iad'], 'machines': 1,"
                + " 'guest': {'cpuKind': 'shared', 'cpus': 1, 'memoryMb': 256},"
                + " 'service': {'internalPort': 8080}, 'addresses': ['v6', 'shared_v4'],"
                + " 'sleep': 'suspend', 'replacement': 'in-place', 'progressDeadlineSeconds': 300}"),
        new Same("{}", "{'guest': {}, 'service': {}}"),
        new Same("{'machines': 3}", "{'machines': 3.0}"),
        new Same("{'progressDeadlineSeconds': 600}", "{'progressDeadlineSeconds': 6e2}"),
        new Same("{'config': {'A': '1', 'B': '2'}}", "{'config': {'B': '2', 'A': '1'}}"),
        new Same(
            "{'secrets': {'A': {'ref': 'r', 'version': 'v'}}}",
            "{'secrets': {'A': {'version': 'v', 'key': 'A', 'ref': 'r'}}}"),
        new Same(
            "{'service': {'check': {'type': 'http'}}}",
            "{'service': {'check': {'type': 'http', 'path': '/', 'intervalSeconds': 15,"
                + " 'timeoutSeconds': 2, 'gracePeriodSeconds': 10}}}"),
        new Same("{'addresses': ['v4', 'v6']}", "{'addresses': ['v6', 'v4']}"),
        new Same(
            "{'expiresAt': '2026-12-01T09:00:00Z'}",
            "{'expiresAt': '2026-12-01T10:00:00.000+01:00'}"),
        new Same("{'image': 'r/a@" + PIN + "'}", "{'image': 'r/a:v1@" + PIN + "'}"));
  }

  @ParameterizedTest
  @MethodSource("same")
  void what_asks_for_the_same_has_one_digest(Same row) {
    assertThat(digest(row.one)).isEqualTo(digest(row.other));
  }

  /** Specs that could be taken for each other by a digest of carelessly joined text. */
  @Test
  void what_asks_for_something_else_has_another() {
    var specs =
        Stream.of(
            "{}",
            "{'config': {'A': '1, B=2'}}",
            "{'config': {'A': '1', 'B': '2'}}",
            "{'config': {'A': '1'}}",
            "{'config': {'A': ''}}",
            "{'config': {'A': '\\n'}}",
            "{'config': {'A': '{}'}}",
            "{'commit': '1'}",
            "{'image': 'r/a:1'}",
            "{'image': 'r/a:2'}",
            "{'image': 'r/a@" + PIN + "'}",
            "{'image': 'r/b@" + PIN + "'}",
            "{'regions': ['ams', 'fra']}",
            "{'regions': ['fra', 'ams']}",
            "{'secrets': {'A': {'ref': 'r', 'version': 'v'}}}",
            "{'secrets': {'A': {'ref': 'r', 'version': 'v', 'key': 'k'}}}",
            "{'secrets': {'A': {'ref': 'v', 'version': 'r'}}}",
            "{'secrets': {'B': {'ref': 'r', 'version': 'v', 'key': 'A'}}}",
            "{'certificates': [{'hostname': 'a.b'}]}",
            "{'certificates': [{'hostname': 'a.b', 'ref': 'r', 'version': 'v'}]}",
            "{'certificates': [{'hostname': 'a.b'}, {'hostname': 'c.d'}]}",
            "{'certificates': [{'hostname': 'c.d'}, {'hostname': 'a.b'}]}",
            "{'service': {'check': {'type': 'http'}}}",
            "{'service': {'check': {'type': 'tcp'}}}",
            "{'service': {'check': {'type': 'tcp', 'intervalSeconds': 2, 'timeoutSeconds': 15}}}",
            "{'addresses': []}",
            "{'network': 'default'}",
            "{'expiresAt': '2026-12-01T09:00:00Z'}",
            "{'expiresAt': '2026-12-01T09:00:01Z'}");
    assertThat(specs.map(SpecDigestTest::digest)).doesNotHaveDuplicates();
  }

  @Test
  void the_types_differ_by_their_defaults() {
    var preview = effective(EnvironmentType.PREVIEW, Value.Tree.EMPTY);
    var production = effective(EnvironmentType.PRODUCTION, Value.Tree.EMPTY);
    assertThat(preview.digest()).isNotEqualTo(production.digest());
  }

  /** Stored in every runtime record: a digest that moves makes every environment look changed. */
  @Test
  void the_digest_of_a_spec_does_not_move() {
    assertThat(digest("{}")).isEqualTo("d6cc0a8a683ba824a83009061cd77215");
    assertThat(effective(EnvironmentType.PRODUCTION, SpecSchema.FULL).digest())
        .isEqualTo("803c8cb326e7630db214507f5739542d");
  }

  private static String digest(String own) {
    return effective(EnvironmentType.PREVIEW, Trees.tree(own)).digest();
  }

  private static EffectiveSpec effective(EnvironmentType type, Value.Tree own) {
    return Readings.read(EffectiveSpec.of(type, Value.Tree.EMPTY, Value.Tree.EMPTY, own));
  }
}
