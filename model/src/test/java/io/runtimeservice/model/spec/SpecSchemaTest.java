package io.runtimeservice.model.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.FieldRow;
import io.runtimeservice.model.document.FieldRow.Step;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Readings;
import io.runtimeservice.model.document.Refusals;
import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks every field of a spec: each good value, each bad one, each wrong kind, each stranger. */
class SpecSchemaTest {

  /** In these an object or a list is taken for a secret, and refused in other words. */
  private static final List<String> MAY_HOLD_SECRETS = List.of("secrets.", "certificates[");

  static Stream<Step> ownSteps() {
    return SpecSchema.fields()
        .flatMap(row -> row.steps("spec."))
        .filter(step -> !isTakenForASecret(step));
  }

  private static boolean isTakenForASecret(Step step) {
    return MAY_HOLD_SECRETS.stream().anyMatch(step.path()::startsWith)
        && (step.json().equals("[]") || step.json().equals("{}"));
  }

  @ParameterizedTest
  @MethodSource("ownSteps")
  void a_field_of_the_spec_takes_what_the_contract_says_and_names_what_it_refuses(Step step) {
    var spec = Trees.set(SpecSchema.FULL, step.path(), step.json());
    assertThat(complaints(spec)).isEqualTo(step.complaint().stream().toList());
  }

  static Stream<Step> layerSteps() {
    return SpecSchema.fields()
        .filter(row -> SpecSchema.OWN_ONLY.stream().noneMatch(row.path()::startsWith))
        .flatMap(row -> row.steps("app.defaults.preview."))
        .filter(step -> !isTakenForASecret(step));
  }

  @ParameterizedTest
  @MethodSource("layerSteps")
  void a_field_of_the_defaults_is_held_to_the_same(Step step) {
    var layer = Trees.set(allowedInDefaults(), step.path(), step.json());
    assertThat(layerComplaints(layer)).isEqualTo(step.complaint().stream().toList());
  }

  @ParameterizedTest
  @MethodSource("ownSteps")
  void a_value_that_is_taken_takes_effect(Step step) {
    var spec = Trees.set(SpecSchema.FULL, step.path(), step.json());
    if (step.complaint().isEmpty() && !spec.equals(SpecSchema.FULL)) {
      var before = effective(SpecSchema.FULL);
      var after = effective(spec);
      assertThat(after.spec()).isNotEqualTo(before.spec());
      assertThat(after.digest()).isNotEqualTo(before.digest());
    }
  }

  @Test
  void every_field_is_walked() {
    var walked = SpecSchema.fields().map(FieldRow::path).toList();
    var given = new ArrayList<String>();
    Trees.each(SpecSchema.FULL, (path, _) -> given.add(path));
    given.removeAll(
        List.of(
            "config.EMPTY",
            "secrets",
            "secrets.TOKEN",
            "certificates[0]",
            "certificates[1]",
            "certificates[1].hostname",
            "regions[1]",
            "addresses[1]"));
    assertThat(walked).containsExactlyInAnyOrderElementsOf(given);
  }

  @Test
  void a_stranger_beside_any_field_is_refused_by_name() {
    SpecSchema.objects()
        .forEach((object, known) -> {
          var spec = Trees.set(SpecSchema.FULL, object + "memoryMB", "1");
          assertThat(complaints(spec))
              .containsExactly(
                  "spec." + object + "memoryMB: unknown field; expected one of " + known);
          assertThat(layerComplaints(Trees.set(allowedInDefaults(), object + "memoryMB", "1")))
              .containsExactly(
                  "app.defaults.preview."
                      + object
                      + "memoryMB: unknown field; expected one of "
                      + known);
        });
  }

  static Stream<String> badConfigNames() {
    return SpecSchema.badConfigNames();
  }

