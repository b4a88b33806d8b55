package io.runtimeservice.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Readings;
import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.spec.EnvironmentType;
import io.runtimeservice.model.spec.SpecSchema;
import io.runtimeservice.model.spec.Wish;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DesiredTest {

  private static final Value.Tree APP = RecordSchema.APP;
  private static final Value.Tree ENVIRONMENT =
      RecordSchema.ENVIRONMENT.with("spec", Trees.without(SpecSchema.FULL, "machines"));
  private static final Desired BEFORE = desired(APP, ENVIRONMENT);

  /** A change of one of the two records. */
  record Change(String record, String path, String json) {

    Desired after() {
      Value value = Trees.value(json);
      return record.equals("app")
          ? desired(Trees.set(APP, path, value), ENVIRONMENT)
          : desired(APP, Trees.set(ENVIRONMENT, path, value));
    }
  }

  @Test
  void it_is_what_the_two_records_and_the_defaults_amount_to() {
    assertThat(BEFORE.key()).isEqualTo(RecordSchema.KEY);
    assertThat(BEFORE.type()).isEqualTo(EnvironmentType.PREVIEW);
    assertThat(BEFORE.wish()).isEqualTo(Wish.RUNNING);
    assertThat(BEFORE.deletionProtection()).isFalse();
    assertThat(BEFORE.version().generation()).isEqualTo(new Generation(3));
    assertThat(BEFORE.spec().placement().machines()).isEqualTo(2);
    assertThat(BEFORE.spec().variables().config())
        .isEqualTo(Map.of("SHARED", "app", "MODE", "fast", "EMPTY", ""));
  }

  static Stream<Change> changes() {
    return Stream.of(
        new Change("app", "config.SHARED", "'other'"),
        new Change("app", "config.NEW", "''"),
        new Change("app", "defaults.preview.machines", "3"),
        new Change("app", "defaults.preview.config", "{'NEW': 'x'}"),
        new Change("app", "defaults.preview.secrets", "{'S': {'ref': 'r', 'version': '1'}}"),
        new Change("environment", "desired", "'stopped'"),
        new Change("environment", "desired", "'deleted'"),
        new Change("environment", "type", "'production'"),
        new Change("environment", "spec.machines", "1"),
        new Change("environment", "spec.image", "null"),
        new Change("environment", "spec.secrets.TOKEN.version", "'v8'"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void a_change_of_what_is_wanted_is_a_new_version_though_nobody_raised_the_generation(
      Change change) {
    var after = change.after();
    assertThat(after.version()).isNotEqualTo(BEFORE.version());
    assertThat(after.version().generation()).isEqualTo(BEFORE.version().generation());
  }

  static Stream<Change> noChanges() {
    return Stream.of(
        new Change("app", "config.MODE", "'overridden by the spec'"),
        new Change("app", "defaults.production.machines", "9"),
        new Change("app", "defaults.preview.sleep", "'suspend'"),
        new Change("app", "limits.maxPreviews", "1"),
        new Change("app", "gitRepository.fullName", "'octo/renamed'"),
        new Change("app", "x-note", "'x'"),
        new Change("environment", "branch", "'other'"),
        new Change("environment", "deletionProtection", "true"),
        new Change("environment", "url", "'https://other.fly.dev'"),
        new Change("environment", "status", "{'rev': 9}"),
        new Change("environment", "x-note", "'x'"),
        new Change("environment", "spec.machines", "2"),
        new Change("environment", "spec.config.SHARED", "'app'"),
        new Change("environment", "spec.expiresAt", "'2026-12-01T10:00:00+01:00'"));
  }

  @ParameterizedTest
  @MethodSource("noChanges")
  void what_wants_the_same_is_the_same_version(Change change) {
    assertThat(change.after().version()).isEqualTo(BEFORE.version());
  }

  @Test
  void a_raised_generation_is_a_new_version_of_the_same_state() {
    var after = desired(APP, Trees.set(ENVIRONMENT, "generation", "4"));
    assertThat(after.version()).isNotEqualTo(BEFORE.version());
    assertThat(after.version().digest()).isEqualTo(BEFORE.version().digest());
  }

  @Test
  void an_app_without_defaults_for_the_type_has_the_built_in_ones() {
    var after = desired(Trees.without(APP, "defaults"), ENVIRONMENT);
    assertThat(after.spec().placement().machines()).isEqualTo(1);
  }

  @Test
  void what_is_wrong_with_the_spec_is_refused() {
    var app = Readings.read(AppRecord.read(APP, new AppId("checkout")));
    var environment =
        Readings.read(
            EnvironmentRecord.read(Trees.set(ENVIRONMENT, "spec.machines", "0"), RecordSchema.KEY));
    assertThat(Readings.complaints(Desired.of(app, environment)))
        .containsExactly("spec.machines: expected a whole number from 1 to 50");
  }

  private static Desired desired(Value.Tree app, Value.Tree environment) {
    return Readings.read(
        Desired.of(
            Readings.read(AppRecord.read(app, RecordSchema.KEY.app())),
            Readings.read(EnvironmentRecord.read(environment, RecordSchema.KEY))));
  }
}
