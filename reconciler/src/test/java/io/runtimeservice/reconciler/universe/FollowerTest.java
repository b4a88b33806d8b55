package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Of several replicas, one at a time looks at an environment. */
class FollowerTest {

  private static final int REPLICAS = 3;

  private final Universe world = new Universe(7);
  private EnvironmentKey key = Workload.KEY;

  private void ready(String spec) {
    world.app("checkout", Samples.app());
    for (int i = 0; i < REPLICAS; i++) {
      world.replica();
    }
    key = world.environment("checkout", "pr-1", Samples.preview(spec));
    world.pass(Duration.ofMinutes(2));
  }

  private long lists(long position) {
    return world.readsSince(position).stream().filter("machine_list"::equals).count();
  }

  private long writes() {
    return world.table.runtime(key).flatMap(it -> it.whole("leaseVersion")).orElseThrow();
  }

  private long overLimits() {
    return world.flySince(0).stream()
        .filter(it -> it.refused().filter(text -> text.contains("rate limit")).isPresent())
        .count();
  }

  @Test
  void aMarkThatReachesAllOfThemCostsEachOneLookAndAllOfThemNoLimit() {
    ready(Samples.spec(Samples.IMAGE_1));
    long position = world.fly.ledger().position();
    for (int i = 0; i < REPLICAS; i++) {
      world.mark(key);
    }
    world.pass(Duration.ofSeconds(40));

    assertThat(world.queue.size()).as("all were answered").isZero();
    assertThat(lists(position)).isBetween(1L, (long) REPLICAS);
    assertThat(world.mutatingSince(position)).isEmpty();
  }

  @Test
  void aFloodIsAnsweredByOneLookASecondWhoeverItReaches() {
    ready(Samples.spec(Samples.IMAGE_1));
    long position = world.fly.ledger().position();
    Duration minute = Duration.ofMinutes(1);
    long writesBefore = writes();
    for (int i = 0; i < 10_000; i++) {
      world.time.after(minute.multipliedBy(i).dividedBy(10_000), () -> world.mark(key));
    }
    world.pass(minute);

    assertThat(lists(position)).isBetween(15L, minute.toSeconds() + 1);
    assertThat(overLimits()).isZero();
    assertThat(writes() - writesBefore)
        .as("handed over every six seconds at most")
        .isBetween(1L, 10L);
    world.pass(minute);
    assertThat(world.queue.size()).as("all were answered").isZero();
  }

  /** Its follower looks again in five minutes, and has no reason to look before. */
  @Test
  void aMarkIsAnsweredSoonAlsoIfAnotherReplicaWaitsForSomething() {
    ready(
        "{'image': '%s', 'certificates': [{'hostname': 'a.example.com'}]}"
            .formatted(Samples.IMAGE_1));
    world.pass(Duration.ofMinutes(30));
    assertThat(world.condition(key, "CertificatesReady").text("status")).contains("False");
    for (int i = 0; i < 2 * REPLICAS; i++) {
      world.pass(Duration.ofSeconds(25));
      long position = world.fly.ledger().position();
      world.mark(key);
      world.pass(Duration.ofSeconds(12));
      assertThat(world.readsSince(position)).contains("certificate_check");
    }
    assertThat(world.queue.size()).isZero();
  }

  @Test
  void anEnvironmentThatWaitsForAPersonIsLookedAtByOneReplica() {
    ready(
        "{'image': '%s', 'certificates': [{'hostname': 'a.example.com'}]}"
            .formatted(Samples.IMAGE_1));
    world.pass(Duration.ofMinutes(30));
    long position = world.fly.ledger().position();
    world.pass(Duration.ofHours(1));
    assertThat(lists(position)).as("one every five minutes").isBetween(10L, 14L);
  }

  /** Nothing of it has to be looked for by those who do not follow it. */
  @Test
  void whatAnotherHasBroughtToRestIsForgotten() {
    ready(Samples.spec(Samples.IMAGE_1));
    world.queue.send(Mark.of(key, MarkSource.OPERATOR));
    world.pass(Duration.ofMinutes(6));
    assertThat(world.replicas())
        .allSatisfy(it -> assertThat(it.engine().loop().remembered()).isZero());
  }
}
