package io.runtimeservice.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.FieldRow;
import io.runtimeservice.model.document.FieldRow.Step;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Readings;
import io.runtimeservice.model.document.Refusal;
import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.spec.EnvironmentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppRecordTest {

  private static final AppId ID = new AppId("checkout");

  @Test
  void a_record_is_read_as_the_contract_says() {
    assertThat(read(RecordSchema.APP))
        .isEqualTo(
            new AppRecord(
                ID,
                new GitRepository("octo/checkout", 4711, 12),
                Trees.tree("{'MODE': 'slow', 'SHARED': 'app'}"),
                Map.of(
                    EnvironmentType.PREVIEW, Trees.tree("{'machines': 2}"),
                    EnvironmentType.PRODUCTION, Trees.tree("{'machines': 4}")),
                5));
  }

  @Test
  void what_is_optional_has_defaults() {
    var least =
        Trees.tree(
            "{'appId': 'checkout', 'gitRepository': {'fullName': 'o/n', 'repositoryId': 1,"
                + " 'ownerId': 2}}");
    assertThat(read(least))
        .isEqualTo(
            new AppRecord(ID, new GitRepository("o/n", 1, 2), Value.Tree.EMPTY, Map.of(), 50));
  }

  static Stream<Step> steps() {
    return RecordSchema.app().flatMap(row -> row.steps("app."));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void a_field_takes_what_the_contract_says_and_names_what_it_refuses(Step step) {
    var record = Trees.set(RecordSchema.APP, step.path(), step.json());
    assertThat(complaints(record)).isEqualTo(step.complaint().stream().toList());
  }

  @Test
  void every_field_is_walked() {
    var given = new ArrayList<String>();
    Trees.each(RecordSchema.APP, (path, _) -> given.add(path));
    given.removeAll(List.of("pk", "sk"));
    assertThat(RecordSchema.app().map(FieldRow::path)).containsExactlyInAnyOrderElementsOf(given);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "appId | app.appId: expected the app's own id; it is missing",
        "gitRepository | app.gitRepository: expected an object; it is missing",
        "gitRepository.fullName | app.gitRepository.fullName: expected owner/name; it is missing",
        "gitRepository.repositoryId | app.gitRepository.repositoryId: expected GitHub's id, a number; it is missing",
        "gitRepository.ownerId | app.gitRepository.ownerId: expected GitHub's id, a number; it is missing"
      })
  void a_field_that_must_be_there_is_missed(String path, String complaint) {
    assertThat(complaints(Trees.without(RecordSchema.APP, path))).containsExactly(complaint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "gitRepository.",
        "defaults.",
        "defaults.preview.",
        "defaults.production.guest.",
        "limits."
      })
  void a_stranger_is_refused_by_name(String object) {
    assertThat(Readings.refusals(reading(Trees.set(RecordSchema.APP, object + "surprise", "1"))))
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.path()).isEqualTo("app." + object + "surprise");
          assertThat(refusal.expected()).startsWith("unknown field; expected one of ");
        });
  }

  @Test
  void the_manager_s_own_attributes_are_not_read() {
    var record = Trees.set(RecordSchema.APP, "x-owner", "{'team': ['a', null]}");
    assertThat(read(record)).isEqualTo(read(RecordSchema.APP));
    assertThat(complaints(Trees.set(RecordSchema.APP, "limits.x-owner", "1"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "preview, image",
    "preview, commit",
    "production, certificates",
    "production, expiresAt"
  })
  void defaults_may_not_hold_what_is_one_environment_s_own(String type, String field) {
    String path = "defaults." + type + "." + field;
    for (String json : List.of("null", "7", "'registry.example/a:b'", "[]")) {
      var complaints = complaints(Trees.set(RecordSchema.APP, path, json));
      assertThat(complaints.getFirst())
          .isEqualTo("app." + path + ": expected only in an environment's own spec");
      assertThat(complaints).hasSize(field.equals("certificates") && !json.equals("[]") ? 2 : 1);
    }
  }

  @Test
  void a_private_key_in_the_defaults_is_refused_as_a_secret() {
    var record =
        Trees.set(
            RecordSchema.APP,
            "defaults.preview.certificates",
            "[{'hostname': 'a.b', 'privateKey': 'HUNTER2'}]");
    assertThat(Readings.refusals(reading(record)))
        .map(refusal -> refusal.kind() + " " + refusal.path())
        .containsExactly(
            "MALFORMED app.defaults.preview.certificates",
            "PLAINTEXT_SECRET app.defaults.preview.certificates[0]");
  }

  @Test
  void a_layer_s_fault_is_named_in_the_app_record() {
    assertThat(complaints(Trees.set(RecordSchema.APP, "config.FLY_X", "'x'")))
        .singleElement()
        .asString()
        .startsWith("app.config.FLY_X: expected a name that is an env var's");
    assertThat(
            Readings.refusals(
                reading(
                    Trees.set(RecordSchema.APP, "defaults.preview.secrets", "{'T': 'HUNTER2'}"))))
        .map(refusal -> refusal.kind() + " " + refusal.path())
        .containsExactly("PLAINTEXT_SECRET app.defaults.preview.secrets.T");
    assertThat(
            complaints(
                Trees.set(RecordSchema.APP, "defaults.production.service.check", "{'path': '/'}")))
        .containsExactly(
            "app.defaults.production.service.check.type: expected http or tcp; it is missing");
  }

  @Test
  void everything_wrong_is_said_at_once() {
    assertThat(
            Readings.refusals(
                reading(
                    Trees.tree(
                        "{'appId': 'b', 'config': {'A': 1}, 'limits': {'maxPreviews': -1},"
                            + " 'defaults': {'staging': {}}}"))))
        .map(Refusal::path)
        .containsExactlyInAnyOrder(
            "app.appId",
            "app.gitRepository",
            "app.config.A",
            "app.limits.maxPreviews",
            "app.defaults.staging");
  }

  private static AppRecord read(Value.Tree tree) {
    return Readings.read(reading(tree));
  }

  private static Reading<AppRecord> reading(Value.Tree tree) {
    return AppRecord.read(tree, ID);
  }

  private static List<String> complaints(Value.Tree tree) {
    return Readings.complaints(reading(tree));
  }
}
