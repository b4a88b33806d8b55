package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.simulator.fly.Fault;
import io.runtimeservice.simulator.fly.FlyError;
import io.runtimeservice.simulator.fly.ImageBehaviour;
import io.runtimeservice.simulator.fly.MachineDesk;
import io.runtimeservice.simulator.fly.MachineShot;
import io.runtimeservice.simulator.fly.Refusals;
import io.runtimeservice.simulator.fly.Visit;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What fails, or waits for somebody, is not asked for over and over; every call is counted. */
class CalmTest {

  private static final String SIX_CERTIFICATES =
      """
      {'image': '%s', 'certificates': [{'hostname': 'z.example.com'}, {'hostname': 'a.example.com'},
       {'hostname': 'b.example.com'}, {'hostname': 'c.example.com'}, {'hostname': 'd.example.com'},
       {'hostname': 'e.example.com'}]}
      """
          .formatted(Samples.IMAGE_1);

  private final Universe world = new Universe();

  @BeforeEach
  void somebodyWorks() {
    world.app("checkout", Samples.app());
    world.replica();
  }

  private EnvironmentKey preview(String spec) {
    return world.environment("checkout", "pr-1", Samples.preview(spec));
  }

  private EnvironmentKey ready(String spec) {
    var key = preview(spec);
    world.until(key, "Ready");
    return key;
  }

  private void refuses(Predicate<Visit> whom) {
    refuses(whom, Refusals.invalid("not like this"));
  }

  private void refuses(Predicate<Visit> whom, FlyError how) {
    world.fly.door().trouble(visit -> whom.test(visit) ? new Fault.Refused(how) : new Fault.None());
  }

  private long mutating(String action) {
    return world.mutatingSince(0).stream().filter(action::equals).count();
  }

  @Test
  void anImageThatIsMissingIsAskedForEveryFiveMinutes() {
    world.fly.registry().put(Samples.IMAGE_1, new ImageBehaviour.Missing());
    preview(Samples.spec(Samples.IMAGE_1));
    world.pass(Duration.ofHours(1));
    assertThat(mutating("machine_create")).isBetween(10L, 16L);
  }

  @Test
  void whatFlyRefusesIsToldAndTriedEveryFiveMinutes() {
    refuses(Visit::mutating);
    var key = preview(Samples.spec(Samples.IMAGE_1));
    world.pass(Duration.ofHours(1));
    assertThat(world.state(key)).isEqualTo("Blocked");
    assertThat(world.table.status(key).text("waitingOn")).contains("you");
    assertThat(world.mutatingSince(0)).hasSizeBetween(10, 16).containsOnly("app_create");
  }

  @Test
  void aFlyThatAnswersNoChangeIsAskedEverMoreRarely() {
    refuses(Visit::mutating, Refusals.broken(503));
    var key = preview(Samples.spec(Samples.IMAGE_1));
    world.pass(Duration.ofMinutes(5));
    assertThat(world.mutatingSince(0)).hasSizeBetween(4, 20);
    refuses(_ -> false);
    world.until(key, "Ready");
  }

  @Test
  void whatIsWantedAnewDoesNotWaitAsLongAsWhatHasFailedForAnHour() {
    refuses(visit -> visit.action().equals("app_create"), Refusals.broken(503));
    var key = preview(Samples.spec(Samples.IMAGE_1));
    world.pass(Duration.ofHours(1));
    long position = world.fly.ledger().position();

    world.spec(key, "config", "{'LOG_LEVEL': 'debug'}");
    world.pass(Duration.ofSeconds(20));

    assertThat(world.mutatingSince(position)).hasSizeBetween(3, 8).containsOnly("app_create");
  }

  @Test
  void aDeletionThatIsRefusedIsTriedEverMoreRarely() {
    var key = ready(Samples.spec(Samples.IMAGE_1));
    refuses(visit -> visit.action().equals("app_delete"));
    world.desire(key, "deleted");
    world.pass(Duration.ofHours(1));
    assertThat(world.state(key)).isEqualTo("Terminating");
    assertThat(mutating("app_delete")).isBetween(10L, 20L);
    refuses(_ -> false);
    world.pass(Duration.ofMinutes(7));
    assertThat(world.state(key)).isEqualTo("Deleted");
  }

  @Test
  void aRecordThatBecameWrongWhileItWasStartingIsReadEveryFiveMinutes() {
    var key = preview(Samples.spec(Samples.IMAGE_1));
    world.pass(Duration.ofSeconds(3));
    assertThat(world.state(key)).isEqualTo("Progressing");
    world.spec(key, "colour", "'blue'");
    world.pass(Duration.ofMinutes(2));
    long reads = world.table.counts().reads();
    world.pass(Duration.ofHours(1));
    assertThat(world.table.counts().reads() - reads)
        .as("reads of the table, twelve of them the sweep's")
        .isLessThan(40);
  }

