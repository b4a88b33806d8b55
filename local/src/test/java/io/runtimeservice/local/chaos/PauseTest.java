package io.runtimeservice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.local.Soon;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A replica is stopped in the midst of a call for longer than its lease lasts, another takes over,
 * and the first wakes up and knows nothing of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PauseTest {

  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final Duration PAUSE = LEASE.multipliedBy(3);
  private static final Duration MARKED_EVERY = Duration.ofMillis(200);

  /** Two minutes after a takeover everything is looked at, and what came late is mended. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** The app's creation and the machine's, which is the fifth call. */
  private static final List<Integer> FIRST_AND_LAST = List.of(1, 5);

  private static final int STEPS_MAX = 20;

  private final boolean whole = Size.chosen().whole();
  private final Queue<String> callsWithoutLease = new ConcurrentLinkedQueue<>();
  private final List<String> steps = new ArrayList<>();
  private ChaosWorld world;
  private List<Replica> replicas;

  @BeforeAll
  void start() throws Exception {
    world = ChaosWorld.start();
    replicas = List.of(world.launch("first", LEASE), world.launch("second", LEASE));
    for (Replica replica : replicas) {
      replica.process().awaitReady();
    }
  }

  @AfterAll
  void end() throws Exception {
    for (Replica replica : replicas) {
      assertThat(replica.process().terminate()).as(replica.process()::output).isZero();
    }
    world.close();
  }

  @BeforeEach
  void forget() {
    steps.clear();
    callsWithoutLease.clear();
    world.doubles().forget();
  }

  @Test
  void one_that_was_stopped_with_its_call_on_fly_changes_nothing_when_it_wakes() throws Exception {
    for (int step : whole ? allSteps() : FIRST_AND_LAST) {
      if (!pauseAt(step, false)) {
        break;
      }
    }
    finish("the call has arrived");
  }

  @Test
  void a_call_that_arrives_after_the_takeover_has_no_lasting_effect() throws Exception {
    for (int step : whole ? allSteps() : List.of(FIRST_AND_LAST.getLast())) {
      if (!pauseAt(step, true)) {
        break;
      }
    }
    finish("the call arrives late");
  }

  private static List<Integer> allSteps() {
    return IntStream.rangeClosed(1, STEPS_MAX).boxed().toList();
  }

  /** Whether the creation of an environment has so many steps. */
  private boolean pauseAt(int step, boolean late) throws Exception {
    var arrives = Promise.<Void>promise();
    var trap =
        StepTrap.forChange(
            step,
            replica -> {
              replica.process().stop();
              return late ? new ProxyFault.Held(arrives.future()) : new ProxyFault.None();
            });
    replicas.forEach(it -> it.way().trouble(trap.before(it)));
    EnvironmentKey key = world.preview((late ? "late-" : "step-") + step);
    Soon.until(() -> trap.caught().isPresent() || isReady(key), this::said);
    if (trap.caught().isEmpty()) {
      return false;
    }
    var caught = trap.caught().orElseThrow();
    steps.add(caught.call());
    takenOver(key);
    String app = world.truth().of(key).runtime().text("flyApp").orElseThrow();
    assertThat(world.rights().has(caught.replica(), app)).as("it has the lease still").isFalse();
    arrives.complete();
    wake(caught.replica());
    atRest();
    caught.replica().way().heal();
    return true;
  }

  private boolean isReady(EnvironmentKey key) {
    return world.truth().is(key, "Ready");
  }

  /** Of the marks the first ones are swallowed by the one that is stopped. */
  private void takenOver(EnvironmentKey key) throws Exception {
    long stoppedNanos = System.nanoTime();
    Soon.until(
        () -> {
          Answers.of(world.manager().mark(key));
          Soon.pass(MARKED_EVERY);
          return isReady(key) && System.nanoTime() - stoppedNanos >= PAUSE.toNanos();
        },
        this::said);
  }

  /**
   * What it changes from now on it may change only if it has taken the lease anew: also it may be
   * the one who mends what its own late call has done. The call waits until the table was asked.
   */
  private void wake(Replica zombie) throws Exception {
    zombie
        .way()
        .trouble(call ->
            StepTrap.changes(call)
                ? new ProxyFault.Held(judged(zombie, call))
                : new ProxyFault.None());
    zombie.process().goOn();
    zombie.awaitCalm();
  }

  private Future<Void> judged(Replica zombie, ProxiedRequest call) {
    var judged = Promise.<Void>promise();
    Thread.startVirtualThread(() -> {
      if (!world.rights().has(zombie, call)) {
        callsWithoutLease.add(call.method() + " " + call.uri());
      }
      judged.complete();
    });
    return judged.future();
  }

  /** Marks that the stopped one has swallowed come back after a minute. */
  private void atRest() throws Exception {
    Soon.until(PATIENCE, () -> world.truth().complaints().isEmpty(), this::said);
  }

  private void finish(String when) throws Exception {
    System.out.printf(
        "SIGSTOP for three leases and SIGCONT, %s: at %d steps (%s); %d calls begun without the lease;"
            + " %s; left: %s%n",
        when,
        steps.size(),
        String.join(", ", steps),
        callsWithoutLease.size(),
        world.doubles(),
        world.truth().complaints());
    assertThat(steps).hasSizeGreaterThanOrEqualTo(whole ? 5 : 1);
    assertThat(callsWithoutLease).isEmpty();
    assertThat(world.doubles().apps()).isZero();
    assertThat(world.doubles().machines()).isZero();
    assertThat(world.truth().leftovers()).isEmpty();
  }

  private String said() {
    return String.join("\n", world.truth().complaints())
        + replicas.stream().map(it -> "\n" + it + "\n" + it.process().output()).toList();
  }
}
