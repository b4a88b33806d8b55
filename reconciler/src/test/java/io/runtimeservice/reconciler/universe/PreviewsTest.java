package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many previews there may be, and for how long. */
class PreviewsTest {

  private static final int MAX = 3;
  private static final int WANTED = 8;

  /** A sweep, and what it finds. */
  private static final Duration SWEPT = Duration.ofMinutes(7);

  private final Universe world = new Universe(7);

  @BeforeEach
  void threeReplicas() {
    world.app("checkout", Samples.app(MAX));
    for (int i = 0; i < 3; i++) {
      world.replica();
    }
  }

  private EnvironmentKey preview(int number) {
    return world.environment(
        "checkout", "pr-" + number, Samples.preview(Samples.spec(Samples.IMAGE_1)));
  }

  private List<EnvironmentKey> in(List<EnvironmentKey> keys, String state) {
    return keys.stream().filter(key -> world.state(key).equals(state)).toList();
  }

  @Test
  void of_many_that_are_made_at_once_as_many_are_let_in_as_there_may_be() {
    var keys = IntStream.range(0, WANTED).mapToObj(this::preview).toList();
    world.pass(Duration.ofMinutes(1));
    assertThat(in(keys, "Ready")).hasSize(MAX);
    var refused = in(keys, "Blocked");
    assertThat(refused).hasSize(WANTED - MAX);
    assertThat(world.apps()).hasSize(MAX);
    for (EnvironmentKey key : refused) {
      var accepted = world.condition(key, "Accepted");
      assertThat(accepted.text("reason")).contains("QuotaExceeded");
      assertThat(accepted.text("message").orElseThrow()).contains(" of 3; the oldest is pr-");
    }

    long position = world.fly.ledger().position();
    world.desire(in(keys, "Ready").getFirst(), "deleted");
    world.pass(SWEPT);
    assertThat(in(keys, "Ready")).as("another one takes the place").hasSize(MAX);
    assertThat(world.mutatingSince(position))
        .filteredOn(it -> it.startsWith("app_"))
        .containsExactly("app_delete", "app_create");
  }

  @Test
  void a_limit_that_is_lowered_takes_nothing_away() {
    var keys = IntStream.range(0, MAX).mapToObj(this::preview).toList();
    world.pass(Duration.ofMinutes(1));
    world.app("checkout", Samples.app(0));
    keys.forEach(key -> world.spec(key, "image", "'" + Samples.IMAGE_2 + "'"));
    world.pass(Duration.ofMinutes(1));
    assertThat(in(keys, "Ready")).isEqualTo(keys);
    assertThat(world.apps()).hasSize(MAX);
  }

  @Test
  void a_preview_is_deleted_within_a_sweep_of_its_end_though_nobody_says_a_word() {
    var key = preview(1);
    Instant end = world.time.now().plus(Duration.ofHours(2));
    world.spec(key, "expiresAt", "'%s'".formatted(end));
    world.pass(Duration.ofMinutes(119));
    assertThat(world.state(key)).isEqualTo("Ready");
    long position = world.fly.ledger().position();

    world.pass(SWEPT);

    assertThat(world.state(key)).isEqualTo("Deleted");
    assertThat(world.apps()).isEmpty();
    assertThat(world.mutatingSince(position)).containsExactly("app_delete");
  }

  /** At rest nobody asks Fly for anything, so that nobody knows what time it is there. */
  @Test
  void one_sweep_is_enough_though_fly_was_not_heard_of_before() {
    var key = preview(1);
    world.spec(key, "expiresAt", "'%s'".formatted(world.time.now().plus(Duration.ofHours(2))));
    world.pass(Duration.ofMinutes(119));
    world.clocksAgree = false;
    world.trouble =
        call -> {
          world.clocksAgree |= call.action().equals("machine_list");
          return new Perturbation.None();
        };

    world.pass(SWEPT);
    assertThat(world.state(key)).isEqualTo("Deleted");
  }

  @Test
  void a_preview_whose_end_is_moved_lives_on() {
    var key = preview(1);
    world.spec(key, "expiresAt", "'%s'".formatted(world.time.now().plus(Duration.ofHours(1))));
    world.pass(Duration.ofMinutes(30));
    world.spec(key, "expiresAt", "'%s'".formatted(world.time.now().plus(Duration.ofHours(9))));
    world.pass(Duration.ofHours(3));
    assertThat(world.state(key)).isEqualTo("Ready");
  }

  @Test
  void what_has_expired_says_so_while_it_goes() {
    var key = preview(1);
    world.until(key, "Ready");
    Instant end = world.time.now();
    world.spec(key, "expiresAt", "'%s'".formatted(end));
    world.until(key, "Terminating");
    assertThat(world.condition(key, "Terminating").text("message").orElseThrow())
        .contains("It expired at " + end);
  }
}
