package io.runtimeservice.reconciler.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.LeaseMark;
import io.runtimeservice.model.record.Naming;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.plan.Moment;
import io.runtimeservice.reconciler.status.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

  private static final Moment MOMENT = Moment.agreed(Given.NOW);

  private final Judge judge = new Judge(Given.RESERVATIONS);

  private static String environment(String fields) {
    return """
    {"environmentId": "pr-1", "type": "preview", "branch": "b", "generation": 1,
     "desired": "running", "spec": {}%s}
    """
        .formatted(fields);
  }

  private static Records records(String environment, Optional<RuntimeRecord> runtime) {
    return new Records(
        Optional.of(Wanted.tree(Wanted.APP)),
        Optional.of(Wanted.tree(environment)),
        runtime.map(RuntimeRecordCodec::write));
  }

  private Judgement judge(String environment) {
    return judge.judge(Wanted.KEY, records(environment, Optional.empty()), MOMENT);
  }

  private static Trouble trouble(Judgement judgement) {
    return switch (judgement) {
      case Judgement.Refused(Trouble trouble) -> trouble;
      case Judgement.Nothing _, Judgement.Accepted _ -> throw new AssertionError(judgement);
    };
  }

  @Test
  void without_an_environment_record_nothing_is_to_be_done_ever() {
    var runtime = Given.converged(Wanted.preview("{}")).record();
    var records =
        new Records(
            Optional.of(Wanted.tree(Wanted.APP)),
            Optional.empty(),
            Optional.of(RuntimeRecordCodec.write(runtime)));
    assertThat(judge.judge(Wanted.KEY, records, MOMENT)).isEqualTo(new Judgement.Nothing());
  }

  @Test
  void what_is_clear_and_allowed_is_accepted_with_its_own_record() {
    var runtime =
        Given.converged(Wanted.preview("{}"))
            .record()
            .withLease(new LeaseMark(Optional.of("others"), 7, 3));
    var judgement =
        judge.judge(
            Wanted.KEY,
            records(environment(", \"deletionProtection\": false"), Optional.of(runtime)),
            MOMENT);
    assertThat(judgement).isEqualTo(new Judgement.Accepted(Wanted.preview("{}"), runtime));
  }

  @Test
  void one_that_has_no_record_of_ours_yet_gets_an_empty_one() {
    assertThat(judge(environment("")))
        .isInstanceOfSatisfying(
            Judgement.Accepted.class,
            it -> assertThat(it.record()).isEqualTo(RuntimeRecord.none(Wanted.KEY)));
  }

  @Test
  void what_is_wrong_is_refused_by_its_path() {
    var trouble = trouble(judge(environment(", \"colour\": \"blue\"")));
    assertThat(trouble.reason()).isEqualTo(Reason.SPEC_INVALID);
    assertThat(trouble.message()).contains("colour");
  }

  @Test
  void a_value_of_a_secret_is_refused_as_such_and_not_repeated() {
    var trouble =
        trouble(
            judge(
                environment("")
                    .replace("{}", "{\"secrets\": {\"DB\": {\"value\": \"hunter2\"}}}")));
    assertThat(trouble.reason()).isEqualTo(Reason.PLAINTEXT_SECRET);
    assertThat(trouble.message()).contains("spec.secrets.DB").doesNotContain("hunter2");
  }

  @Test
  void without_an_app_record_it_cannot_be_clear() {
    var records =
        new Records(Optional.empty(), Optional.of(Wanted.tree(environment(""))), Optional.empty());
    assertThat(trouble(judge.judge(Wanted.KEY, records, MOMENT)).message()).contains("App record");
  }

  @Test
  void an_own_record_that_cannot_be_read_is_a_fault_of_ours() {
    var broken = RuntimeRecordCodec.write(RuntimeRecord.none(Wanted.KEY));
    var records =
        new Records(
            Optional.of(Wanted.tree(Wanted.APP)),
            Optional.of(Wanted.tree(environment(""))),
            Optional.of(broken.with("epoch", Values.text("many"))));
    assertThat(trouble(judge.judge(Wanted.KEY, records, MOMENT)).reason())
        .isEqualTo(Reason.INTERNAL_ERROR);
  }

  @ParameterizedTest
  @CsvSource({
    "preview,    , true",
    "preview,    false, true",
    "preview,    true,  false",
    "production, ,      false",
    "production, true,  false",
    "production, false, true",
  })
  void deletion_is_refused_while_it_is_protected_which_production_is_by_itself(
      String type, Boolean protection, boolean accepted) {
    String field = protection == null ? "" : ", \"deletionProtection\": " + protection;
    var judgement =
        judge(environment(field).replace("preview", type).replace("running", "deleted"));
    if (accepted) {
      assertThat(judgement)
          .isInstanceOfSatisfying(
              Judgement.Accepted.class,
              it -> assertThat(it.desired().wish()).isEqualTo(Wish.DELETED));
    } else {
      assertThat(trouble(judgement).reason()).isEqualTo(Reason.DELETION_PROTECTED);
    }
  }

  private static String expiring(Instant at) {
    return environment("").replace("{}", "{\"expiresAt\": \"%s\"}".formatted(at));
  }

  private Judgement judge(String environment, RuntimeRecord runtime, Moment moment) {
    return judge.judge(Wanted.KEY, records(environment, Optional.of(runtime)), moment);
  }

  private static Desired accepted(Judgement judgement) {
    return switch (judgement) {
      case Judgement.Accepted(Desired desired, _) -> desired;
      case Judgement.Refused _, Judgement.Nothing _ -> throw new AssertionError(judgement);
    };
  }

  @Test
  void a_preview_is_to_be_deleted_from_the_time_on_that_its_record_says() {
    var before = accepted(judge(expiring(Given.NOW.plusMillis(1))));
    assertThat(before.wish()).isEqualTo(Wish.RUNNING);
    var over = accepted(judge(expiring(Given.NOW)));
    assertThat(over.wish()).isEqualTo(Wish.DELETED);
    assertThat(over.expiredAt()).contains(Given.NOW);
    assertThat(over.version().generation()).isEqualTo(before.version().generation());
  }

  @Test
  void nothing_expires_by_a_clock_that_nobody_else_agrees_with() {
    var judgement =
        judge(
            expiring(Given.NOW),
            RuntimeRecord.none(Wanted.KEY),
            new Moment(Given.NOW.plus(Duration.ofDays(9)), false));
    assertThat(accepted(judgement).wish()).isEqualTo(Wish.RUNNING);
  }

  @Test
  void what_is_known_to_be_over_stays_so_whatever_the_clock_says_then_unless_it_is_renewed() {
    var over = accepted(judge(expiring(Given.NOW)));
    var known = Given.converged(over).record();
    assertThat(known.hasAccepted(over.version())).isTrue();
    var early = new Moment(Given.NOW.minusSeconds(100), false);
    assertThat(accepted(judge(expiring(Given.NOW), known, early)).wish()).isEqualTo(Wish.DELETED);
    assertThat(accepted(judge(expiring(Given.NOW.plusSeconds(1)), known, early)).wish())
        .as("renewed, also if the generation was forgotten")
        .isEqualTo(Wish.RUNNING);
  }

  @Test
  void production_does_not_expire_and_what_is_protected_is_not_deleted_by_time_either() {
    var production = expiring(Given.NOW).replace("preview", "production");
    assertThat(accepted(judge(production)).wish()).isEqualTo(Wish.RUNNING);
    var kept = expiring(Given.NOW).replace("\"spec\"", "\"deletionProtection\": true, \"spec\"");
    assertThat(trouble(judge(kept)).reason()).isEqualTo(Reason.DELETION_PROTECTED);
  }

  @Test
  void what_is_wrong_otherwise_expires_all_the_same() {
    var wrong = expiring(Given.NOW).replace("{\"expiresAt\"", "{\"colour\": 1, \"expiresAt\"");
    assertThat(accepted(judge(wrong)).wish()).isEqualTo(Wish.DELETED);
  }

  @Test
  void a_time_that_is_none_is_refused_by_name_and_expires_nothing() {
    var refused = trouble(judge(expiring(Given.NOW).replace("Z\"", "\"")));
    assertThat(refused.message()).contains("spec.expiresAt");
  }

  @Test
  void protection_keeps_nothing_but_a_deletion() {
    var stopped =
        environment(", \"deletionProtection\": true").replace("\"running\"", "\"stopped\"");
    assertThat(judge(stopped)).isInstanceOf(Judgement.Accepted.class);
  }

  /** The record of an app that was created in a network. */
  private static RuntimeRecord in(String network) {
    var record = Given.converged(Wanted.preview("{}")).record();
    Naming naming = record.naming();
    var reserved = naming.reserved().orElseThrow();
    return record.withNaming(naming.reserve(reserved.name(), network, Given.NOW));
  }

  private Judgement judgeIn(String network, String spec, String wish) {
    var environment =
        environment("").replace("\"spec\": {}", "\"spec\": " + spec).replace("running", wish);
    return judge.judge(Wanted.KEY, records(environment, Optional.of(in(network))), MOMENT);
  }

  @Test
  void a_network_is_fixed_when_the_app_is_created() {
    assertThat(trouble(judgeIn("default", "{}", "running")).reason())
        .isEqualTo(Reason.NETWORK_CHANGE);
    assertThat(trouble(judgeIn("default", "{}", "running")).message()).contains("in default");
    assertThat(judgeIn("default", "{\"network\": \"default\"}", "running"))
        .isInstanceOf(Judgement.Accepted.class);
    assertThat(judgeIn("mine", "{\"network\": \"mine\"}", "running"))
        .isInstanceOf(Judgement.Accepted.class);
    assertThat(trouble(judgeIn("mine", "{\"network\": \"yours\"}", "running")).reason())
        .isEqualTo(Reason.NETWORK_CHANGE);
  }

  @Test
  void a_network_that_changed_keeps_nobody_from_deleting() {
    assertThat(judgeIn("default", "{}", "deleted")).isInstanceOf(Judgement.Accepted.class);
  }

  @Test
  void what_two_records_amount_to_is_the_same_for_everybody() {
    var records = records(environment(", \"deletionProtection\": false"), Optional.empty());
    assertThat(Judge.desired(Wanted.KEY, records, MOMENT))
        .isEqualTo(new Reading.Read<Desired>(Wanted.preview("{}")));
    assertThat(
            Judge.desired(
                Wanted.KEY,
                new Records(Optional.of(Value.Tree.EMPTY), Optional.empty(), Optional.empty()),
                MOMENT))
        .isInstanceOf(Reading.Refused.class);
  }
}
