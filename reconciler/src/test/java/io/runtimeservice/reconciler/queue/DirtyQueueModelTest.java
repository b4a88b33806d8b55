package io.runtimeservice.reconciler.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.reconciler.queue.DirtyQueue.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories, each step of which is compared with what a much simpler queue would allow. */
class DirtyQueueModelTest {

  private static final int STEPS = 6_000;
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;

  private static final List<EnvironmentKey> KEYS =
      IntStream.range(0, 14)
          .mapToObj(i -> EnvironmentKey.of("app-" + (i < 8 ? 0 : i / 3), "env-" + i))
          .toList();

  /** What a queue that only had a list would know of a dirty environment. */
  private record Dirty(long dueNanos, Urgency urgency) {
    Dirty and(Dirty other) {
      return new Dirty(
          Math.min(dueNanos, other.dueNanos),
          urgency.compareTo(other.urgency) < 0 ? urgency : other.urgency);
    }
  }

  private final DirtyQueue queue = new DirtyQueue();
  private final Map<EnvironmentKey, Dirty> dirty = new HashMap<>();
  private final Map<EnvironmentKey, Long> started = new HashMap<>();
  private final Set<EnvironmentKey> running = new HashSet<>();

  /** By urgency and app that waits: who else has been served since. */
  private final Map<Urgency, Map<AppId, Set<AppId>>> passedOver =
      Map.of(Urgency.CHANGED, new HashMap<>(), Urgency.BACKGROUND, new HashMap<>());

  private final List<Urgency> whileBothWaited = new ArrayList<>();
  private long now;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 42, 2026})
  void the_queue_does_what_a_list_would_do(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    now = random.nextLong(-SECOND, SECOND);
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(10)) {
        case 0, 1 -> mark(oneOf(KEYS, random), Urgency.CHANGED, 0);
        case 2 -> mark(oneOf(KEYS, random), Urgency.BACKGROUND, 0);
        case 3 -> mark(oneOf(KEYS, random), Urgency.BACKGROUND, random.nextLong(5 * SECOND));
        case 4, 5, 6 -> take();
        case 7, 8 -> endOne(random);
        default -> now += random.nextLong(random.nextInt(5) == 0 ? 2 * SECOND : 100 * MILLI);
      }
    }
    restsInTheEnd();
  }

  private void mark(EnvironmentKey key, Urgency urgency, long afterNanos) {
    queue.markAt(key, urgency, now + afterNanos, now);
    dirty.merge(key, new Dirty(now + afterNanos, urgency), Dirty::and);
  }

  private boolean mayStart(EnvironmentKey key) {
    var it = dirty.get(key);
    boolean rested =
        Optional.ofNullable(started.get(key)).filter(at -> now < at + SECOND).isEmpty();
    return it != null && it.dueNanos <= now && rested && !running.contains(key);
  }

  private void take() {
    var waiting = KEYS.stream().filter(this::mayStart).toList();
    var turn = queue.take(now);
    assertThat(turn.isPresent()).as("somebody may start").isEqualTo(!waiting.isEmpty());
    if (turn.isEmpty()) {
      assertThat(queue.depth(Urgency.CHANGED) + queue.depth(Urgency.BACKGROUND)).isZero();
      return;
    }
    Turn it = turn.orElseThrow();
    assertThat(waiting).contains(it.key());
    assertThat(it.urgency()).isEqualTo(known(it.key()).urgency);
    assertThat(it.waited())
        .isBetween(Duration.ZERO, Duration.ofNanos(now - known(it.key()).dueNanos));
    urgenciesAreFair(it, waiting);
    appsAreFair(it, waiting);
    dirty.remove(it.key());
    running.add(it.key());
    started.put(it.key(), now);
    assertThat(queue.depth(Urgency.CHANGED) + queue.depth(Urgency.BACKGROUND))
        .isEqualTo(waiting.size() - 1);
  }

  private Dirty known(EnvironmentKey key) {
    return Objects.requireNonNull(dirty.get(key));
  }

  /** While both wait, the background gets one turn in four, and no more. */
  private void urgenciesAreFair(Turn turn, Collection<EnvironmentKey> waiting) {
    var urgencies = waiting.stream().map(key -> known(key).urgency).collect(Collectors.toSet());
    if (urgencies.size() < 2) {
      whileBothWaited.clear();
      return;
    }
    whileBothWaited.add(turn.urgency());
    if (whileBothWaited.size() >= DirtyQueue.BACKGROUND_TURN) {
      assertThat(whileBothWaited.reversed().subList(0, DirtyQueue.BACKGROUND_TURN))
          .as("the last turns while both urgencies waited")
          .containsOnlyOnce(Urgency.BACKGROUND);
    }
  }

  /** Nobody is served twice while another app waits in the same urgency. */
  private void appsAreFair(Turn turn, Collection<EnvironmentKey> waiting) {
    var over = Objects.requireNonNull(passedOver.get(turn.urgency()));
    var waitingApps =
        waiting.stream()
            .filter(key -> known(key).urgency == turn.urgency())
            .map(EnvironmentKey::app)
            .collect(Collectors.toSet());
    over.keySet().retainAll(waitingApps);
    AppId served = turn.key().app();
    for (AppId app : waitingApps) {
      if (!app.equals(served)) {
        assertThat(over.computeIfAbsent(app, _ -> new HashSet<>()).add(served))
            .as("%s is served again while %s waits", served, app)
            .isTrue();
      }
    }
    over.remove(served);
  }

  private void endOne(RandomGenerator random) {
    var ends = running.stream().sorted().toList();
    if (!ends.isEmpty()) {
      end(oneOf(ends, random));
    }
  }

  private void end(EnvironmentKey key) {
    queue.done(key, now);
    running.remove(key);
  }

  private void restsInTheEnd() {
    for (int turns = 0; !dirty.isEmpty() || !running.isEmpty(); turns++) {
      assertThat(turns).as("turns until everything rests").isLessThan(1000);
      List.copyOf(running).forEach(this::end);
      now = Math.max(now, queue.nextDueNanos().orElse(now));
      take();
    }
    now += SECOND;
    assertThat(queue.take(now)).isEmpty();
    assertThat(queue.size()).isZero();
    assertThat(queue.nextDueNanos()).isEmpty();
  }

  private static <T> T oneOf(List<T> things, RandomGenerator random) {
    return things.get(random.nextInt(things.size()));
  }
}
