package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.reconciler.plan.RolloutPlanner;
import io.runtimeservice.simulator.fly.ImageBehaviour;
import io.runtimeservice.simulator.fly.Ledger;
import io.runtimeservice.simulator.fly.MachineShot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Production is changed without anybody noticing but those who asked for the change. */
class RolloutTest {

  private static final String CRASHES = "registry.fly.io/checkout:crashes";
  private static final String DEAF = "registry.fly.io/checkout:deaf";
  private static final EnvironmentKey KEY = EnvironmentKey.of("checkout", "production");

  private final Universe world = new Universe();
  private String app = "";

  private void serving(String spec) {
    serving(world, spec);
    app = world.onlyApp();
    world.pass(Duration.ofSeconds(10));
  }

  private static void serving(Universe universe, String spec) {
    universe.fly.registry().put(CRASHES, new ImageBehaviour.Exits(1, false, Duration.ofSeconds(1)));
    universe.fly.registry().put(DEAF, new ImageBehaviour.ListensNowhere());
    universe.app("checkout", Samples.app());
    universe.environment("checkout", "production", Samples.production(spec));
    universe.until(KEY, "Ready");
  }

  private static String spec(String image, int machines, boolean checked) {
    return "{'image': '%s', 'machines': %d%s}"
        .formatted(image, machines, checked ? ", 'service': {'check': {'type': 'http'}}" : "");
  }

  /** What was done to machines, in order, each kind once in a row. */
  private List<String> deedsSince(long position) {
    var deeds = new ArrayList<String>();
    for (Ledger.Entry entry : world.fly.ledger().mutatingSince(position)) {
      if (deeds.isEmpty() || !deeds.getLast().equals(entry.action())) {
        deeds.add(entry.action());
      }
    }
    return deeds;
  }

  /** From the last call of one kind to the first one of another. */
  private Duration between(long position, String before, String after) {
    var calls = world.fly.ledger().mutatingSince(position);
    var last = calls.stream().filter(it -> it.action().equals(before)).toList().getLast();
    var first = calls.stream().filter(it -> it.action().equals(after)).findFirst().orElseThrow();
    return Duration.between(last.at(), first.at());
  }

  private List<String> images() {
    return world.machines(app).stream()
        .map(it -> it.config().text("image").orElse(""))
        .sorted()
        .toList();
  }

  private String synced() {
    return world.condition(KEY, "Synced").text("reason").orElse("");
  }

  @Test
  void green_is_made_closed_opened_when_well_and_blue_is_closed_drained_and_ended() {
    replicaIn(world);
    serving(spec(Samples.IMAGE_1, 2, true));
    var visitors = new Visitors(world, app, 2);
    long position = world.fly.ledger().position();
    world.spec(KEY, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Duration.ofSeconds(4));
    assertThat(world.machines(app)).hasSize(4);
    assertThat(world.machines(app).stream().filter(MachineShot::cordoned).map(MachineShot::name))
        .containsExactlyInAnyOrder("m0-1", "m1-1");
    assertThat(world.state(KEY)).isEqualTo("Degraded");
    world.pass(Duration.ofMinutes(2));

    assertThat(deedsSince(position))
        .containsExactly(
            "machine_create",
            "machine_uncordon",
            "machine_cordon",
            "machine_stop",
            "machine_destroy");
    assertThat(between(position, "machine_uncordon", "machine_cordon"))
        .isGreaterThanOrEqualTo(RolloutPlanner.SETTLE);
    assertThat(between(position, "machine_cordon", "machine_stop"))
        .isGreaterThanOrEqualTo(RolloutPlanner.SETTLE);
    assertThat(images()).containsExactly(Samples.IMAGE_2, Samples.IMAGE_2);
    assertThat(world.state(KEY)).isEqualTo("Ready");
    assertThat(synced()).isEqualTo("AsDesired");
    assertThat(visitors.turnedAway()).isEmpty();
    assertThat(visitors.tooFew()).isEmpty();
    assertThat(world.violations()).isEmpty();
    position = world.fly.ledger().position();
    world.pass(Duration.ofMinutes(30));
    assertThat(world.mutatingSince(position)).isEmpty();
  }

  @Test
  void without_a_check_green_has_to_run_for_a_while() {
    replicaIn(world);
    serving(spec(Samples.IMAGE_1, 1, false));
    var visitors = new Visitors(world, app, 1);
    world.spec(KEY, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Duration.ofSeconds(12));
    assertThat(world.machines(app).stream().filter(MachineShot::cordoned)).hasSize(1);
    world.pass(Duration.ofSeconds(90));
    assertThat(images()).containsExactly(Samples.IMAGE_2);
    assertThat(visitors.turnedAway()).isEmpty();
    assertThat(visitors.tooFew()).isEmpty();
  }

