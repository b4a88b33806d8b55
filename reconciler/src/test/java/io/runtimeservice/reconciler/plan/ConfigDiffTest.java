package io.runtimeservice.reconciler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fly writes things its own way; only what was sent is compared, and env vars. */
class ConfigDiffTest {

  private static Value.Tree tree(String json) {
    return Wanted.tree(json.replace('\'', '"'));
  }

  private static List<String> between(String sent, String echoed) {
    return ConfigDiff.between(tree(sent), tree(echoed));
  }

  private static boolean isSame(String field, String sent, String echoed) {
    return between(
            "{'service': {'%s': %s}}".formatted(field, sent),
            "{'service': {'%s': %s}}".formatted(field, echoed))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "autostop     | 'off'     | false         | true",
        "autostop     | 'off'     | 'off'         | true",
        "autostop     | 'off'     | null          | true",
        "autostop     | 'stop'    | true          | true",
        "autostop     | 'stop'    | 'stop'        | true",
        "autostop     | 'suspend' | 'suspend'     | true",
        "autostop     | 'off'     | true          | false",
        "autostop     | 'off'     | 'suspend'     | false",
        "autostop     | 'stop'    | false         | false",
        "autostop     | 'stop'    | 'suspend'     | false",
        "autostop     | 'suspend' | true          | false",
        "autostop     | 'suspend' | null          | false",
        "interval     | '15s'     | '15s'         | true",
        "interval     | '15s'     | '15000ms'     | true",
        "interval     | '15s'     | 15000000000   | true",
        "interval     | '60s'     | '1m0s'        | true",
        "interval     | '90s'     | '1m0s'        | true",
        "interval     | '90s'     | 60000000000   | true",
        "interval     | '15s'     | '16s'         | false",
        "interval     | '15s'     | null          | false",
        "interval     | '15s'     | 'soon'        | false",
        "timeout      | '90s'     | '1m30s'       | true",
        "timeout      | '90s'     | '1m0s'        | false",
        "grace_period | '300s'    | '5m0s'        | true",
        "grace_period | '300s'    | '1m0s'        | false",
        "autostart    | false     | null          | true",
        "autostart    | false     | false         | true",
        "autostart    | true      | null          | false",
        "autostart    | false     | true          | false",
        "internal_port | 8080     | 8080.0        | true",
        "internal_port | 8080     | 8081          | false",
        "internal_port | 8080     | '8080'        | false",
        "min_machines_running | 0 | 0             | true",
        "path         | ''        | null          | true",
        "path         | '/'       | null          | false",
        "handlers     | ['tls', 'http'] | ['tls', 'http'] | true",
        "handlers     | ['tls', 'http'] | ['http', 'tls'] | false",
        "handlers     | ['tls']   | ['tls', 'http'] | false",
        "handlers     | []        | null          | true",
        "options      | {}        | null          | true",
        "options      | {'a': false} | null       | true",
        "options      | {'a': {'b': {}}} | {}     | true",
        "options      | {'a': 1}  | null          | false",
        "options      | {'a': 1}  | [1]           | false",
      })
  void one_thing_may_be_written_in_two_ways(
      String field, String sent, String echoed, boolean same) {
    assertThat(isSame(field, sent, echoed)).isEqualTo(same);
  }

  @Test
  void what_fly_adds_makes_no_difference() {
    assertThat(
            between(
                "{'guest': {'cpus': 1}}",
                "{'guest': {'cpus': 1, 'kernel_args': ['x']}, 'dns': {}, 'init': {'exec': null}}"))
        .isEmpty();
    assertThat(between("{}", "{'guest': {'cpus': 1}}")).isEmpty();
  }

  @Test
  void a_field_that_is_not_there_at_all_is_as_if_it_were_empty() {
    assertThat(between("{'restart': {'policy': 'on-failure'}}", "{}")).containsExactly("restart");
    assertThat(between("{'metrics': {}}", "{}")).isEmpty();
  }

  @Test
  void every_part_that_differs_is_named() {
    assertThat(
            between(
                "{'guest': {'cpus': 1}, 'restart': {'policy': 'no'}, 'services': [{'port': 1}]}",
                "{'guest': {'cpus': 2}, 'restart': {'policy': 'no'}, 'services': [{'port': 2}]}"))
        .containsExactly("guest", "services");
  }

  @Test
  void services_are_as_many_as_were_sent_in_their_order() {
    assertThat(between("{'services': [{'a': 1}]}", "{'services': [{'a': 1}, {'a': 2}]}"))
        .containsExactly("services");
    assertThat(between("{'services': [{'a': 1}, {'a': 2}]}", "{'services': [{'a': 1}]}"))
        .containsExactly("services");
    assertThat(between("{'services': [{'a': 1}, {'a': 2}]}", "{'services': [{'a': 2}, {'a': 1}]}"))
        .containsExactly("services");
  }

  @Test
  void env_vars_are_told_by_name_and_none_may_be_more() {
    assertThat(
            between(
                "{'env': {'A': '1', 'B': '2', 'C': '3'}}",
                "{'env': {'A': '1', 'B': 'x', 'D': '4'}}"))
        .containsExactly("env B", "env C", "env D");
    assertThat(between("{'env': {}}", "{}")).isEmpty();
    assertThat(between("{'env': {}}", "{'env': {'DEBUG': '1'}}")).containsExactly("env DEBUG");
    assertThat(between("{'env': {'A': ''}}", "{'env': {}}"))
        .as("an env var that is empty is there")
        .containsExactly("env A");
  }

  @Test
  void the_image_is_somebody_else_s_question() {
    assertThat(between("{'image': 'a'}", "{'image': 'b'}")).isEmpty();
  }

  @Test
  void an_env_var_may_be_called_like_a_field_that_is_normalised() {
    assertThat(between("{'env': {'timeout': '90s'}}", "{'env': {'timeout': '1m30s'}}"))
        .containsExactly("env timeout");
  }

  @Test
  void what_we_send_is_what_we_send() {
    Desired desired =
        Wanted.preview(
            """
            {"image": "registry.fly.io/checkout@sha256:%s", "config": {"A": "1"},
             "service": {"check": {"type": "http", "path": "/healthz", "intervalSeconds": 60}}}
            """
                .formatted("a".repeat(64)));
    var observed = Given.converged(desired);
    var blueprint =
        Blueprint.of(desired, observed.record(), desired.spec().build().image().orElseThrow());
    Machine machine = observed.machines().getFirst();
    assertThat(ConfigDiff.between(blueprint.tree(), machine.config().orElseThrow())).isEmpty();
  }
}
