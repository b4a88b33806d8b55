package io.runtimeservice.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Value;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Somebody uses production over TCP, in real time, while it is replaced. Hundreds of rollouts, with
 * faults, are in the simulated universe.
 */
class WebPortTest {

  private static final List<String> IMAGES =
      List.of("registry.fly.io/checkout:v2", "registry.fly.io/checkout:v3");

  private static final Duration EVERY = Duration.ofMillis(20);

  /** A rollout waits for the edge for about half a minute in all. */
  private static final Duration ROLLED_OUT_WITHIN = Duration.ofMinutes(4);

  private final Web web = new Web();
  private Stack stack;
  private String url = "";

  /**
   * What somebody has seen who asked without a pause.
   *
   * @param turnedAway which of the requests were not answered
   */
  private record Seen(int requests, List<Integer> turnedAway, Set<String> images) {}

  @BeforeEach
  void start() throws Exception {
    stack = Stack.start(Stack.Ports.FREE, new VertxOptions(), "postgres://local", Map.of());
    stack.writeSamples();
    Soon.until(this::isServed, () -> "production is served");
  }

  @AfterEach
  void end() {
    web.close();
    stack.close();
  }

  /** Told to be ready, and known to the edge. */
  private boolean isServed() throws Exception {
    url = environment().text("url").orElse("");
    return environment().tree("status").whole("readyGeneration").isPresent()
        && web.app(stack.ports().web(), url).isPresent();
  }

  private Value.Tree environment() throws Exception {
    return web.json(stack.service(), "/v1/environments/" + Samples.PRODUCTION);
  }

  private URI door() {
    return URI.create("http://localhost:" + stack.ports().door());
  }

  @Test
  void nobody_is_turned_away_while_production_is_replaced() throws Exception {
    var over = new AtomicBoolean();
    try (var visitors = Executors.newSingleThreadExecutor()) {
      var visit = visitors.submit(visit(over));
      try {
        for (String image : IMAGES) {
          rollOut(image);
        }
      } finally {
        over.set(true);
      }
      Seen seen = visit.get();
      System.out.printf(
          "web port: %d blue-green rollouts, %d requests, %d not answered%n",
          IMAGES.size(), seen.requests(), seen.turnedAway().size());
      assertThat(seen.turnedAway()).isEmpty();
      assertThat(seen.images()).containsAll(IMAGES).contains(Samples.IMAGE_OF_PRODUCTION);
    }
  }

  private Callable<Seen> visit(AtomicBoolean over) {
    return () -> {
      int requests = 0;
      var turnedAway = new ArrayList<Integer>();
      var images = new TreeSet<String>();
      while (!over.get()) {
        requests++;
        var answer = web.app(stack.ports().web(), url);
        if (answer.isEmpty()) {
          turnedAway.add(requests);
        }
        answer.flatMap(it -> it.text("image")).ifPresent(images::add);
        Soon.pass(EVERY);
      }
      return new Seen(requests, turnedAway, images);
    };
  }

  /** Until what was there is gone. */
  private void rollOut(String image) throws Exception {
    long before = environment().whole("generation").orElseThrow();
    var answer =
        web.send(
            "PATCH",
            door(),
            "/manager/environments/" + Samples.PRODUCTION,
            "{\"image\": \"" + image + "\"}");
    assertThat(answer.statusCode()).isEqualTo(202);
    Soon.until(
        ROLLED_OUT_WITHIN,
        () -> {
          var status = environment().tree("status");
          return status.whole("readyGeneration").filter(it -> it > before).isPresent()
              && status.items("conditions").stream().anyMatch(WebPortTest::isSynced);
        },
        () -> image + " is rolled out");
  }

  private static boolean isSynced(Value condition) {
    return condition instanceof Value.Tree tree
        && tree.text("type").filter("Synced"::equals).isPresent()
        && tree.text("status").filter("True"::equals).isPresent();
  }
}
