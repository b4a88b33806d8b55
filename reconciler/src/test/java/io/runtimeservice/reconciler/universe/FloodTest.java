package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Caller;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ten thousand marks for one environment in a minute, forged and repeated ones among them. */
class FloodTest {

  private static final int MARKS = 10_000;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Of the same app, so that not even SQS tells it apart by its message group. */
  private static final EnvironmentKey OTHER = EnvironmentKey.of("checkout", "pr-2");

  private static final Duration OTHER_MARKED_EVERY = Duration.ofSeconds(3);

  private static final Duration PROMPT = Duration.ofMillis(500);

  private final Universe world = new Universe(11);
  private final List<Long> looks = new ArrayList<>();
  private final List<Long> looksAtTheOther = new ArrayList<>();

  private EnvironmentKey ready() {
    Run.furnish(world, "none");
    world.replica();
    var key = world.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    world.until(key, "Ready");
    world.pass(MINUTE);
    world.watch(
        new Onlooker() {
          @Override
          public void sent(Call call, List<Object> arguments) {
            if (call.action().equals("load")) {
              (arguments.contains(OTHER) ? looksAtTheOther : looks).add(world.time.nanos());
            }
          }
        });
    return key;
  }

  private void flood(EnvironmentKey key) {
    var random = new Random(7);
    for (int i = 0; i < MARKS; i++) {
      var mark =
          switch (random.nextInt(4)) {
            case 0 -> new Mark(key, Optional.of(MarkSource.GITHUB), Optional.of(Caller.of(666)));
            case 1 -> new Mark(key, Optional.of(MarkSource.GITHUB), Optional.of(Caller.of(1)));
            case 2 -> new Mark(key, Optional.empty(), Optional.empty());
            default -> Mark.of(key, MarkSource.MANAGER);
          };
      world.time.after(
          Duration.ofNanos(MINUTE.toNanos() / MARKS * i), () -> world.queue.send(mark));
    }
  }

  /** The most looks that were begun in any second. */
  private int mostInOneSecond() {
    int most = 0;
    for (int from = 0; from < looks.size(); from++) {
      int until = from;
      while (until < looks.size()
          && looks.get(until) - looks.get(from) < Duration.ofSeconds(1).toNanos()) {
        until++;
      }
      most = Math.max(most, until - from);
    }
    return most;
  }

  @Test
  void a_flood_of_marks_is_a_look_a_second() {
    var key = ready();
    long position = world.fly.ledger().position();

    flood(key);
    world.pass(MINUTE.plusSeconds(10));

    System.out.printf(
        "%d marks for one environment in a minute: %d looks, at most %d in a second, %d calls to Fly%n",
        MARKS, looks.size(), mostInOneSecond(), world.flySince(position).size());
    assertThat(mostInOneSecond()).isLessThanOrEqualTo(1);
    assertThat(looks).hasSizeLessThanOrEqualTo(62);
    assertThat(world.queue.size()).isZero();
    assertThat(world.mutatingSince(position)).isEmpty();
  }

  @Test
  void a_flood_for_one_environment_delays_no_other() {
    var key = ready();
    world.environment("checkout", "pr-2", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    world.until(OTHER, "Ready");
    world.pass(MINUTE);
    looksAtTheOther.clear();

    flood(key);
    var marked = new ArrayList<Long>();
    for (var at = OTHER_MARKED_EVERY; at.compareTo(MINUTE) < 0; at = at.plus(OTHER_MARKED_EVERY)) {
      marked.add(world.time.nanos() + at.toNanos());
      world.time.after(at, () -> world.queue.send(Mark.of(OTHER, MarkSource.MANAGER)));
    }
    world.pass(MINUTE.plusSeconds(10));

    var waits =
        marked.stream()
            .map(at ->
                looksAtTheOther.stream().filter(it -> it >= at).findFirst().orElseThrow() - at)
            .map(Duration::ofNanos)
            .toList();
    System.out.printf(
        "%d marks for another environment meanwhile: each looked at after %d ms at most%n",
        waits.size(), waits.stream().mapToLong(Duration::toMillis).max().orElseThrow());
    assertThat(waits).isNotEmpty().allMatch(it -> it.compareTo(PROMPT) <= 0);
    assertThat(world.queue.size()).isZero();
  }

  @Test
  void a_flood_of_forged_marks_costs_fly_nothing() {
    var key = ready();
    long position = world.fly.ledger().position();
    for (int i = 0; i < MARKS; i++) {
      world.queue.send(new Mark(key, Optional.of(MarkSource.GITHUB), Optional.of(Caller.of(666))));
    }
    world.pass(MINUTE);

    assertThat(world.flySince(position)).isEmpty();
    assertThat(mostInOneSecond()).isLessThanOrEqualTo(1);
    assertThat(world.queue.size()).isZero();
  }
}