  @Test
  void aFlyThatCannotBeReadIsAskedEverMoreRarelyWhateverWasUnderWay() {
    preview(Samples.spec(Samples.IMAGE_1));
    world.pass(Duration.ofSeconds(3));
    world.fly.door().trouble(_ -> new Fault.Refused(Refusals.broken(503)));
    world.pass(Duration.ofMinutes(2));
    long position = world.fly.ledger().position();
    world.pass(Duration.ofMinutes(30));
    assertThat(world.flySince(position)).hasSizeLessThan(40);
  }

  @Test
  void aFlyThatCannotBeReadIsAskedEverMoreRarelyAlsoForWhatIsWantedAnew() {
    var key = ready(Samples.spec(Samples.IMAGE_1));
    world.fly.door().trouble(_ -> new Fault.Refused(Refusals.broken(503)));
    world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Duration.ofMinutes(2));
    long position = world.fly.ledger().position();
    world.pass(Duration.ofMinutes(30));
    assertThat(world.flySince(position)).hasSizeLessThan(40);
  }

  @Test
  void certificatesThatWaitForDnsAreLookedAtEverMoreRarelyHoweverManyThereAre() {
    var key = preview(SIX_CERTIFICATES);
    world.pass(Duration.ofMinutes(2));
    long position = world.fly.ledger().position();
    world.pass(Duration.ofHours(1));
    assertThat(world.condition(key, "CertificatesReady").text("reason"))
        .contains("CertAwaitingDns");
    assertThat(world.readsSince(position))
        .as("the machines, the list, and five of them")
        .hasSizeLessThan(22 * 7);
  }

  @Test
  void aCertificateApiThatIsDownMakesNothingLookNewAndIsAskedNoMoreOften() {
    var key =
        preview(
            "{'image': '%s', 'certificates': [{'hostname': 'a.example.com'}]}"
                .formatted(Samples.IMAGE_1));
    world.pass(Duration.ofMinutes(2));
    assertThat(world.table.status(key).items("dns")).isNotEmpty();
    world
        .fly
        .door()
        .trouble(visit ->
            visit.action().equals("certificate_check")
                ? new Fault.Refused(Refusals.broken(503))
                : new Fault.None());
    long position = world.fly.ledger().position();
    long writes = world.table.counts().writes();
    world.pass(Duration.ofHours(1));
    assertThat(world.table.status(key).items("dns")).isNotEmpty();
    assertThat(world.readsSince(position))
        .as("ten looks until they are five minutes apart, then one every five minutes")
        .hasSizeLessThan(22 * 2);
    assertThat(world.table.counts().writes() - writes)
        .as("a status for each next try")
        .isLessThan(24);
  }

  @Test
  void aCordonedMachineIsToldAndItsMarksAreAnswered() {
    var key = ready("{'image': '%s', 'sleep': 'off'}".formatted(Samples.IMAGE_1));
    var path = new MachineDesk.Path(world.onlyApp(), world.onlyMachine().id());
    world.fly.machines().cordon(world.us, path, true);
    world.pass(Duration.ofSeconds(1));
    world.mark(key);
    world.pass(Duration.ofMinutes(1));
    assertThat(world.condition(key, "Ready").text("reason")).contains("Cordoned");
    assertThat(world.queue.size()).isZero();

    world.fly.machines().cordon(world.us, path, false);
    world.pass(Duration.ofSeconds(1));
    world.mark(key);
    world.pass(Duration.ofSeconds(10));
    assertThat(world.state(key)).isEqualTo("Ready");
  }

  @Test
  void aHealthCheckThatIsNewTakesAThirdOfTheMachinesOutAtOnceAndNoMore() {
    var key = ready("{'image': '%s', 'sleep': 'off', 'machines': 6}".formatted(Samples.IMAGE_1));
    world.spec(key, "service", "{'check': {'type': 'tcp'}}");
    for (int seconds = 0; seconds < 120; seconds++) {
      world.pass(Duration.ofSeconds(1));
      assertThat(world.machines(world.onlyApp()).stream().filter(CalmTest::runs))
          .as("machines that run after %d s", seconds)
          .hasSizeGreaterThanOrEqualTo(4);
    }
    assertThat(world.state(key)).isEqualTo("Ready");
  }

  private static boolean runs(MachineShot machine) {
    return machine.state().toString().equals("started");
  }
}
