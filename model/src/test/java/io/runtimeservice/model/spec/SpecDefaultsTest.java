package io.runtimeservice.model.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Readings;
import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.secret.SecretReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract's defaults, restated, and its rules of merging, field by field. */
class SpecDefaultsTest {

  private static final Value.Tree NOTHING = Value.Tree.EMPTY;

  @Test
  void a_preview_that_says_nothing_is() {
    assertThat(of(EnvironmentType.PREVIEW, NOTHING, NOTHING, NOTHING))
        .isEqualTo(
            new Spec(
                new Build(Optional.empty(), Optional.empty()),
                new Variables(Map.of(), Map.of()),
                List.of(),
                new Placement(List.of("iad"), 1, new Guest(CpuKind.SHARED, 1, 256)),
                new Service(8080, Optional.empty()),
                new Reach(List.of(AddressType.V6, AddressType.SHARED_V4), Optional.empty()),
                new Policy(
                    Sleep.SUSPEND, Replacement.IN_PLACE, Optional.empty(), Duration.ofMinutes(5))));
  }

  @Test
  void a_production_environment_that_says_nothing_is() {
    assertThat(of(EnvironmentType.PRODUCTION, NOTHING, NOTHING, NOTHING))
        .isEqualTo(
            new Spec(
                new Build(Optional.empty(), Optional.empty()),
                new Variables(Map.of(), Map.of()),
                List.of(),
                new Placement(List.of("iad"), 1, new Guest(CpuKind.SHARED, 1, 256)),
                new Service(8080, Optional.empty()),
                new Reach(List.of(AddressType.V6, AddressType.SHARED_V4), Optional.of("default")),
                new Policy(
                    Sleep.OFF, Replacement.BLUE_GREEN, Optional.empty(), Duration.ofMinutes(15))));
  }

  /** A check that is asked for, with what is not said of it. */
  record CheckRow(String json, Check check) {}

