package io.runtimeservice.model.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Readings;
import io.runtimeservice.model.document.Refusal;
import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.document.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceReaderTest {

  private static final String SECRET_FORM = "an object of nothing but ref, version, key";
  private static final String CERTIFICATE_FORM = "an object of nothing but hostname, ref, version";
  private static final String REF =
      "a name of letters, digits and /_+=.@:- whose segments are neither empty nor dots";
  private static final String VERSION =
      "a version of 1 to 64 letters, digits and ._-, not only dots";

  /** Where a secret's value stands in a spec, and the path and form that are named. */
  record Plaintext(String spec, String path, String form) {}

  static Stream<Plaintext> plaintext() {
    return Stream.of(
        secret("'HUNTER2'"),
        secret("123456"),
        secret("true"),
        secret("['HUNTER2']"),
        secret("{'value': 'HUNTER2'}"),
        secret("{'HUNTER2': ''}"),
        secret("{'HUNTER2': null}"),
        secret("{'ref': 'r', 'version': 'v', 'value': 'HUNTER2'}"),
        secret("{'ref': 'r', 'version': 'v', 'HUNTER2': ''}"),
        secret("{'ref': 'r', 'version': 'v', 'hostname': 'HUNTER2'}"),
        secret("{'Ref': 'HUNTER2', 'version': 'v'}"),
        new Plaintext("{'secrets': 'HUNTER2'}", "spec.secrets", "an object of references by name"),
        new Plaintext(
            "{'secrets': ['HUNTER2']}", "spec.secrets", "an object of references by name"),
        new Plaintext("{'secrets': 123456}", "spec.secrets", "an object of references by name"),
        new Plaintext(
            "{'secrets': {'T': {'ref': {'value': 'HUNTER2'}, 'version': 'v'}}}",
            "spec.secrets.T.ref",
            REF),
        new Plaintext(
            "{'secrets': {'T': {'ref': ['HUNTER2'], 'version': 'v'}}}", "spec.secrets.T.ref", REF),
        new Plaintext(
            "{'secrets': {'T': {'ref': 'r', 'version': {'HUNTER2': 1}}}}",
            "spec.secrets.T.version",
            VERSION),
        new Plaintext(
            "{'secrets': {'T': {'ref': 'r', 'version': 'v', 'key': {'HUNTER2': 1}}}}",
            "spec.secrets.T.key",
            "a string that is not blank"),
        certificate("'HUNTER2'"),
        certificate("['HUNTER2']"),
        certificate("{'hostname': 'a.b', 'privateKey': 'HUNTER2'}"),
        certificate("{'hostname': 'a.b', 'key': 'HUNTER2'}"),
        certificate("{'hostname': 'a.b', 'HUNTER2': ''}"),
        certificate("{'hostname': 'a.b', 'ref': 'r', 'version': 'v', 'key': 'HUNTER2'}"),
        new Plaintext(
            "{'certificates': [{'hostname': 'a.b', 'ref': {'private_key': 'HUNTER2'}, 'version':"
                + " 'v'}]}",
            "spec.certificates[0].ref",
            REF));
  }

  private static Plaintext secret(String json) {
    return new Plaintext("{'secrets': {'T': " + json + "}}", "spec.secrets.T", SECRET_FORM);
  }

  private static Plaintext certificate(String json) {
    return new Plaintext(
        "{'certificates': [" + json + "]}", "spec.certificates[0]", CERTIFICATE_FORM);
  }

  @ParameterizedTest
  @MethodSource("plaintext")
  void a_value_where_only_a_reference_may_stand_is_refused_as_a_secret(Plaintext row) {
    assertThat(Readings.refusals(read(Trees.tree(row.spec))))
        .containsExactly(
            new Refusal(
                Refusal.Kind.PLAINTEXT_SECRET,
                row.path,
                "expected "
                    + row.form
                    + ": the table may hold no value of a secret, only where it is in the secret"
                    + " store"));
  }

  /** What is wrong with a reference and can be no secret. */
  record Malformed(String spec, List<String> complaints) {
    static Malformed of(String spec, String... complaints) {
      return new Malformed(spec, List.of(complaints));
    }
  }

  static Stream<Malformed> malformed() {
    return Stream.of(
        Malformed.of(
            "{'secrets': null}",
            "spec.secrets: expected an object of references by name; found null"),
        Malformed.of(
            "{'secrets': {'T': null}}", "spec.secrets.T: expected " + SECRET_FORM + "; found null"),
        Malformed.of(
            "{'secrets': {'T': {}}}",
            "spec.secrets.T.ref: expected " + REF + "; it is missing",
            "spec.secrets.T.version: expected " + VERSION + "; it is missing"),
        Malformed.of(
            "{'secrets': {'T': {'ref': 'r'}}}",
            "spec.secrets.T.version: expected " + VERSION + "; it is missing"),
        Malformed.of(
            "{'secrets': {'T': {'ref': null, 'version': 7}}}",
            "spec.secrets.T.ref: expected " + REF + "; found null",
            "spec.secrets.T.version: expected " + VERSION + "; found a number"),
        Malformed.of(
            "{'secrets': {'T': {'ref': '../other', 'version': '..'}}}",
            "spec.secrets.T.ref: expected " + REF,
            "spec.secrets.T.version: expected " + VERSION),
        Malformed.of(
            "{'secrets': {'FLY_TOKEN': {'ref': 'r', 'version': 'v'}}}",
            "spec.secrets.FLY_TOKEN: expected " + SpecSchema.envVarForm()),
        Malformed.of(
            "{'secrets': {'HUNTER2 !': {'ref': 'r', 'version': 'v'}}}",
            "spec.secrets: expected " + SpecSchema.envVarForm()),
        Malformed.of(
            "{'certificates': null}",
            "spec.certificates: expected a list of at most 50; found null"),
        Malformed.of(
            "{'certificates': 'HUNTER2'}",
            "spec.certificates: expected a list of at most 50; found a string"),
        Malformed.of(
            "{'certificates': [null]}",
            "spec.certificates[0]: expected " + CERTIFICATE_FORM + "; found null"),
        Malformed.of(
            "{'certificates': [{'hostname': 'a.b', 'ref': 'r'}]}",
            "spec.certificates[0].version: expected " + VERSION + "; it is missing"),
        Malformed.of(
            "{'certificates': [{'hostname': 'a.b', 'version': 'v'}]}",
            "spec.certificates[0].ref: expected " + REF + "; it is missing"),
        Malformed.of(
            "{'certificates': [{'ref': 'r', 'version': 'v'}]}",
            "spec.certificates[0].hostname: expected a lower-case host name with at least one dot,"
                + " optionally *. in front, not of fly.dev; it is missing"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void a_reference_that_is_not_whole_is_refused_with_its_path(Malformed row) {
    var refusals = Readings.refusals(read(Trees.tree(row.spec)));
    assertThat(refusals).map(Refusal::toString).containsExactlyElementsOf(row.complaints);
    assertThat(refusals).map(Refusal::kind).containsOnly(Refusal.Kind.MALFORMED);
  }

  @Test
  void what_json_cannot_hold_may_be_a_secret_too() {
    var binary =
        new Value.Tree(Map.of("secrets", new Value.Tree(Map.of("T", new Value.Opaque("binary")))));
    assertThat(Readings.refusals(read(binary)))
        .map(Refusal::kind)
        .containsExactly(Refusal.Kind.PLAINTEXT_SECRET);
  }

  /** A flood of other faults must not make a secret in the table look like a mere typing error. */
  @Test
  void a_secret_is_told_among_many_other_faults() {
    var spec = Trees.tree("{'secrets': {'T': 'HUNTER2'}}");
    for (int i = 0; i < 50; i++) {
      spec = Trees.set(spec, "config.FLY_" + i, "'x'");
    }
    assertThat(Readings.refusals(read(spec)))
        .map(Refusal::kind)
        .contains(Refusal.Kind.PLAINTEXT_SECRET);
  }

  @Test
  void references_are_in_the_order_that_matters() {
    var spec =
        Readings.read(
                read(
                    Trees.tree(
                        "{'secrets': {'B': {'ref': 'r', 'version': 'v'}, 'A': {'ref': 'r',"
                            + " 'version': 'v'}}, 'certificates': [{'hostname': 'z.example'},"
                            + " {'hostname': 'a.example'}]}")))
            .spec();
    assertThat(List.copyOf(spec.variables().secrets().keySet())).containsExactly("A", "B");
    assertThat(spec.certificates())
        .map(CertificateSpec::hostname)
        .containsExactly("z.example", "a.example");
  }

  private static Reading<EffectiveSpec> read(Value.Tree own) {
    return EffectiveSpec.of(EnvironmentType.PREVIEW, Value.Tree.EMPTY, Value.Tree.EMPTY, own);
  }
}
