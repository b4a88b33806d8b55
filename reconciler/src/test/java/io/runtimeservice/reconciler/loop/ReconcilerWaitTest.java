package io.runtimeservice.reconciler.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.fly.Done;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.fixture.Said;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** While a machine is on its way, Fly is asked to say when it is there, and nothing is held. */
class ReconcilerWaitTest {

  private static final EnvironmentKey ONE = EnvironmentKey.of("checkout", "pr-1");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final LoopWorld world = new LoopWorld();
  private final Reconciler loop = world.loop;
  private final List<MachineCall.Wait> asked = new ArrayList<>();
  private final List<Promise<Done>> answers = new ArrayList<>();

  @BeforeEach
  void fly_is_asked_to_wait() {
    world.fly.asks(
        MachineCall.Wait.class,
        wait -> {
          asked.add(wait);
          Promise<Done> answer = Promise.promise();
          answers.add(answer);
          return answer.future();
        });
  }

  /** The desired state of this world is older than any deadline: its status says when to look. */
  private static final Duration STALLED_RETRY_MAX = Duration.ofMinutes(6);

  /** A pass that leaves the environment's machine starting. */
  private void waits(EnvironmentKey key) {
    loop.mark(key);
    world.isStarting(key);
  }

  @Test
  void fly_is_asked_to_say_when_the_machine_has_started_and_given_time_to_say_so() {
    waits(ONE);
    var wait = asked.getFirst();
    assertThat(wait.state()).isEqualTo(MachineState.STARTED);
    assertThat(wait.version()).isEqualTo("v1");
    assertThat(world.fly.deadlines().getLast())
        .isEqualTo(wait.timeout().plus(Reconciler.WAIT_SLACK));
    assertThat(wait.timeout()).isLessThanOrEqualTo(Duration.ofSeconds(60));
    world.time.advance(Duration.ofMinutes(1));
    assertThat(world.passes(ONE)).as("passes while nothing has happened").isEqualTo(1);
    assertThat(loop.active()).isZero();
    assertThat(loop.remembered()).as("what is waited for").isEqualTo(1);
  }

  @Test
  void when_it_has_happened_the_environment_is_looked_at_at_once() {
    waits(ONE);
    world.time.advance(SECOND.multipliedBy(3));
    answers.getFirst().complete(Done.DONE);
    assertThat(world.passes(ONE)).isEqualTo(2);
    world.isGone(ONE);
    assertThat(world.tally.counted(Metric.RECONCILE, "wait", "gone")).isEqualTo(1);
    world.time.advance(SECOND);
    assertThat(loop.remembered()).isZero();
    assertThat(world.time.timers()).isZero();
  }

  static Stream<Failure> news() {
    return Stream.of(
        new Failure.NotYet(Said.FLY),
        new Failure.Absent(Said.FLY),
        new Failure.VersionMoved(Said.FLY));
  }

  @ParameterizedTest
  @MethodSource("news")
  void that_it_will_not_happen_is_worth_a_look_at_once_too(Failure failure) {
    waits(ONE);
    world.time.advance(SECOND.multipliedBy(3));
    answers.getFirst().fail(new FailureException(failure));
    assertThat(world.passes(ONE)).isEqualTo(2);
  }

  static Stream<Failure> troubles() {
    return Stream.of(
        new Failure.Unavailable(Said.FLY),
        new Failure.Throttled(Optional.empty(), Said.FLY),
        new Failure.Unauthenticated(Said.FLY));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void an_api_that_fails_is_left_alone_for_a_moment(Failure failure) {
    waits(ONE);
    world.time.advance(SECOND.multipliedBy(3));
    answers.getFirst().fail(new FailureException(failure));
    world.time.advance(SECOND.minusNanos(1));
    assertThat(world.passes(ONE)).isEqualTo(1);
    world.time.advance(STALLED_RETRY_MAX);
    assertThat(world.passes(ONE)).isEqualTo(2);
  }

  @Test
  void fly_is_not_asked_twice_for_the_same() {
    waits(ONE);
    world.time.advance(SECOND);
    waits(ONE);
    assertThat(world.passes(ONE)).isEqualTo(2);
    assertThat(asked).hasSize(1);
    answers.getFirst().complete(Done.DONE);
    world.time.advance(SECOND);
    assertThat(world.passes(ONE)).isEqualTo(3);
  }

  @Test
  void a_sweep_leaves_alone_what_is_waited_for() {
    waits(ONE);
    world.time.advance(SECOND);
    loop.sweep(ONE);
    assertThat(world.passes(ONE)).isEqualTo(1);
  }

  @Test
  void a_mark_does_not_wait_for_it() {
    waits(ONE);
    world.time.advance(SECOND);
    loop.mark(ONE);
    assertThat(world.passes(ONE)).isEqualTo(2);
  }

  @Test
  void a_loop_that_drains_asks_fly_for_nothing_more() {
    loop.mark(ONE);
    loop.drain();
    world.isStarting(ONE);
    assertThat(asked).isEmpty();
    assertThat(loop.drain().succeeded()).isTrue();
  }

  @Test
  void an_answer_that_comes_after_the_end_starts_nothing() {
    waits(ONE);
    loop.drain();
    answers.getFirst().complete(Done.DONE);
    world.time.advance(Duration.ofHours(1));
    assertThat(world.passes(ONE)).isEqualTo(1);
    assertThat(world.time.timers()).isZero();
  }

  @Test
  void beyond_so_many_waits_environments_are_looked_at_instead() {
    IntStream.range(0, MachineCall.Wait.AT_ONCE_MAX)
        .mapToObj(i -> EnvironmentKey.of("checkout", "env-" + i))
        .forEach(this::waits);
    assertThat(asked).hasSize(MachineCall.Wait.AT_ONCE_MAX);
    waits(ONE);
    assertThat(asked).hasSize(MachineCall.Wait.AT_ONCE_MAX);
    world.time.advance(STALLED_RETRY_MAX);
    assertThat(world.passes(ONE)).isEqualTo(2);
  }
}
