package io.runtimeservice.reconciler.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.Done;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.reconciler.fixture.ScriptedFly;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastCallsTest {

  private static final AppCall.Delete DELETE = new AppCall.Delete(new FlyAppName("app-1"));
  private static final MachineCall.ListAll LIST = new MachineCall.ListAll(new FlyAppName("app-1"));
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private final ManualTime time = new ManualTime();
  private final Promise<Done> deleted = Promise.promise();
  private final Promise<List<Machine>> listed = Promise.promise();
  private final ScriptedFly scripted =
      new ScriptedFly()
          .asks(AppCall.Delete.class, _ -> deleted.future())
          .asks(MachineCall.ListAll.class, _ -> listed.future());
  private final LastCalls lastCalls = new LastCalls(time);
  private final Fly fly = lastCalls.of(scripted);

  @Test
  void a_call_that_hangs_is_given_up_some_seconds_after_the_end_has_begun() {
    var write = fly.call(DELETE, DEADLINE);
    var read = fly.call(LIST, DEADLINE);
    time.advance(Duration.ofSeconds(10));
    assertThat(write.isComplete()).isFalse();

    lastCalls.end();
    time.advance(LastCalls.ENDED_WITHIN.minusMillis(1));
    assertThat(write.isComplete()).isFalse();
    time.advance(Duration.ofMillis(1));

    assertThat(Answers.failure(write)).isInstanceOf(Failure.OutcomeUnknown.class);
    assertThat(Answers.failure(read)).isInstanceOf(Failure.Unavailable.class);
  }

  @Test
  void a_call_that_is_answered_meanwhile_has_its_answer() {
    var write = fly.call(DELETE, DEADLINE);
    lastCalls.end();
    time.advance(Duration.ofSeconds(1));
    deleted.complete(Done.DONE);

    assertThat(Answers.of(write).value()).isEqualTo(Done.DONE);
    time.advance(LastCalls.ENDED_WITHIN);
    assertThat(Answers.of(write).value()).isEqualTo(Done.DONE);
  }

  @Test
  void an_answer_that_comes_after_all_changes_nothing_any_more() {
    var write = fly.call(DELETE, DEADLINE);
    lastCalls.end();
    time.advance(LastCalls.ENDED_WITHIN);
    deleted.complete(Done.DONE);

    assertThat(Answers.failure(write)).isInstanceOf(Failure.OutcomeUnknown.class);
  }

  @Test
  void calls_are_shorter_once_the_end_has_begun() {
    fly.call(LIST, DEADLINE);
    lastCalls.end();
    fly.call(LIST, DEADLINE);
    fly.call(LIST, Duration.ofSeconds(1));

    assertThat(scripted.deadlines())
        .containsExactly(DEADLINE, LastCalls.ENDED_WITHIN, Duration.ofSeconds(1));
  }
}
