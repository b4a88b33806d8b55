package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.reconciler.plan.RolloutPlanner;
import io.runtimeservice.simulator.fly.ImageBehaviour;
import io.runtimeservice.simulator.fly.Ledger;
import io.runtimeservice.simulator.fly.MachineShot;
import io.runtimeservice.simulator.fly.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Production is changed without anybody noticing but those who asked for the change. */
class RolloutTest {

  private static final EnvironmentKey KEY = Rollout.KEY;

  /** Far longer than green ever takes to be well. */
  private static final Duration OPENED_WITHIN = Duration.ofMinutes(5);

  private final Universe world = new Universe();
  private String app = "";

  private void serving(String spec) {
    Rollout.serving(world, spec);
    app = world.onlyApp();
  }

  private static String spec(String image, int machines, boolean checked) {
    return Rollout.spec(image, machines, checked);
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

  /** To the twentieth of a second. */
  private void untilOpened(long position) {
    var step = Duration.ofMillis(50);
    for (var passed = Duration.ZERO;
        passed.compareTo(OPENED_WITHIN) < 0;
        passed = passed.plus(step)) {
      if (deedsSince(position).contains("machine_uncordon")) {
        return;
      }
      world.pass(step);
    }
    throw new AssertionError(
        "expected green to be opened within " + OPENED_WITHIN + ": " + deedsSince(position));
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
    world.replica();
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
    world.replica();
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
    world.replica();
    serving(spec(Samples.IMAGE_1, 1, false));
    var visitors = new Visitors(world, app, 1);
    world.spec(KEY, "image", "'" + Rollout.CRASHES + "'");
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
    world.replica();
    serving(spec(Samples.IMAGE_1, 1, true));
    var visitors = new Visitors(world, app, 1);
    world.spec(KEY, "image", "'" + Rollout.DEAF + "'");
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
    world.replica();
    serving(spec(Samples.IMAGE_1, 2, true));
    var visitors = new Visitors(world, app, 2);
    world.spec(KEY, "image", "'" + Rollout.CRASHES + "'");
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
  void machines_that_fall_asleep_meanwhile_are_well() {
    var sleepy = new Universe(Pace.LIKE_FLY.sleepingAfter(Duration.ofSeconds(5)));
    sleepy.replica();
    Rollout.serving(
        sleepy, "{'image': '%s', 'machines': 2, 'sleep': 'suspend'}".formatted(Samples.IMAGE_1));
    long position = sleepy.fly.ledger().position();
    sleepy.spec(KEY, "image", "'" + Samples.IMAGE_2 + "'");
    sleepy.pass(Duration.ofMinutes(3));
    assertThat(sleepy.machines(sleepy.onlyApp()))
        .hasSize(2)
        .allMatch(it -> it.config().text("image").equals(Optional.of(Samples.IMAGE_2)))
        .allMatch(it -> it.state() == MachineState.SUSPENDED);
    assertThat(sleepy.state(KEY)).isEqualTo("Ready");
    assertThat(sleepy.mutatingSince(position).stream().filter("machine_start"::equals)).isEmpty();
    position = sleepy.fly.ledger().position();
    sleepy.pass(Duration.ofHours(1));
    assertThat(sleepy.mutatingSince(position)).isEmpty();
  }

  @Test
  void a_full_region_is_waited_for_and_not_taken_for_drift() {
    world.replica();
    serving(spec(Samples.IMAGE_1, 1, true));
    world.fly.hosts().fillRegion("iad");
    world.spec(KEY, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Duration.ofMinutes(40));
    assertThat(images()).containsExactly(Samples.IMAGE_1);
    assertThat(synced()).isEqualTo("InsufficientCapacity");
    assertThat(world.condition(KEY, "Synced").text("message").orElse("")).contains("Tried iad");
    world.fly.hosts().mendRegion("iad");
    world.pass(Duration.ofMinutes(10));
    assertThat(images()).containsExactly(Samples.IMAGE_2);
    assertThat(world.state(KEY)).isEqualTo("Ready");
  }

  @Test
  void a_region_that_is_wanted_instead_and_full_is_waited_for_as_well() {
    world.replica();
    serving(spec(Samples.IMAGE_1, 1, true));
    world.fly.hosts().fillRegion("lhr");
    world.spec(KEY, "regions", "['lhr']");
    world.pass(Duration.ofMinutes(90));
    assertThat(synced()).isEqualTo("InsufficientCapacity");
    assertThat(world.machines(app).getFirst().place().region()).isEqualTo("iad");
    world.fly.hosts().mendRegion("lhr");
    world.pass(Duration.ofMinutes(10));
    assertThat(world.machines(app)).hasSize(1);
    assertThat(world.machines(app).getFirst().place().region()).isEqualTo("lhr");
    assertThat(world.state(KEY)).isEqualTo("Ready");
  }

  @Test
  void stopped_without_an_image_in_the_middle_of_a_rollout_only_blue_is_kept() {
    world.replica();
    serving(spec(Samples.IMAGE_1, 1, true));
    world.spec(KEY, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Duration.ofSeconds(4));
    assertThat(world.machines(app)).hasSize(2);
    world.change(
        KEY,
        record ->
            record
                .with("desired", Values.text("stopped"))
                .with("spec", Universe.tree("{'image': null}")));
    world.pass(Duration.ofMinutes(2));
    assertThat(world.machines(app)).hasSize(1);
    assertThat(world.machines(app).getFirst().name()).isEqualTo("m0");
    assertThat(world.machines(app).getFirst().state()).isEqualTo(MachineState.STOPPED);
    assertThat(world.violations()).isEmpty();
  }

  @Test
  void blue_serves_again_if_green_fails_before_it_is_gone() {
    world.replica();
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
    untilOpened(position);
    world.end(first);
    world.replica();
    world.spec(KEY, "config", "{'A': '1'}");
    world.pass(Duration.ofSeconds(5));
    assertThat(deedsSince(position)).as("the other takes over").endsWith("machine_create");
    world.pass(Duration.ofMinutes(2));
    assertThat(images()).containsExactly(Samples.IMAGE_2);
    assertThat(visitors.turnedAway()).isEmpty();
  }
}