  @Test
  void green_that_crashes_is_removed_and_blue_serves_on_with_the_evidence_in_the_status() {
    replicaIn(world);
    serving(spec(Samples.IMAGE_1, 1, false));
    var visitors = new Visitors(world, app, 1);
    world.spec(KEY, "image", "'" + CRASHES + "'");
    world.pass(Duration.ofMinutes(10));
    assertThat(images()).contains(Samples.IMAGE_1);
    assertThat(synced()).isEqualTo("CrashLoop");
    assertThat(world.condition(KEY, "Synced").text("message").orElse(""))
        .contains("ended with exit code 1")
        .contains("Tries so far: ");
    assertThat(world.condition(KEY, "Ready").text("status")).contains("True");
    assertThat(world.table.status(KEY).text("image")).contains(Samples.IMAGE_1);

    world.spec(KEY, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Duration.ofMinutes(2));
    assertThat(images()).containsExactly(Samples.IMAGE_2);
    assertThat(world.state(KEY)).isEqualTo("Ready");
    assertThat(visitors.turnedAway()).isEmpty();
    assertThat(visitors.tooFew()).isEmpty();
  }

  @Test
  void green_that_does_not_listen_is_given_up_at_the_deadline() {
    replicaIn(world);
    serving(spec(Samples.IMAGE_1, 1, true));
    var visitors = new Visitors(world, app, 1);
    world.spec(KEY, "image", "'" + DEAF + "'");
    world.pass(Duration.ofMinutes(14));
    assertThat(world.machines(app)).hasSize(2);
    world.pass(Duration.ofSeconds(80));
    assertThat(images()).containsExactly(Samples.IMAGE_1);
    assertThat(synced()).isEqualTo("NotListening");
    assertThat(world.condition(KEY, "Stalled").text("status")).contains("True");
    assertThat(visitors.turnedAway()).isEmpty();
  }

  @Test
  void the_latest_wins_in_the_middle_of_a_rollout() {
    replicaIn(world);
    serving(spec(Samples.IMAGE_1, 2, true));
    var visitors = new Visitors(world, app, 2);
    world.spec(KEY, "image", "'" + CRASHES + "'");
    world.pass(Duration.ofSeconds(3));
    world.spec(KEY, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Duration.ofMinutes(2));
    assertThat(images()).containsExactly(Samples.IMAGE_2, Samples.IMAGE_2);
    world.spec(KEY, "image", "'" + Samples.IMAGE_1 + "'");
    world.pass(Duration.ofSeconds(5));
    world.spec(KEY, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Duration.ofMinutes(2));
    assertThat(images()).as("there and back").containsExactly(Samples.IMAGE_2, Samples.IMAGE_2);
    long position = world.fly.ledger().position();
    world.spec(KEY, "image", "'" + Samples.IMAGE_1 + "'");
    world.pass(Duration.ofSeconds(5));
    world.spec(KEY, "config", "{'A': '1'}");
    world.pass(Duration.ofMinutes(2));
    assertThat(images()).containsExactly(Samples.IMAGE_1, Samples.IMAGE_1);
    assertThat(world.mutatingSince(position).stream().filter("machine_uncordon"::equals))
        .as("what was overtaken was never opened")
        .hasSize(2);
    assertThat(world.state(KEY)).isEqualTo("Ready");
    assertThat(visitors.turnedAway()).isEmpty();
    assertThat(visitors.tooFew()).isEmpty();
  }

  @Test
  void blue_serves_again_if_green_fails_before_it_is_gone() {
    replicaIn(world);
    serving(spec(Samples.IMAGE_1, 1, false));
    var visitors = new Visitors(world, app, 0);
    var ends = new ImageBehaviour.Exits(0, false, Duration.ofSeconds(26));
    world.fly.registry().put(Samples.IMAGE_2, ends);
    long position = world.fly.ledger().position();
    world.spec(KEY, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Duration.ofMinutes(2));
    assertThat(deedsSince(position))
        .as("opened, blue closed, and blue opened again")
        .containsExactly(
            "machine_create", "machine_uncordon", "machine_cordon", "machine_uncordon");
    assertThat(world.machines(app).stream().filter(it -> !it.cordoned()).map(MachineShot::name))
        .contains("m0");
    assertThat(world.condition(KEY, "Ready").text("status")).contains("True");
    assertThat(synced()).isEqualTo("ExitedCleanly");
    assertThat(visitors.turnedAway())
        .as("until the edge knew of it")
        .hasSizeLessThan(20_000 / (int) Visitors.EVERY.toMillis());
  }

  @Test
  void a_settling_time_is_not_cut_short_by_another_replicas_clock() {
    var first = world.replica(clock -> clock.jump(Duration.ofMinutes(-4)));
    serving(spec(Samples.IMAGE_1, 1, true));
    var visitors = new Visitors(world, app, 1);
    long position = world.fly.ledger().position();
    world.spec(KEY, "image", "'" + Samples.IMAGE_2 + "'");
    while (!deedsSince(position).contains("machine_uncordon")) {
      world.pass(Duration.ofMillis(50));
    }
    world.end(first);
    world.replica();
    world.spec(KEY, "config", "{'A': '1'}");
    world.pass(Duration.ofSeconds(5));
    assertThat(deedsSince(position)).as("the other takes over").endsWith("machine_create");
    world.pass(Duration.ofMinutes(2));
    assertThat(images()).containsExactly(Samples.IMAGE_2);
    assertThat(visitors.turnedAway()).isEmpty();
  }