  static Stream<CheckRow> checks() {
    return Stream.of(
        new CheckRow("{'type': 'http'}", check(Check.Type.HTTP, Optional.of("/"), 15, 2, 10)),
        new CheckRow("{'type': 'tcp'}", check(Check.Type.TCP, Optional.empty(), 15, 2, 10)),
        new CheckRow(
            "{'type': 'http', 'path': '/up', 'intervalSeconds': 30, 'timeoutSeconds': 3,"
                + " 'gracePeriodSeconds': 60}",
            check(Check.Type.HTTP, Optional.of("/up"), 30, 3, 60)));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void a_check_has_defaults_of_its_own(CheckRow row) {
    var own = Trees.set(NOTHING, "service.check", row.json);
    assertThat(of(EnvironmentType.PREVIEW, NOTHING, NOTHING, own).service())
        .isEqualTo(new Service(8080, Optional.of(row.check)));
  }

  @ParameterizedTest
  @EnumSource
  void what_a_spec_says_is_what_it_is(EnvironmentType type) {
    assertThat(of(type, NOTHING, NOTHING, SpecSchema.FULL))
        .isEqualTo(
            new Spec(
                new Build(
                    Optional.of(
                        new ImageReference(
                            "registry.example/checkout",
                            Optional.empty(),
                            Optional.of("sha256:" + "0123456789abcdef".repeat(4)))),
                    Optional.of("9f3c2a1")),
                new Variables(
                    Map.of("MODE", "fast", "EMPTY", ""),
                    Map.of(
                        "TOKEN",
                        new SecretSpec(new SecretReference("checkout/preview", "v7"), "token"))),
                List.of(
                    new CertificateSpec("shop.example.com", Optional.empty()),
                    new CertificateSpec(
                        "*.example.org", Optional.of(new SecretReference("tls/example.org", "3")))),
                new Placement(List.of("ams", "fra"), 3, new Guest(CpuKind.PERFORMANCE, 2, 4096)),
                new Service(
                    3000, Optional.of(check(Check.Type.HTTP, Optional.of("/healthz"), 20, 5, 30))),
                new Reach(List.of(AddressType.V4, AddressType.PRIVATE_V6), Optional.of("team-a")),
                new Policy(
                    Sleep.STOP,
                    Replacement.RECREATE,
                    Optional.of(Instant.parse("2026-12-01T09:00:00Z")),
                    Duration.ofMinutes(10))));
  }

  @Test
  void a_secret_s_key_is_its_env_var_s_name_unless_another_is_said() {
    var own = Trees.tree("{'secrets': {'TOKEN': {'ref': 'r', 'version': 'v'}}}");
    assertThat(of(EnvironmentType.PREVIEW, NOTHING, NOTHING, own).variables().secrets())
        .isEqualTo(Map.of("TOKEN", new SecretSpec(new SecretReference("r", "v"), "TOKEN")));
  }

  @Test
  void a_network_given_explicitly_is_taken_for_either_type() {
    var own = Trees.tree("{'network': 'default'}");
    assertThat(of(EnvironmentType.PREVIEW, NOTHING, NOTHING, own).reach().network())
        .contains("default");
    var other = Trees.tree("{'network': 'team-a'}");
    assertThat(of(EnvironmentType.PRODUCTION, NOTHING, NOTHING, other).reach().network())
        .contains("team-a");
  }

  /** A field in three layers, and what comes of it. */
  record Merge(String field, String config, String defaults, String own, String merged) {
    @Override
    public String toString() {
      return field + ": " + config + " < " + defaults + " < " + own;
    }
  }

  static Stream<Merge> merges() {
    return Stream.of(
        new Merge(
            "config",
            "{'A': 'app', 'B': 'app', 'C': 'app'}",
            "{'B': 'defaults', 'C': 'defaults', 'D': 'defaults'}",
            "{'C': 'own', 'D': 'own', 'E': 'own'}",
            "{'A': 'app', 'B': 'defaults', 'C': 'own', 'D': 'own', 'E': 'own'}"),
        new Merge("config", "{'A': 'app'}", "{}", "{}", "{'A': 'app'}"),
        new Merge(
            "secrets",
            "{}",
            "{'A': {'ref': 'r', 'version': '1', 'key': 'k'}, 'B': {'ref': 'r', 'version': '1'}}",
            "{'A': {'ref': 'r', 'version': '2'}, 'C': {'ref': 's', 'version': '1'}}",
            "{'A': {'ref': 'r', 'version': '2'}, 'B': {'ref': 'r', 'version': '1'},"
                + " 'C': {'ref': 's', 'version': '1'}}"),
        new Merge(
            "guest",
            "{}",
            "{'cpuKind': 'performance', 'memoryMb': 8192}",
            "{'cpus': 2}",
            "{'cpuKind': 'performance', 'memoryMb': 8192, 'cpus': 2}"),
        new Merge("guest", "{}", "{'memoryMb': 512}", "{'memoryMb': 1024}", "{'memoryMb': 1024}"),
        new Merge(
            "service",
            "{}",
            "{'internalPort': 3000, 'check': {'type': 'http', 'path': '/up'}}",
            "{'internalPort': 4000}",
            "{'internalPort': 4000, 'check': {'type': 'http', 'path': '/up'}}"),
        new Merge(
            "service",
            "{}",
            "{'internalPort': 3000, 'check': {'type': 'http', 'path': '/up'}}",
            "{'check': {'type': 'tcp'}}",
            "{'internalPort': 3000, 'check': {'type': 'tcp'}}"),
        new Merge("regions", "{}", "['ams', 'fra']", "['lhr']", "['lhr']"),
        new Merge("addresses", "{}", "['v4', 'v6']", "[]", "[]"),
        new Merge("machines", "{}", "2", "3", "3"),
        new Merge("sleep", "{}", "'stop'", "'off'", "'off'"),
        new Merge("replacement", "{}", "'recreate'", "'blue-green'", "'blue-green'"),
        new Merge("network", "{}", "'default'", "'team-a'", "'team-a'"),
        new Merge("progressDeadlineSeconds", "{}", "60", "120", "120"));
  }

  @ParameterizedTest
  @MethodSource("merges")
  void layers_are_merged_each_field_by_its_rule(Merge row) {
    var merged = effective(NOTHING, NOTHING, Trees.set(NOTHING, row.field, row.merged));
    var config = Trees.tree(row.config);
    var defaults = Trees.set(NOTHING, row.field, row.defaults);
    var own = Trees.set(NOTHING, row.field, row.own);
    assertThat(effective(config, defaults, own)).isEqualTo(merged);
  }

  @ParameterizedTest
  @MethodSource("merges")
  void what_the_own_spec_leaves_open_is_the_defaults(Merge row) {
    var defaults = Trees.set(NOTHING, row.field, row.defaults);
    assertThat(effective(NOTHING, defaults, NOTHING))
        .isEqualTo(effective(NOTHING, NOTHING, defaults));
  }

  @Test
  void a_name_in_secrets_and_in_the_merged_config_is_refused_wherever_each_comes_from() {
    var config = Trees.tree("{'TOKEN': 'x'}");
    var plain = Trees.set(NOTHING, "config.TOKEN", "'x'");
    var secret = Trees.tree("{'secrets': {'TOKEN': {'ref': 'r', 'version': 'v'}}}");
    var both = Trees.set(secret, "config.TOKEN", "'x'");
    for (var refused :
        List.of(
            read(config, NOTHING, secret),
            read(config, secret, NOTHING),
            read(NOTHING, plain, secret),
            read(NOTHING, secret, plain),
            read(NOTHING, both, NOTHING),
            read(NOTHING, NOTHING, both))) {
      assertThat(Readings.complaints(refused))
          .containsExactly(
              "spec.secrets.TOKEN: expected a name that does not also stand in the merged config");
    }
  }

  private static Check check(
      Check.Type type, Optional<String> path, int interval, int timeout, int grace) {
    return new Check(
        type,
        path,
        Duration.ofSeconds(interval),
        Duration.ofSeconds(timeout),
        Duration.ofSeconds(grace));
  }

  private static Spec of(
      EnvironmentType type, Value.Tree config, Value.Tree defaults, Value.Tree own) {
    return Readings.read(EffectiveSpec.of(type, config, defaults, own)).spec();
  }

  private static EffectiveSpec effective(Value.Tree config, Value.Tree defaults, Value.Tree own) {
    return Readings.read(read(config, defaults, own));
  }

  private static Reading<EffectiveSpec> read(
      Value.Tree config, Value.Tree defaults, Value.Tree own) {
    return EffectiveSpec.of(EnvironmentType.PREVIEW, config, defaults, own);
  }
}
