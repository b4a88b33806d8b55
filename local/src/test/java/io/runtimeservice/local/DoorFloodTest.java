package io.runtimeservice.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Thousands of calls for one environment, by its own repository and by another one, through the
 * gateway and the queue to the service. In real time: exact numbers, of ten thousand marks that no
 * gateway holds back, are in the simulated universe.
 */
class DoorFloodTest {

  private static final EnvironmentKey FLOODED = Samples.PREVIEW_1;
  private static final EnvironmentKey OTHER = Samples.PREVIEW_2;

  /** An environment is looked at once a second at most: to ask again sooner is no waiting. */
  private static final Duration GAP = Duration.ofMillis(1_200);

  /**
   * Far longer than a mark takes on a busy machine, and shorter than all of the flood's in turn.
   */
  private static final Duration PROMPT = Duration.ofSeconds(10);

  /** No sweep, and no look that nobody has asked for, comes in between. */
  private static final Map<String, String> SETTINGS = Map.of("RUNTIME_SWEEP_INTERVAL", "1h");

  @Test
  void a_flood_costs_a_look_a_second_and_starves_nobody() throws Exception {
    try (var wire = new AwsWire();
        var stack =
            Stack.start(
                Stack.Ports.FREE,
                EventLoops.options(),
                "postgres://local",
                new Stack.Means(SETTINGS, wire.detoursToTheTable()));
        var web = new Web();
        var flooding = Executors.newSingleThreadExecutor()) {
      stack.writeSamples();
      for (EnvironmentKey key : List.of(FLOODED, OTHER)) {
        Soon.until(() -> isReady(stack, web, key), () -> key + " is Ready");
      }
      double deleted = marks(stack, web, "deleted");
      int looksBefore = wire.looks(FLOODED).size();
      var flood = new Flood(stack.gateway(), FLOODED);
      long begun = System.nanoTime();

      Future<Flood.Answered> answers = flooding.submit(flood::send);
      var waits = new ArrayList<Duration>();
      while (!answers.isDone()) {
        waits.add(waited(stack, wire));
        Soon.pass(GAP);
      }
      var answered = answers.get();
      double sent = answered.letIn() + waits.size();
      Soon.until(
          () -> marks(stack, web, "deleted") - deleted >= sent,
          () -> "each of %.0f marks is answered for".formatted(sent));
      double seconds = (System.nanoTime() - begun) / 1e9;
      int looks = wire.looks(FLOODED).size() - looksBefore;

      System.out.printf(
          "gateway flood: %d calls for one environment in %.1f s, %d let in, %d told to ask later;"
              + " answered for after %.1f s with %d looks; %d marks for another one meanwhile, each"
              + " looked at after %d ms at most%n",
          Flood.CALLS,
          answered.seconds(),
          answered.letIn(),
          answered.throttled(),
          seconds,
          looks,
          waits.size(),
          waits.stream().mapToLong(Duration::toMillis).max().orElse(0));
      assertThat(answered.letIn() + answered.throttled()).isEqualTo(Flood.CALLS);
      assertThat(looks).isBetween(1, (int) Math.ceil(seconds) + 1);
      assertThat(waits).isNotEmpty().allMatch(it -> it.compareTo(PROMPT) < 0);
    }
  }

  /** From a mark by the Manager, signed and through the same gateway, to its look. */
  private static Duration waited(Stack stack, AwsWire wire) throws Exception {
    int before = wire.looks(OTHER).size();
    long asked = System.nanoTime();
    Answers.of(stack.manager().mark(OTHER));
    Soon.until(() -> wire.looks(OTHER).size() > before, () -> OTHER + " is looked at");
    return Duration.ofNanos(wire.looks(OTHER).getLast() - asked);
  }

  private static boolean isReady(Stack stack, Web web, EnvironmentKey key) throws Exception {
    return web.json(stack.service(), "/v1/environments/" + key)
        .tree("status")
        .text("state")
        .filter("Ready"::equals)
        .isPresent();
  }

  private static double marks(Stack stack, Web web, String outcome) throws Exception {
    return web.get(stack.service(), "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("runtime_marks_total{outcome=\"" + outcome + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }
}
