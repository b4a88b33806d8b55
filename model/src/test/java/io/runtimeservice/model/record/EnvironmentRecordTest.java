package io.runtimeservice.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.FieldRow;
import io.runtimeservice.model.document.FieldRow.Step;
import io.runtimeservice.model.document.Readings;
import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.spec.EnvironmentType;
import io.runtimeservice.model.spec.SpecSchema;
import io.runtimeservice.model.spec.Wish;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentRecordTest {

  @Test
  void a_record_is_read_as_the_contract_says() {
    assertThat(read(RecordSchema.ENVIRONMENT))
        .isEqualTo(
            new EnvironmentRecord(
                RecordSchema.KEY,
                EnvironmentType.PREVIEW,
                "feature/x",
                new Generation(3),
                Wish.RUNNING,
                false,
                SpecSchema.FULL));
  }

  @ParameterizedTest
  @CsvSource({"preview, false", "production, true"})
  void deletion_is_protected_by_default_in_production_alone(String type, boolean isProtected) {
    var record =
        Trees.without(
            Trees.set(RecordSchema.ENVIRONMENT, "type", "'" + type + "'"), "deletionProtection");
    assertThat(read(record).deletionProtection()).isEqualTo(isProtected);
    assertThat(read(Trees.set(record, "deletionProtection", "true")).deletionProtection()).isTrue();
    assertThat(read(Trees.set(record, "deletionProtection", "false")).deletionProtection())
        .isFalse();
  }

  static Stream<Step> steps() {
    return RecordSchema.environment().flatMap(row -> row.steps(""));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void a_field_takes_what_the_contract_says_and_names_what_it_refuses(Step step) {
    var record = Trees.set(RecordSchema.ENVIRONMENT, step.path(), step.json());
    assertThat(complaints(record)).isEqualTo(step.complaint().stream().toList());
  }

  @Test
  void every_field_is_walked() {
    var given =
        RecordSchema.ENVIRONMENT.fields().keySet().stream()
            .filter(name -> !List.of("pk", "sk", "url", "status").contains(name))
            .toList();
    assertThat(RecordSchema.environment().map(FieldRow::path))
        .containsExactlyInAnyOrderElementsOf(given);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "environmentId | environmentId: expected the environment's own id; it is missing",
        "type | type: expected preview or production; it is missing",
        "branch | branch: expected a branch name; it is missing",
        "generation | generation: expected a whole number from 1; it is missing",
        "desired | desired: expected running, stopped or deleted; it is missing",
        "spec | spec: expected an object; it is missing"
      })
  void a_field_that_must_be_there_is_missed(String path, String complaint) {
    assertThat(complaints(Trees.without(RecordSchema.ENVIRONMENT, path)))
        .containsExactly(complaint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pk", "sk", "url", "status", "deletionProtection"})
  void every_other_field_may_be_missing(String path) {
    assertThat(complaints(Trees.without(RecordSchema.ENVIRONMENT, path))).isEmpty();
  }

  @Test
  void a_stranger_is_refused_by_name() {
    assertThat(complaints(Trees.set(RecordSchema.ENVIRONMENT, "Branch", "'main'")))
        .containsExactly(
            "Branch: unknown field; expected one of branch, deletionProtection, desired,"
                + " environmentId, generation, pk, sk, spec, status, type, url");
  }

  /** What is ours is not judged by the reader of what is the Manager's, whatever stands there. */
  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "[]", "{'rev': 'x'}", "'text'"})
  void what_is_ours_or_says_that_it_is_the_manager_s_is_not_read(String json) {
    for (String name : List.of("url", "status", "x-note", "x-")) {
      assertThat(read(Trees.set(RecordSchema.ENVIRONMENT, name, json)))
          .isEqualTo(read(RecordSchema.ENVIRONMENT));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "9223372036854775807, 9223372036854775807", "2.0, 2"})
  void a_generation_is_read_even_from_a_record_that_is_refused(String json, long generation) {
    assertThat(EnvironmentRecord.generation(Trees.tree("{'generation': " + json + "}")))
        .contains(new Generation(generation));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "'1'", "null", "1e999999999", "9223372036854775808"})
  void a_generation_that_cannot_be_read_is_none(String json) {
    assertThat(EnvironmentRecord.generation(Trees.tree("{'generation': " + json + "}")))
        .isEqualTo(Optional.empty());
    assertThat(EnvironmentRecord.generation(Value.Tree.EMPTY)).isEmpty();
  }

  private static EnvironmentRecord read(Value.Tree tree) {
    return Readings.read(EnvironmentRecord.read(tree, RecordSchema.KEY));
  }

  private static List<String> complaints(Value.Tree tree) {
    return Readings.complaints(EnvironmentRecord.read(tree, RecordSchema.KEY));
  }
}
