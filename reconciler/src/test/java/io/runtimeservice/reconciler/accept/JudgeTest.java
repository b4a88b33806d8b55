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
import io.runtimeservice.reconciler.status.Trouble;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

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
    return judge.judge(Wanted.KEY, records(environment, Optional.empty()));
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
    assertThat(judge.judge(Wanted.KEY, records)).isEqualTo(new Judgement.Nothing());
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
            records(environment(", \"deletionProtection\": false"), Optional.of(runtime)));
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
    assertThat(trouble(judge.judge(Wanted.KEY, records)).message()).contains("App record");
  }

  @Test
  void an_own_record_that_cannot_be_read_is_a_fault_of_ours() {
    var broken = RuntimeRecordCodec.write(RuntimeRecord.none(Wanted.KEY));
    var records =
        new Records(
            Optional.of(Wanted.tree(Wanted.APP)),
            Optional.of(Wanted.tree(environment(""))),
            Optional.of(broken.with("epoch", Values.text("many"))));
    assertThat(trouble(judge.judge(Wanted.KEY, records)).reason()).isEqualTo(Reason.INTERNAL_ERROR);
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
    return judge.judge(Wanted.KEY, records(environment, Optional.of(in(network))));
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
    assertThat(Judge.desired(Wanted.KEY, records))
        .isEqualTo(new Reading.Read<Desired>(Wanted.preview("{}")));
    assertThat(
            Judge.desired(
                Wanted.KEY,
                new Records(Optional.of(Value.Tree.EMPTY), Optional.empty(), Optional.empty())))
        .isInstanceOf(Reading.Refused.class);
  }
}
