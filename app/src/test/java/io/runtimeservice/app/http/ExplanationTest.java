package io.runtimeservice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.fixture.Samples;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.record.Intent;
import io.runtimeservice.model.record.LeaseMark;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.model.status.Condition;
import io.runtimeservice.model.status.ConditionType;
import io.runtimeservice.model.status.Outlook;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.State;
import io.runtimeservice.model.status.Status;
import io.runtimeservice.model.status.StatusCodec;
import io.runtimeservice.model.status.Truth;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the reason is: why, for whom, what shows it, and what happens next. */
class ExplanationTest {

  private static final EnvironmentKey KEY = EnvironmentKey.of("checkout", "pr-1");
  private static final Instant SINCE = Instant.parse("2026-12-01T09:00:00Z");
  private static final String EVIDENCE = "Machine m0 (148e) ended with exit code 1.";
  private static final String ASKED =
      "{'type': 'preview', 'generation': 1, 'desired': 'running', 'spec': {}}";

  private static Explanation of(Optional<Status> status, Intent... underWay) {
    Value.Tree bare = Samples.tree(ASKED);
    return of(
        status.map(it -> bare.with("status", StatusCodec.write(it, SINCE, 1))).orElse(bare),
        underWay);
  }

  /** While a replica works on it. */
  private static Explanation of(Value.Tree record, Intent... underWay) {
    return of(record, LeaseMark.NEVER_HELD.granted("a"), underWay);
  }

  private static Explanation of(Value.Tree record, LeaseMark lease, Intent... underWay) {
    var runtime =
        RuntimeRecord.none(KEY).withLease(lease).withIntents(new TreeSet<>(List.of(underWay)));
    return new Explanation(
        KEY,
        new Records(
            Optional.empty(), Optional.of(record), Optional.of(RuntimeRecordCodec.write(runtime))),
        new EnvironmentView(KEY, record, Optional.empty()),
        false);
  }

  /** A status that a reason has made: told of in the condition that it is about, and in Ready. */
  private static Status because(Reason reason) {
    return new Status(
        State.PROGRESSING,
        Optional.of(new Generation(1)),
        Optional.empty(),
        Optional.empty(),
        Arrays.stream(ConditionType.values()).map(type -> condition(type, reason)).toList(),
        new Outlook(reason.waitingOn(), reason.nextAction(), Optional.empty(), Optional.empty(), 0),
        List.of(),
        SINCE);
  }

  private static Condition condition(ConditionType type, Reason reason) {
    boolean speaks = type == reason.about() || type == ConditionType.READY;
    return new Condition(
        type,
        truth(type, speaks),
        speaks ? reason : Reason.AS_DESIRED,
        speaks ? reason.sentence() + " " + EVIDENCE : Reason.AS_DESIRED.sentence(),
        Optional.of(new Generation(1)),
        SINCE);
  }

  private static Truth truth(ConditionType type, boolean speaks) {
    boolean good = type != ConditionType.STALLED && type != ConditionType.TERMINATING;
    return speaks == good ? Truth.FALSE : Truth.TRUE;
  }

  private static String text(Explanation explanation) {
    return explanation.tree().text("text").orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void every_reason_is_told_with_whom_it_waits_for_its_evidence_and_what_comes_next(Reason reason) {
    var explanation = of(Optional.of(because(reason)));

    assertThat(text(explanation))
        .startsWith(
            """
            checkout/pr-1 is Progressing (%s): %s %s
            waits for: %s. %s
            """
                .formatted(
                    reason, reason.sentence(), EVIDENCE, reason.waitingOn(), reason.nextAction()));
    assertThat(explanation.tree().text("reason")).contains(reason.toString());
  }

  @Test
  void that_it_takes_too_long_is_told_besides_why() {
    var late = because(Reason.PROGRESS_DEADLINE_EXCEEDED);

    assertThat(text(of(Optional.of(late))))
        .contains(
            "late since 2026-12-01T09:00:00Z: The deadline for progress has passed; slow retries go"
                + " on. "
                + EVIDENCE
                + " (ProgressDeadlineExceeded)\n");
    assertThat(text(of(Optional.of(because(Reason.BOOTING))))).doesNotContain("late since");
  }

  @ParameterizedTest
  @CsvSource({
    "APP, CREATING_APP",
    "ADDRESS, ASSIGNING_ADDRESS",
    "SECRETS, APPLYING_SECRETS",
    "CERTIFICATE, CERT_ISSUING",
    "MACHINE, CREATING_MACHINE"
  })
  void of_one_that_has_no_status_yet_is_told_what_is_being_made(Intent.Kind kind, Reason reason) {
    assertThat(text(of(Optional.empty(), new Intent(kind, "x"))))
        .startsWith(
            """
            checkout/pr-1 is Progressing (%s): %s
            waits for: %s. %s
            """
                .formatted(reason, reason.sentence(), reason.waitingOn(), reason.nextAction()));
  }

  @Test
  void of_a_newer_generation_that_is_being_worked_on_is_told_that_it_is() {
    Value.Tree newer =
        Samples.tree(ASKED)
            .with("status", StatusCodec.write(because(Reason.AS_DESIRED), SINCE, 1))
            .with("generation", Values.number(2));

    assertThat(text(of(newer, new Intent(Intent.Kind.MACHINE, "m0"))))
        .contains(
            "That was generation 1. Generation 2 is being worked on: Machines are being made.\n");
    assertThat(text(of(newer))).contains("Generation 2 has not been looked at yet");
  }

  @Test
  void what_somebody_left_open_who_is_gone_is_not_being_made() {
    var free = LeaseMark.NEVER_HELD.granted("a").released();

    assertThat(text(of(Samples.tree(ASKED), free, new Intent(Intent.Kind.APP, "x"))))
        .startsWith("checkout/pr-1 is Pending (NotLooked): ");
  }

  @Test
  void of_several_that_are_being_made_the_first_that_others_need_is_told() {
    var machine = new Intent(Intent.Kind.MACHINE, "m0");
    var secrets = new Intent(Intent.Kind.SECRETS, "");

    assertThat(of(Optional.empty(), machine, secrets).tree().text("reason"))
        .contains(Reason.APPLYING_SECRETS.toString());
  }
}
