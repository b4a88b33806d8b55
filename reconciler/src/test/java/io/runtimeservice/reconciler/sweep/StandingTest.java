package io.runtimeservice.reconciler.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.fly.Fleet;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.record.LeaseMark;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Recorded;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.plan.Moment;
import io.runtimeservice.reconciler.plan.Ownership;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandingTest {

  private static final Moment NOW = Moment.agreed(Given.NOW);
  private static final Recorded PREVIEW = Recorded.preview(Wanted.KEY);
  private static final Recorded PRODUCTION = Recorded.production(Wanted.KEY);
  private static final Recorded STOPPED = Recorded.of(Wanted.KEY, "production", "stopped");
  private static final String MACHINE = "checkout-pr-1-m0";

  private static Standing of(Records records, Moment moment) {
    return Standing.of(Wanted.KEY, records, moment).orElseThrow();
  }

  private static Standing of(Recorded it) {
    return of(it.records(), NOW);
  }

  private static Optional<Difference.Kind> kind(Recorded it, Fleet.Row row) {
    return of(it).difference(row, Given.INSTALLATION).map(Difference::kind);
  }

  private static Optional<Difference.Kind> kind(Recorded it, MachineState state) {
    return kind(it, it.row(MACHINE, state, "v1"));
  }

  private static Fleet.Row marked(String machine, Map<String, String> marks) {
    return new Fleet.Row(
        PREVIEW.reserved().name(),
        new MachineId(machine),
        "m0",
        "iad",
        MachineState.STARTED,
        "v9",
        marks);
  }

  private static Map<String, String> marksWith(String key, String value) {
    var marks = new HashMap<>(PREVIEW.marks());
    marks.put(key, value);
    return marks;
  }

  @Test
  void it_says_what_the_records_say() {
    var standing = of(PRODUCTION);
    assertThat(standing.key()).isEqualTo(Wanted.KEY);
    assertThat(standing.atRest()).isTrue();
    assertThat(standing.production()).isTrue();
    assertThat(standing.app()).contains(PRODUCTION.reserved().name());
    assertThat(standing.made()).isTrue();
    assertThat(standing.places()).containsExactly(new Standing.Place(0, MACHINE, "v1"));
    assertThat(of(PREVIEW).production()).isFalse();

    var due = PREVIEW.withRuntime(it -> it.withAgenda(it.agenda().withWholeLookDueAt(Given.NOW)));
    assertThat(of(due).lookDueAt()).contains(Given.NOW);
  }

  @Test
  void of_what_has_no_environment_record_nothing_is_said() {
    var records =
        new Records(PREVIEW.records().app(), Optional.empty(), PREVIEW.records().runtime());
    assertThat(Standing.of(Wanted.KEY, records, NOW)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = MachineState.class,
      names = {"LAUNCH_FAILED", "DESTROYING", "DESTROYED"})
  void a_machine_that_is_gone_is_missing(MachineState state) {
    assertThat(kind(PREVIEW, state)).contains(Difference.Kind.MACHINE_MISSING);
    assertThat(kind(PREVIEW, PREVIEW.row(MACHINE, state, "v2")))
        .contains(Difference.Kind.MACHINE_MISSING);
  }

  @ParameterizedTest
  @EnumSource(MachineState.class)
  void a_list_that_is_behind_says_nothing(MachineState state) {
    assertThat(kind(PRODUCTION, PRODUCTION.row(MACHINE, state, "v0"))).isEmpty();
  }

  @Test
  void a_version_that_is_newer_than_ours_was_made_by_somebody_else() {
    assertThat(kind(PREVIEW, PREVIEW.row(MACHINE, MachineState.STARTED, "v2")))
        .contains(Difference.Kind.MACHINE_CHANGED);
  }

  @ParameterizedTest
  @EnumSource(
      value = MachineState.class,
      names = {"CREATED", "STARTING", "STOPPING", "REPLACING", "REPLACED", "UNKNOWN"})
  void nothing_is_concluded_of_what_is_on_its_way_or_not_understood(MachineState state) {
    assertThat(kind(PRODUCTION, state)).isEmpty();
    assertThat(kind(STOPPED, state)).isEmpty();
  }

  @Test
  void what_should_run_and_does_not_was_stopped() {
    assertThat(kind(PRODUCTION, MachineState.STARTED)).isEmpty();
    assertThat(kind(PRODUCTION, MachineState.STOPPED)).contains(Difference.Kind.MACHINE_STOPPED);
    assertThat(kind(PRODUCTION, MachineState.FAILED)).contains(Difference.Kind.MACHINE_STOPPED);
  }

  @Test
  void what_may_sleep_may_be_at_rest_and_may_not_have_failed() {
    assertThat(kind(PREVIEW, MachineState.SUSPENDED)).isEmpty();
    assertThat(kind(PREVIEW, MachineState.STOPPED)).isEmpty();
    assertThat(kind(PREVIEW, MachineState.FAILED)).contains(Difference.Kind.MACHINE_STOPPED);
  }

  @Test
  void what_is_stopped_as_desired_must_not_run() {
    assertThat(kind(STOPPED, MachineState.STOPPED)).isEmpty();
    assertThat(kind(STOPPED, MachineState.FAILED)).isEmpty();
    assertThat(kind(STOPPED, MachineState.STARTED)).contains(Difference.Kind.MACHINE_STARTED);
  }

  @Test
  void a_machine_that_carries_our_marks_and_is_in_no_slot_is_one_too_many() {
    assertThat(kind(PREVIEW, PREVIEW.row("other", MachineState.STARTED, "v1")))
        .contains(Difference.Kind.MACHINE_EXTRA);
    assertThat(kind(PREVIEW, PREVIEW.row("other", MachineState.DESTROYED, "v1"))).isEmpty();
  }

  @Test
  void a_machine_in_our_app_that_is_not_ours_is_nobody_s_business() {
    assertThat(kind(PREVIEW, marked("other", Map.of()))).isEmpty();
    assertThat(kind(PREVIEW, marked("other", marksWith(Ownership.INSTALLATION, "theirs"))))
        .isEmpty();
    assertThat(kind(PREVIEW, marked("other", marksWith(Ownership.ENVIRONMENT, "pr-2")))).isEmpty();
  }

  @Test
  void what_is_in_another_app_is_not_compared() {
    var row = PREVIEW.row(MACHINE, MachineState.DESTROYED, "v2");
    var elsewhere =
        new Fleet.Row(
            new FlyAppName("another"),
            row.id(),
            row.name(),
            row.region(),
            row.state(),
            row.version(),
            row.metadata());
    assertThat(kind(PREVIEW, elsewhere)).isEmpty();
  }

  @Test
  void marks_say_whose_a_machine_is() {
    assertThat(Standing.keyOf(PREVIEW.marks(), Given.INSTALLATION)).contains(Wanted.KEY);
    assertThat(Standing.keyOf(PREVIEW.marks(), "theirs")).isEmpty();
    assertThat(Standing.keyOf(Map.of(), Given.INSTALLATION)).isEmpty();
    assertThat(Standing.keyOf(marksWith(Ownership.APP, "NO"), Given.INSTALLATION)).isEmpty();
    assertThat(
            Standing.keyOf(Map.of(Ownership.INSTALLATION, Given.INSTALLATION), Given.INSTALLATION))
        .as("a mark that is missing is no name")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"colour\": \"blue\"}", "7"})
  void a_record_that_cannot_be_read_is_not_at_rest(String spec) {
    var wrong =
        PREVIEW.withEnvironment(it -> it.with("spec", Wanted.tree("{\"it\": " + spec + "}")));
    assertThat(of(wrong).atRest()).isFalse();
    assertThat(of(wrong).app()).isPresent();
  }

  @Test
  void a_runtime_record_that_cannot_be_read_says_nothing_and_is_not_at_rest() {
    var records =
        new Records(
            PREVIEW.records().app(),
            PREVIEW.records().environment(),
            Optional.of(Wanted.tree("{\"leaseVersion\": \"seven\"}")));
    var standing = of(records, NOW);
    assertThat(standing.atRest()).isFalse();
    assertThat(standing.app()).isEmpty();
    assertThat(standing.made()).isFalse();
  }

  @Test
  void one_without_a_runtime_record_or_an_app_record_is_not_at_rest() {
    var whole = PREVIEW.records();
    assertThat(of(new Records(whole.app(), whole.environment(), Optional.empty()), NOW).atRest())
        .isFalse();
    assertThat(
            of(new Records(Optional.empty(), whole.environment(), whole.runtime()), NOW).atRest())
        .isFalse();
  }

  @Test
  void one_whose_lease_is_held_is_not_at_rest() {
    var held =
        PREVIEW.withRuntime(it -> it.withLease(new LeaseMark(Optional.of("somebody"), 7, 3)));
    assertThat(of(held).atRest()).isFalse();
  }

  @Test
  void one_whose_app_s_record_has_changed_is_not_at_rest() {
    var whole = PREVIEW.records();
    var app = PREVIEW.app().with("config", Wanted.tree("{\"COLOUR\": \"blue\"}"));
    assertThat(
            of(new Records(Optional.of(app), whole.environment(), whole.runtime()), NOW).atRest())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, true, false", "1, true, true", "0, false, false", "1, false, true"})
  void a_preview_whose_time_is_over_is_not_at_rest_whoever_agrees(
      int secondsLeft, boolean agreed, boolean atRest) {
    var at = Given.NOW.plusSeconds(60);
    var ends =
        Recorded.of(Wanted.KEY, "preview", "running", "{\"expiresAt\": \"%s\"}".formatted(at));
    var moment = new Moment(at.minusSeconds(secondsLeft), agreed);
    assertThat(of(ends.records(), moment).atRest()).isEqualTo(atRest);
  }

  @Test
  void what_is_over_and_deleted_is_at_rest() {
    var over =
        Recorded.of(
                Wanted.KEY, "preview", "running", "{\"expiresAt\": \"%s\"}".formatted(Given.NOW))
            .withEnvironment(
                it -> it.with("status", it.tree("status").with("state", Values.text("Deleted"))));
    assertThat(of(over).atRest()).isTrue();
  }

  @Test
  void differences_are_told_in_words() {
    var standing = of(PREVIEW);
    assertThat(standing.appMissing())
        .isEqualTo(
            new Difference(
                Difference.Kind.APP_MISSING, "the app " + PREVIEW.reserved().name() + " is gone"));
    assertThat(Standing.missing(standing.places().getFirst()).what())
        .isEqualTo("machine checkout-pr-1-m0 (m0) is gone");
    assertThat(Difference.Kind.MACHINE_EXTRA).hasToString("machine extra");
  }
}
