package io.runtimeservice.local.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.local.QueueMarks;
import io.runtimeservice.local.ServeProcess;
import io.runtimeservice.local.Soon;
import io.runtimeservice.local.door.Manager;
import io.runtimeservice.local.parts.Aws;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.local.parts.FlyPart;
import io.runtimeservice.local.parts.Port;
import io.runtimeservice.local.parts.SqsPart;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.simulator.http.FlyVerticle;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The service in a process of its own, with a heap of 256 MB at most, keeps many environments of
 * which some change all the time. {@code make soak}: {@code -Dsoak.minutes}, {@code
 * -Dsoak.environments}.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "[1-9][0-9]{0,3}")
class SoakTest {

  private static final String PROJECT = System.getProperty("project.root", "..");
  private static final int MINUTES = Integer.getInteger("soak.minutes", 30);
  private static final int ENVIRONMENTS = Integer.getInteger("soak.environments", 5000);

  /** What its figures are for; a heap begins as small as it does in a pod. */
  private static final List<String> HEAP = List.of("-Xms16m", "-Xmx256m");

  private static final long MEGABYTE = 1024 * 1024;
  private static final long RESIDENT_MAX = 350 * MEGABYTE;

  /** What a flat heap may differ by, between one half of the time and the other. */
  private static final double HEAP_MORE_MAX = 1.1;

  private static final long HEAP_NOISE = 4 * MEGABYTE;
  private static final int THREADS_MORE_MAX = 2;

  /** Connections come and go. */
  private static final int DESCRIPTORS_MORE_MAX = 32;

  private static final int TIMERS_MORE_MAX = 64;

  /** A footprint collects the heap: seldom, so that what is resident is what it is without. */
  private static final int FOOTPRINTS = 10;

  /** Fly lets ten apps a second be created; and a busy machine may take longer. */
  private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(300 + ENVIRONMENTS / 2);

  private static final Duration SETTLED_WITHIN = Duration.ofMinutes(10);
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void what_it_takes_of_its_machine_does_not_grow() throws Exception {
    var vertx = Vertx.vertx();
    Path secrets = Files.createTempDirectory("secrets");
    try (var dynamoDb = DynamoDbPart.start(Port.free(0, "--port"));
        var sqs = SqsPart.start(Port.free(0, "--port"));
        var fly = FlyPart.start(new FlyVerticle.Ports(0, Port.free(0, "--web-port")));
        var aws =
            Aws.at(
                Map.of(AwsService.DYNAMODB, dynamoDb.endpoint(), AwsService.SQS, sqs.endpoint()))) {
      var world =
          new ServeProcess.World(
              dynamoDb.endpoint(), sqs.endpoint(), sqs.queue(), fly.endpoint(), secrets);
      var ways = QueueMarks.ways(vertx, aws, sqs.queue());
      var fleet = new Fleet(ways.dynamoDb(), new Manager(vertx, ways), ENVIRONMENTS);
      try (var service = ServeProcess.launch(world, Duration.ofSeconds(30), Map.of(), jvm())) {
        service.awaitReady();
        fleet.write();
        Soon.until(WRITTEN_WITHIN, () -> isReady(fleet), () -> fleet.notReady() + " not ready");
        soak(service, fleet);
        assertThat(service.terminate()).isZero();
      }
    } finally {
      Answers.of(vertx.close());
    }
  }

  /** As in the image, but for its heap, and for leave to look into it. */
  private static List<String> jvm() throws IOException {
    return Stream.concat(
            HEAP.stream(),
            Files.readAllLines(Path.of(PROJECT, "app/src/main/image/java.options")).stream()
                .filter(it -> !it.equals("-XX:+DisableAttachMechanism")))
        .toList();
  }

  private static boolean isReady(Fleet fleet) {
    Soon.pass(SECOND.multipliedBy(15));
    return fleet.notReady() == 0;
  }

  private static void soak(ServeProcess service, Fleet fleet) throws Exception {
    int changesPerSecond = Math.max(1, ENVIRONMENTS / 1000);
    int seconds = MINUTES * 60;
    int every = Math.max(1, seconds / FOOTPRINTS);
    var footprints = new ArrayList<Footprint>();
    long most = 0;
    long residentWhileMade = Footprint.mostResidentBytes(service.pid());
    int changes = 0;
    long endNanos = System.nanoTime() + Duration.ofMinutes(MINUTES).toNanos();
    for (int second = 1; System.nanoTime() < endNanos; second++) {
      fleet.change(changesPerSecond);
      changes += changesPerSecond;
      most = Math.max(most, Footprint.residentBytes(service.pid()));
      if (second % every == 0) {
        footprints.add(Footprint.of(service.pid()));
      }
      Soon.pass(SECOND);
    }
    Soon.until(SETTLED_WITHIN, () -> isReady(fleet), () -> fleet.notReady() + " not ready");
    var resident = new Resident(residentWhileMade, most);
    judge(footprints, resident, changes, fleet.notReady());
  }

  /** What was in memory at most: while all were made at once, and since. */
  private record Resident(long whileMade, long since) {}

  private static void judge(List<Footprint> all, Resident resident, int changes, int lost)
      throws Exception {
    assertThat(all).hasSizeGreaterThan(3);
    var early = all.subList(0, all.size() / 2);
    var late = all.subList(all.size() / 2, all.size());
    String line =
        ("soak: %d minutes, %d environments, %d changes, resident at most %d MB (%d MB while all"
                + " were made at once), heap after GC %d to %d MB, threads %d to %d, descriptors %d to %d, timers %d to %d, lost: %d%n")
            .formatted(
                MINUTES,
                ENVIRONMENTS,
                changes,
                resident.since() / MEGABYTE,
                resident.whileMade() / MEGABYTE,
                median(early, Footprint::heapBytes) / MEGABYTE,
                median(late, Footprint::heapBytes) / MEGABYTE,
                most(early, Footprint::threads),
                most(late, Footprint::threads),
                most(early, Footprint::descriptors),
                most(late, Footprint::descriptors),
                most(early, Footprint::timers),
                most(late, Footprint::timers),
                lost);
    System.out.print(line);
    Path target = Files.createDirectories(Path.of(PROJECT, "target"));
    Files.writeString(target.resolve("soak.txt"), line);

    assertThat(resident.since()).as("resident memory").isLessThan(RESIDENT_MAX);
    assertThat(median(late, Footprint::heapBytes))
        .as("heap after GC")
        .isLessThanOrEqualTo(
            (long) (HEAP_MORE_MAX * median(early, Footprint::heapBytes)) + HEAP_NOISE);
    assertGrowth(early, late, Footprint::threads, THREADS_MORE_MAX);
    assertGrowth(early, late, Footprint::descriptors, DESCRIPTORS_MORE_MAX);
    assertGrowth(early, late, Footprint::timers, TIMERS_MORE_MAX);
    assertThat(lost).as("lost").isZero();
  }

  private static void assertGrowth(
      List<Footprint> early, List<Footprint> late, ToLongFunction<Footprint> of, int moreMax) {
    assertThat(most(late, of)).isLessThanOrEqualTo(most(early, of) + moreMax);
  }

  private static long most(List<Footprint> all, ToLongFunction<Footprint> of) {
    return all.stream().mapToLong(of).max().orElseThrow();
  }

  private static long median(List<Footprint> all, ToLongFunction<Footprint> of) {
    return all.stream().mapToLong(of).sorted().skip(all.size() / 2).findFirst().orElseThrow();
  }
}