  private static Replica replicaIn(Universe universe) {
    return universe.replica();
  }

  private static final int WORLDS = 20;
  private static final int ROLLOUTS = 10;
  private static final int PER_MILLE = 25;

  @Test
  void nobody_is_turned_away_in_two_hundred_rollouts_with_faults() {
    long requests = 0;
    int rollouts = 0;
    long calls = 0;
    for (long seed = 0; seed < WORLDS; seed++) {
      var run = new Rollouts(seed);
      run.all();
      assertThat(run.visitors().turnedAway()).as("turned away, seed %d", seed).isEmpty();
      assertThat(run.visitors().tooFew()).as("too few, seed %d", seed).isEmpty();
      assertThat(run.universe.violations()).as("seed %d", seed).isEmpty();
      requests += run.visitors().requests();
      rollouts += ROLLOUTS;
      calls += run.universe.calls();
    }
    System.out.printf(
        "blue-green: %d rollouts with faults, %,d calls; %,d requests, 0 not answered; never fewer"
            + " machines open and well than the smaller of old and new%n",
        rollouts, calls, requests);
    assertThat(rollouts).isEqualTo(200);
  }

  /** One world in which production is changed again and again, while things go wrong. */
  private static final class Rollouts {
    private final Universe universe;
    private final Random random;
    private boolean calm = true;
    private int machines;

    /** The fewest that were wanted since all was last at rest. */
    private int floor;

    private final Visitors visitors;

    Rollouts(long seed) {
      this.universe = new Universe(seed);
      this.random = new Random(seed);
      for (int i = 0; i < 2; i++) {
        universe.replica(clock -> {
          switch (random.nextInt(4)) {
            case 0 -> clock.jump(Duration.ofHours(-1));
            case 1 -> clock.jump(Duration.ofDays(1));
            default -> {}
          }
        });
      }
      universe.trouble = call -> trouble(call);
      machines = 1 + random.nextInt(3);
      floor = machines;
      serving(universe, spec(Samples.IMAGE_1, machines, random.nextBoolean()));
      universe.pass(Duration.ofSeconds(10));
      this.visitors = new Visitors(universe, universe.onlyApp(), machines);
    }

    Visitors visitors() {
      return visitors;
    }

    private Perturbation trouble(Call call) {
      boolean wrong =
          !calm
              && random.nextInt(1000) < PER_MILLE
              && (!call.isRoutine() || random.nextInt(20) == 0);
      return wrong ? Mixed.drawn(random) : new Perturbation.None();
    }

    void all() {
      for (int i = 0; i < ROLLOUTS; i++) {
        calm = false;
        change(random.nextInt(6) == 0 ? CRASHES : i % 2 == 0 ? Samples.IMAGE_2 : Samples.IMAGE_1);
        if (random.nextInt(3) == 0) {
          pass(Duration.ofMillis(random.nextInt(60_000)));
          change(i % 2 == 0 ? Samples.IMAGE_2 : Samples.IMAGE_1);
        }
        pass(Duration.ofSeconds(60 + random.nextInt(120)));
        calm = true;
        change(i % 2 == 0 ? Samples.IMAGE_2 : Samples.IMAGE_1);
        settle(i);
      }
      visitors.leave();
    }

    private void change(String image) {
      machines = 1 + random.nextInt(3);
      floor = Math.min(floor, machines);
      visitors.expect(floor);
      boolean checked = random.nextBoolean();
      int value = random.nextInt(3);
      universe.change(
          KEY,
          record ->
              record.with(
                  "spec",
                  Universe.tree(spec(image, machines, checked))
                      .with("config", Values.texts(Map.of("A", "" + value)))));
    }

    private boolean isReadyAsDesired() {
      return universe.state(KEY).equals("Ready")
          && universe
              .table
              .environment(KEY)
              .flatMap(it -> it.whole("generation"))
              .equals(universe.table.status(KEY).whole("observedGeneration"));
    }

    private void settle(int round) {
      for (int minutes = 0; minutes < 40; minutes++) {
        pass(Duration.ofMinutes(1));
        if (isReadyAsDesired()) {
          assertThat(
                  Reality.machines(universe, universe.onlyApp()).stream()
                      .map(MachineShot::name)
                      .toList())
              .as("round %d", round)
              .hasSize(machines);
          floor = machines;
          visitors.expect(machines);
          return;
        }
      }
      throw new AssertionError(
          "round "
              + round
              + ": "
              + universe.table.status(KEY)
              + "\n"
              + universe.table.runtime(KEY));
    }

    private void pass(Duration time) {
      var step = Duration.ofSeconds(1);
      for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
        universe.pass(step);
        universe.restartDead(2, Run.RESTARTED_AFTER);
      }
    }
  }
}
