package io.runtimeservice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.local.Soon;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica is told to end at each of its steps, and the next one finishes what it was about. */
class TerminateTest {

  /** What the service has by default. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  /** In a short run: what is in progress when a replica ends is looked at one lease later. */
  private static final Duration SHORT_LEASE = Duration.ofSeconds(4);

  private static final Duration END_MAX = Duration.ofSeconds(10);
  private static final int STEPS_MAX = 20;

  /** The app's creation and the machine's, which is the fifth call. */
  private static final List<Integer> FIRST_AND_LAST = List.of(1, 5);

  private final boolean whole = Size.chosen().whole();
  private final List<String> steps = new ArrayList<>();
  private Duration longest = Duration.ZERO;
  private ChaosWorld world;
  private Replica replica;

  @BeforeEach
  void start() throws Exception {
    world = ChaosWorld.start();
    replica = world.launch("replica", whole ? LEASE : SHORT_LEASE);
    replica.process().awaitReady();
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  @Test
  void one_that_is_told_to_end_leaves_nothing_half_done() throws Exception {
    for (int step : whole ? allSteps() : FIRST_AND_LAST) {
      var key = EnvironmentKey.of(ChaosWorld.APP, "step-" + step);
      var trap = StepTrap.forChange(step, TerminateTest::askedToEnd);
      if (!isCaught(trap, key, () -> world.preview("step-" + step), "Ready")) {
        break;
      }
      ended(trap);
      nothingIsHalfDone(key);
      finished(key, "Ready");
    }
    changed(EnvironmentKey.of(ChaosWorld.APP, "step-1"));
    finish();
  }

  private static List<Integer> allSteps() {
    return IntStream.rangeClosed(1, STEPS_MAX).boxed().toList();
  }

  private static ProxyFault askedToEnd(Replica replica) {
    replica.process().askToEnd();
    return new ProxyFault.None();
  }

  /** An update and a deletion; and before them what is only looked at, or never answered. */
  private void changed(EnvironmentKey key) throws Exception {
    var look = StepTrap.forFirstLook(TerminateTest::askedToEnd);
    assertThat(isCaught(look, key, () -> pushImage(key, 1), "Ready")).isTrue();
    ended(look);
    nothingIsHalfDone(key);
    assertThat(world.done("machine_update")).as("updates that were begun").isZero();
    finished(key, "Ready");

    var silence =
        StepTrap.forChange(
            1,
            it -> {
              it.process().askToEnd();
              return new ProxyFault.SilentAfter();
            });
    assertThat(isCaught(silence, key, () -> pushImage(key, 2), "Ready")).isTrue();
    ended(silence);
    nobodyHolds(key);
    finished(key, "Ready");

    var deletion = StepTrap.forChange(1, TerminateTest::askedToEnd);
    assertThat(isCaught(deletion, key, () -> delete(key), "Deleted")).isTrue();
    ended(deletion);
    nothingIsHalfDone(key);
    finished(key, "Deleted");
  }

  private void pushImage(EnvironmentKey key, int version) {
    Answers.of(world.manager().pushImage(key, ChaosWorld.image("next", version)));
    Answers.of(world.manager().mark(key));
  }

  private void delete(EnvironmentKey key) {
    Answers.of(world.manager().desire(key, "deleted"));
    Answers.of(world.manager().mark(key));
  }

  /** Whether the trap is sprung before the environment comes to a state. */
  private boolean isCaught(StepTrap trap, EnvironmentKey key, Runnable deed, String state)
      throws Exception {
    replica.awaitCalm();
    replica.way().trouble(trap.before(replica));
    deed.run();
    Soon.until(() -> trap.caught().isPresent() || world.truth().is(key, state), this::said);
    trap.caught().ifPresent(caught -> steps.add(caught.call()));
    return trap.caught().isPresent();
  }

  private void ended(StepTrap trap) throws InterruptedException {
    long askedNanos = System.nanoTime();
    assertThat(replica.process().ended()).as(replica.process()::output).isZero();
    var took = Duration.ofNanos(System.nanoTime() - askedNanos);
    longest = took.compareTo(longest) > 0 ? took : longest;
    assertThat(took).as("from SIGTERM at " + trap.caught() + " to the end").isLessThan(END_MAX);
  }

  private void nothingIsHalfDone(EnvironmentKey key) {
    nobodyHolds(key);
    var left = world.truth().of(key);
    assertThat(left.runtime().items("intents")).as("what was begun and not ended").isEmpty();
    assertThat(isTold(left) || world.truth().marks().left() > 0)
        .as("the outcome is told, or the mark is left for another")
        .isTrue();
  }

  private void nobodyHolds(EnvironmentKey key) {
    var left = world.truth().of(key);
    assertThat(left.runtime().text("owner")).as("who holds the lease").isEmpty();
  }

  private static boolean isTold(TableItems.Pair left) {
    var record = left.environment();
    return record.tree("status").whole("observedGeneration").equals(record.whole("generation"));
  }

  /** The next one is started, and has nothing but table and queue to go by. */
  private void finished(EnvironmentKey key, String state) throws Exception {
    replica.way().heal();
    replica.launchAgain();
    replica.process().awaitReady();
    Soon.until(() -> world.truth().is(key, state), this::said);
  }

  private void finish() throws Exception {
    Soon.until(() -> world.truth().complaints().isEmpty(), this::said);
    System.out.printf(
        "SIGTERM: at %d steps (%s); every exit 0, the longest after %d ms; %s; left: %s%n",
        steps.size(),
        String.join(", ", steps),
        longest.toMillis(),
        world.doubles(),
        world.truth().complaints());
    assertThat(steps).hasSizeGreaterThanOrEqualTo(whole ? 8 : 5);
    assertThat(world.doubles().apps()).isZero();
    assertThat(world.doubles().machines()).isZero();
    assertThat(replica.process().terminate()).as(replica.process()::output).isZero();
  }

  private String said() {
    return String.join("\n", world.truth().complaints()) + "\n" + replica.process().output();
  }
}
