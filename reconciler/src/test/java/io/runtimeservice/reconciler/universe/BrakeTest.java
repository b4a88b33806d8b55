package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.control.Brake;
import io.runtimeservice.model.control.Control;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.telemetry.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Too much that is taken away at once is slowed down, or waits for a person. */
class BrakeTest {

  private static final Duration STEP = Duration.ofSeconds(30);

  private final Universe world = new Universe(11);
  private List<EnvironmentKey> keys = List.of();

  private void previews(int many) {
    world.app("checkout", Samples.app(many));
    world.replica();
    world.replica();
    keys =
        IntStream.range(0, many)
            .mapToObj(i ->
                world.environment(
                    "checkout", "pr-" + i, Samples.preview(Samples.spec(Samples.IMAGE_1))))
            .toList();
    for (int i = 0; i < 60 && in("Ready") < many; i++) {
      world.pass(Duration.ofMinutes(1));
    }
    assertThat(in("Ready")).isEqualTo(many);
    world.pass(Duration.ofMinutes(12));
  }

  private int in(String state) {
    return (int) keys.stream().filter(key -> world.state(key).equals(state)).count();
  }

  private Control control() {
    return world.table.controlStore().read().result();
  }

  /** What bin/runtime brake release does. */
  private void release(int waiting) {
    Control control = control();
    var by = new Control.Change("somebody", world.time.now());
    var write =
        world
            .table
            .controlStore()
            .replace(control.rev(), control.with(control.brake().released(waiting), by));
    assertThat(write.result()).isEqualTo(Write.WRITTEN);
  }

  private String why(EnvironmentKey key) {
    return world.condition(key, "Terminating").text("reason").orElse("");
  }

  @Test
  void twenty_of_a_hundred_previews_are_deleted_at_a_pace_and_nobody_is_needed() {
    previews(100);
    keys.subList(0, 20).forEach(key -> world.desire(key, "deleted"));

    var gone = new ArrayList<Integer>();
    for (int i = 0; i < 60 && in("Deleted") < 20; i++) {
      world.pass(STEP);
      gone.add(in("Deleted"));
    }

    assertThat(in("Deleted")).isEqualTo(20);
    assertThat(gone.get(10)).as("after five minutes").isEqualTo(10);
    assertThat(control().brake().trip()).isEmpty();
    assertThat(world.apps()).hasSize(80);
    System.out.printf(
        "brake: 20 of 100 deleted at once: 10 after 5 min, all after %d min%n", gone.size() / 2);
  }

  @Test
  void two_hundred_of_two_hundred_trip_it_and_wait_for_an_operator() {
    previews(200);
    keys.forEach(key -> world.desire(key, "deleted"));
    world.pass(Duration.ofMinutes(90));

    assertThat(control().brake().trip()).isPresent();
    int gone = in("Deleted");
    assertThat(gone).as("a quarter of what there is, and no more").isBetween(40, 50);
    assertThat(why(keys.getLast())).isIn("BrakeTripped", "Deleted");
    assertThat(world.replicas().getFirst().tally().stands(Metric.BRAKE_TRIPPED)).isEqualTo(1);

    var other = world.environment("shop", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    world.app("shop", Samples.app());
    world.mark(other);
    world.until(other, "Ready");
    world.spec(other, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Duration.ofMinutes(1));
    assertThat(world.table.status(other).text("image"))
        .as("updates go on")
        .contains(Samples.IMAGE_2);

    world.replicas().forEach(it -> it.wire().cut());
    world.replica();
    world.replica();
    world.pass(Duration.ofMinutes(30));
    assertThat(in("Deleted")).as("across a restart").isEqualTo(gone);

    release(200 - gone);
    world.pass(Duration.ofMinutes(2));
    assertThat(in("Deleted")).as("it goes on at once, at the same pace").isEqualTo(gone + 10);
    world.pass(Duration.ofHours(3));
    assertThat(in("Deleted")).isEqualTo(200);
    assertThat(control().brake().trip()).isEmpty();
    assertThat(world.violations()).isEmpty();
    System.out.printf(
        "brake: 200 of 200 deleted at once: tripped after %d; released: all gone%n", gone);
  }

  @Test
  void what_is_protected_is_refused_by_name_whatever_else_goes() {
    previews(20);
    var production =
        world.environment(
            "checkout", "production", Samples.production(Samples.spec(Samples.IMAGE_1)));
    world.until(production, "Ready");
    var all = new ArrayList<>(keys);
    all.add(production);
    all.forEach(key -> world.desire(key, "deleted"));
    world.pass(Duration.ofMinutes(60));

    assertThat(in("Deleted")).isEqualTo(20);
    assertThat(world.condition(production, "Accepted").text("reason"))
        .contains("DeletionProtected");
    assertThat(world.apps()).hasSize(1);
  }

  @Test
  void previews_that_expire_together_trip_it_beyond_the_budget() {
    previews(60);
    String at = world.time.now().plus(Duration.ofMinutes(10)).toString();
    keys.forEach(key -> world.spec(key, "expiresAt", "'" + at + "'"));
    world.pass(Duration.ofMinutes(60));

    int gone = in("Deleted");
    assertThat(gone).as("what was counted, or was when it tripped").isBetween(5, 10);
    assertThat(control().brake().trip().map(Brake.Trip::because).orElseThrow())
        .contains("the budget of 10");
    assertThat(in("Terminating")).isEqualTo(60 - gone);
  }

  @Test
  void an_environment_is_counted_once_however_often_its_deletion_is_tried() {
    previews(1);
    world.trouble =
        call ->
            call.action().equals("app_delete")
                ? new Perturbation.ReplyLost()
                : new Perturbation.None();
    world.desire(keys.getFirst(), "deleted");
    world.pass(Duration.ofMinutes(2));
    world.trouble = Trouble.NONE;
    world.until(keys.getFirst(), "Deleted");
    assertThat(control().brake().minutes().stream().mapToInt(Brake.Minute::count).sum())
        .isEqualTo(1);
  }
}
