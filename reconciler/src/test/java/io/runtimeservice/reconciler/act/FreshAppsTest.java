package io.runtimeservice.reconciler.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.Done;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.reconciler.fixture.ScriptedFly;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FreshAppsTest {

  private static final FlyAppName APP = new FlyAppName("app-1");
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final Failure ABSENT = new Failure.Absent(Said.FLY);
  private static final Failure UNKNOWN_TO_FLY = new Failure.Unauthenticated(Said.FLY);

  private final ManualTime time = new ManualTime();
  private final ScriptedFly fly =
      new ScriptedFly()
          .answers(AppCall.Create.class, Done.DONE)
          .answers(AppCall.Delete.class, Done.DONE);
  private final Fly patient = new FreshApps(time).patient(fly);

  private void create() {
    Answers.of(call(new AppCall.Create(APP, "acme", Optional.empty(), "key")));
    fly.forget();
  }

  private <R> Future<Fly.Answer<R>> call(FlyCall<R> call) {
    return patient.call(call, DEADLINE);
  }

  static List<Failure> failures() {
    return List.of(ABSENT, UNKNOWN_TO_FLY);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void an_app_that_fly_does_not_know_yet_is_asked_for_again(Failure failure) {
    create();
    fly.fails(MachineCall.ListAll.class, failure);
    var listed = call(new MachineCall.ListAll(APP));
    time.advance(FreshApps.FIRST_PAUSE);
    assertThat(fly.calls()).hasSize(2);
    assertThat(listed.isComplete()).isFalse();

    fly.answers(MachineCall.ListAll.class, List.of());
    time.advance(FreshApps.FIRST_PAUSE.multipliedBy(2));
    assertThat(Answers.of(listed).value()).isEmpty();
    assertThat(fly.calls()).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void one_that_it_does_not_know_in_time_is_neither_gone_nor_is_the_token_bad(Failure failure) {
    create();
    fly.fails(SecretCall.Write.class, failure);
    var written = call(new SecretCall.Write(APP, Map.of(), Set.of("OLD")));
    time.advance(DEADLINE);
    assertThat(Answers.failure(written)).isEqualTo(new Failure.Unreliable(Said.FLY));
    assertThat(fly.deadlines())
        .as("each try has what is left")
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(fly.calls()).as("pauses of 0.5 and 1 s, then of 2 s").hasSize(7);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void after_a_minute_it_is_taken_at_its_word(Failure failure) {
    create();
    time.advance(FreshApps.FRESH);
    fly.fails(AppCall.Get.class, failure);
    assertThat(Answers.failure(call(new AppCall.Get(APP)))).isEqualTo(failure);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void so_it_is_about_an_app_that_this_replica_has_not_created(Failure failure) {
    create();
    fly.fails(AppCall.Get.class, failure);
    var other = new AppCall.Get(new FlyAppName("app-2"));
    assertThat(Answers.failure(call(other))).isEqualTo(failure);
  }

  @Test
  void so_it_is_about_an_app_that_was_deleted_since() {
    create();
    Answers.of(call(new AppCall.Delete(APP)));
    fly.fails(AppCall.Get.class, ABSENT);
    assertThat(Answers.failure(call(new AppCall.Get(APP)))).isEqualTo(ABSENT);
  }

  /** "Already gone" of an app that is about to show would leave it behind. */
  @Test
  void a_deletion_of_an_app_that_is_not_known_yet_is_not_done() {
    create();
    fly.fails(AppCall.Delete.class, ABSENT);
    var deleted = call(new AppCall.Delete(APP));
    time.advance(FreshApps.FIRST_PAUSE.dividedBy(2));
    assertThat(deleted.isComplete()).isFalse();
    fly.answers(AppCall.Delete.class, Done.DONE);
    time.advance(FreshApps.FIRST_PAUSE);
    assertThat(Answers.of(deleted).value()).isEqualTo(Done.DONE);
  }

  @Test
  void a_machine_that_is_not_there_says_nothing_of_its_app() {
    create();
    fly.fails(MachineCall.Get.class, ABSENT);
    var get = new MachineCall.Get(APP, new MachineId("e28"));
    assertThat(Answers.failure(call(get))).isEqualTo(ABSENT);
  }

  @Test
  void what_failed_otherwise_is_not_made_again() {
    create();
    var unknown = new Failure.OutcomeUnknown(Said.FLY);
    fly.fails(MachineCall.ListAll.class, unknown);
    assertThat(Answers.failure(call(new MachineCall.ListAll(APP)))).isEqualTo(unknown);
    assertThat(fly.calls()).hasSize(1);
  }
}
