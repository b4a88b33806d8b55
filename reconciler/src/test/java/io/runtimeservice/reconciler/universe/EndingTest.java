package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.simulator.fly.Fault;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica that is told to end begins nothing, and leaves what it cannot end to the next one. */
class EndingTest {

  private static final Duration END_MAX = Duration.ofSeconds(10);

  private final Universe world = new Universe();
  private Replica replica;
  private EnvironmentKey key;

  @BeforeEach
  void anEnvironmentServes() {
    world.app("checkout", Samples.app());
    replica = world.replica();
    key = world.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    world.until(key, "Ready");
  }

  private void hangs(String action) {
    world
        .fly
        .door()
        .trouble(visit -> visit.action().equals(action) ? new Fault.Lost() : new Fault.None());
  }

  private void heals() {
    world.fly.door().trouble(_ -> new Fault.None());
  }

  @Test
  void toldToEndWhileItLooksItBeginsNothing() {
    var ended = new ArrayList<Future<Void>>();
    world
        .fly
        .door()
        .trouble(visit -> {
          if (ended.isEmpty()) {
            ended.add(world.end(replica));
          }
          return new Fault.None();
        });
    long position = world.fly.ledger().position();
    world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(END_MAX);

    assertThat(ended).singleElement().matches(Future::succeeded);
    assertThat(world.readsSince(position)).isNotEmpty();
    assertThat(world.mutatingSince(position)).isEmpty();
    assertThat(Answers.of(world.queue.receive(Duration.ZERO, Duration.ofMinutes(1)))).hasSize(1);
  }

  @Test
  void toldToEndWhileACallHangsItGivesItsLeaseBackWithTheIntentOpen() {
    hangs("machine_create");
    var other =
        world.environment("checkout", "pr-2", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    world.pass(Duration.ofSeconds(3));
    assertThat(world.table.runtime(other).orElseThrow().text("owner")).isPresent();

    var ended = world.end(replica);
    world.pass(END_MAX);

    assertThat(ended.succeeded()).isTrue();
    var left = world.table.runtime(other).orElseThrow();
    assertThat(left.text("owner")).isEmpty();
    assertThat(left.items("intents")).hasSize(1);

    heals();
    world.replica();
    world.until(other, "Ready");
  }
}