  @ParameterizedTest
  @MethodSource("badConfigNames")
  void a_name_in_config_that_no_env_var_can_have_is_refused(String name) {
    var spec = SpecSchema.FULL.with("config", new Value.Tree(Map.of(name, new Value.Text("x"))));
    assertThat(Readings.refusals(reading(spec)))
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.path())
              .startsWith("spec.config." + name.substring(0, Math.min(9, name.length())));
          assertThat(refusal.expected()).isEqualTo("expected " + SpecSchema.envVarForm());
        });
  }

  @Test
  void what_is_wrong_in_several_places_is_said_of_each() {
    assertThat(
            complaints(
                Trees.tree(
                    """
                    {'image': 'x', 'machines': 0, 'regions': [], 'sleep': 'deep',
                     'guest': {'cpus': 'many', 'disk': 1}, 'service': {'check': {}}}
                    """)))
        .containsExactlyInAnyOrder(
            "spec.image: expected an image as registry/name@sha256:<64 hexadecimal characters> or"
                + " registry/name:tag",
            "spec.machines: expected a whole number from 1 to 50",
            "spec.regions: expected at least one region",
            "spec.sleep: expected one of off, stop, suspend",
            "spec.guest.cpus: expected a whole number from 1 to 128; found a string",
            "spec.guest.disk: unknown field; expected one of cpuKind, cpus, memoryMb",
            "spec.service.check.type: expected http or tcp; it is missing");
  }

  @Test
  void a_tcp_check_has_no_path() {
    assertThat(complaints(Trees.set(SpecSchema.FULL, "service.check.type", "'tcp'")))
        .containsExactly("spec.service.check.path: expected none for a tcp check");
  }

  @Test
  void nothing_stands_twice_in_a_list() {
    assertThat(complaints(Trees.tree("{'regions': ['iad', 'ams', 'iad']}")))
        .containsExactly("spec.regions[2]: expected each only once");
    assertThat(complaints(Trees.tree("{'addresses': ['v6', 'v6']}")))
        .containsExactly("spec.addresses[1]: expected each only once");
    assertThat(
            complaints(
                Trees.tree(
                    "{'certificates': [{'hostname': 'a.b'}, {'hostname': 'a.b', 'ref': 'r',"
                        + " 'version': 'v'}]}")))
        .containsExactly("spec.certificates[1].hostname: expected each host name once");
  }

  @Test
  void a_spec_has_a_limit_in_bytes() {
    int fixed = "{\"config\":{\"A\":\"\"}}".length();
    var longest = config("x".repeat(EffectiveSpec.BYTES_MAX - fixed));
    assertThat(complaints(longest)).isEmpty();
    assertThat(complaints(config("x".repeat(EffectiveSpec.BYTES_MAX - fixed + 1))))
        .containsExactly("spec: expected at most 65536 bytes as JSON");
    assertThat(complaints(config("é".repeat(EffectiveSpec.BYTES_MAX / 2))))
        .containsExactly("spec: expected at most 65536 bytes as JSON");
    assertThat(complaints(Trees.tree("{'surprise': '" + "x".repeat(70_000) + "'}")))
        .containsExactly("spec: expected at most 65536 bytes as JSON");
  }

  @ParameterizedTest
  @EnumSource
  void a_number_with_an_enormous_exponent_is_refused_anywhere(EnvironmentType type) {
    var paths = new ArrayList<String>();
    Trees.each(SpecSchema.FULL, (path, _) -> paths.add(path));
    for (String number :
        List.of("1e999999999", "1e2147483648", "-100e2147483647", "1e-999999999")) {
      for (String path : paths) {
        var spec = Trees.set(SpecSchema.FULL, path, number);
        assertThat(
                Readings.complaints(
                    EffectiveSpec.of(type, Value.Tree.EMPTY, Value.Tree.EMPTY, spec)))
            .as("%s = %s", path, number)
            .isNotEmpty();
      }
    }
  }

  private static Value.Tree config(String text) {
    return Trees.set(Value.Tree.EMPTY, "config.A", new Value.Text(text));
  }

  private static Value.Tree allowedInDefaults() {
    var layer = SpecSchema.FULL;
    for (String name : SpecSchema.OWN_ONLY) {
      layer = Trees.without(layer, name);
    }
    return layer;
  }

  private static List<String> layerComplaints(Value.Tree layer) {
    var refusals = new Refusals();
    EffectiveSpec.checkLayer(layer, EnvironmentType.PREVIEW, "app.defaults.preview", refusals);
    return Readings.complaints(refusals.orElse(() -> 0));
  }

  private static List<String> complaints(Value.Tree spec) {
    return Readings.complaints(reading(spec));
  }

  private static EffectiveSpec effective(Value.Tree spec) {
    return Readings.read(reading(spec));
  }

  private static Reading<EffectiveSpec> reading(Value.Tree spec) {
    return EffectiveSpec.of(EnvironmentType.PREVIEW, Value.Tree.EMPTY, Value.Tree.EMPTY, spec);
  }
}
