package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.telemetry.Metric;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators set holds on every replica within five seconds, and ends as soon. */
class SwitchesTest {

  private static final Duration HEARD = Duration.ofSeconds(5);

  private final Universe world = new Universe(5);
  private EnvironmentKey key = EnvironmentKey.of("checkout", "pr-1");

  @BeforeEach
  void somebodyWorks() {
    world.app("checkout", Samples.app());
    world.replica();
    world.replica();
    key = world.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    world.until(key, "Ready");
    world.pass(Duration.ofMinutes(1));
  }

  private void set(String json) {
    world.table.putControl(Universe.tree(json));
    world.pass(HEARD);
  }

  private List<String> mutatingWhile(Runnable deeds) {
    long position = world.fly.ledger().position();
    deeds.run();
    return world.mutatingSince(position);
  }

  private String synced() {
    return world.condition(key, "Synced").text("reason").orElse("");
  }

  private String says() {
    return world.condition(key, "Synced").text("message").orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'pauseAll': true}",
        "{'observeOnly': true}",
        "{'paused': ['checkout/pr-1']}",
        "{'pauseAll': true, 'changedBy': 'ada', 'changedAt': '2026-12-01T09:00:00Z', 'rev': 3}"
      })
  void nothing_is_changed_while_it_is_paused_and_all_is_made_up_for(String switches) {
    set(switches);
    var done =
        mutatingWhile(() -> {
          world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
          Deeds.destroy(world, world.onlyApp());
          world.pass(Duration.ofMinutes(20));
        });
    assertThat(done).isEmpty();
    assertThat(synced()).isEqualTo("Paused");
    assertThat(world.table.status(key).text("waitingOn")).contains("operator");
    assertThat(world.queue.size()).as("the mark has its answer").isZero();

    set("{}");
    world.pass(Duration.ofSeconds(20));
    assertThat(world.onlyMachine().config().text("image")).contains(Samples.IMAGE_2);
    world.until(key, "Ready");
    assertThat(world.violations()).isEmpty();
  }

  @Test
  void one_that_is_paused_keeps_no_other_waiting() {
    set("{'paused': ['checkout/pr-1']}");
    var other =
        world.environment("checkout", "pr-2", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    world.until(other, "Ready");
  }

  @Test
  void while_nothing_may_be_taken_away_all_else_goes_on() {
    set("{'pauseDestructive': true}");
    world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Duration.ofMinutes(1));
    assertThat(world.onlyMachine().config().text("image")).contains(Samples.IMAGE_2);

    var done =
        mutatingWhile(() -> {
          world.desire(key, "deleted");
          world.pass(Duration.ofMinutes(20));
        });
    assertThat(done).isEmpty();
    assertThat(world.condition(key, "Terminating").text("reason")).contains("Paused");
    assertThat(world.condition(key, "Terminating").text("message").orElse(""))
        .contains("pauseDestructive");
    int blocked =
        world.replicas().stream()
            .mapToInt(it -> it.tally().counted(Metric.DESTRUCTIONS_BLOCKED))
            .sum();
    assertThat(blocked).isPositive();

    set("{}");
    world.pass(Duration.ofSeconds(60));
    assertThat(world.state(key)).isEqualTo("Deleted");
  }

  @Test
  void it_is_obeyed_between_two_steps_of_a_pass() {
    world.trouble =
        call -> {
          if (call.action().equals("app_create")) {
            world.table.putControl(Universe.tree("{'pauseAll': true}"));
            return new Perturbation.Meanwhile("waits", 0, false, _ -> world.pass(HEARD));
          }
          return new Perturbation.None();
        };
    long position = world.fly.ledger().position();
    world.environment("checkout", "pr-2", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    world.pass(Duration.ofMinutes(3));
    assertThat(world.mutatingSince(position)).containsExactly("app_create");
  }

  @Test
  void a_record_that_cannot_be_understood_changes_nothing_of_what_was_known() {
    set("{'pauseAll': true}");
    set("{'pauseAll': 'off'}");
    var done =
        mutatingWhile(() -> {
          world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
          world.pass(Duration.ofMinutes(5));
        });
    assertThat(done).isEmpty();
    assertThat(says()).contains("pauseAll is on");
  }

  @Test
  void a_replica_that_has_never_read_it_looks_and_changes_nothing() {
    world.table.putControl(Universe.tree("{'pauseAll': 7}"));
    world.replicas().forEach(it -> it.wire().cut());
    world.replica();
    world.pass(Duration.ofMinutes(1));
    var done =
        mutatingWhile(() -> {
          world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
          world.pass(Duration.ofMinutes(5));
        });
    assertThat(done).isEmpty();
    assertThat(says()).contains("could not be read yet");
    assertThat(world.replicas().getLast().tally().stands(Metric.KILL_SWITCH, "unreadable"))
        .isEqualTo(1);

    set("{}");
    world.pass(Duration.ofSeconds(20));
    world.until(key, "Ready");
    assertThat(world.onlyMachine().config().text("image")).contains(Samples.IMAGE_2);
  }
}
