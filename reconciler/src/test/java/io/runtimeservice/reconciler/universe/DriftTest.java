package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.secret.SecretValue;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.status.RetryPolicy;
import io.runtimeservice.simulator.fly.MachineDesk;
import io.runtimeservice.simulator.fly.MachineOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody changes by hand while nobody asks for a look: it is seen, named and put right. */
class DriftTest {

  /** The feed's interval, how far Fly's list is behind, and a second. */
  private static final Duration FED = Duration.ofSeconds(10 + 10 + 1);

  private static final Duration SWEPT = Duration.ofMinutes(7);

  /** Each environment is looked at whole once an hour, spread by a tenth, with the next sweep. */
  private static final Duration LOOKED_AT = Duration.ofMinutes(70);

  /** When what waits for a person is looked at again, at the latest. */
  private static final Duration PERSON_LATEST =
      RetryPolicy.PERSON.plus(RetryPolicy.PERSON.dividedBy(10));

  private final Universe world = new Universe();

  /**
   * A way to meddle.
   *
   * @param resource and kind as metrics say it
   * @param words what the status says of it
   * @param within how soon it is seen
   */
  record Meddling(
      String name,
      String resource,
      String kind,
      String words,
      Duration within,
      BiConsumer<Universe, String> deed) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Meddling> ways() {
    return Stream.of(
        new Meddling(
            "a machine destroyed", "machine", "missing", "machine m0 is gone", FED, Deeds::destroy),
        new Meddling(
            "a machine stopped", "machine", "stopped", "machine m0 was stopped", FED, Deeds::stop),
        new Meddling(
            "a machine edited",
            "machine",
            "changed",
            "machine m0 was changed (env BY",
            FED,
            Deeds::edit),
        new Meddling(
            "a machine cloned",
            "machine",
            "extra",
            "machine m0 is one too many",
            FED,
            (world, app) -> clone(world, app, "iad")),
        new Meddling(
            "a machine moved to another region",
            "machine",
            "region",
            "machine m0 is in another region",
            FED,
            (world, app) -> {
              clone(world, app, "fra");
              Deeds.destroy(world, app);
            }),
        new Meddling("the app deleted", "app", "missing", "is gone", SWEPT, Deeds::deleteApp),
        new Meddling(
            "an address released", "address", "missing", "address ", LOOKED_AT, Deeds::release),
        new Meddling("a secret added", "secret", "extra", "(STRAY)", LOOKED_AT, Deeds::addSecret),
        new Meddling(
            "a secret changed",
            "secret",
            "changed",
            "(TOKEN)",
            LOOKED_AT,
            (world, app) -> write(world, app, Optional.of(SecretValue.of("by hand")))),
        new Meddling(
            "a secret unset",
            "secret",
            "changed",
            "(TOKEN)",
            LOOKED_AT,
            (world, app) -> write(world, app, Optional.empty())),
        new Meddling(
            "a certificate removed",
            "certificate",
            "missing",
            "certificate a.example.com is gone",
            LOOKED_AT,
            (world, app) -> world.fly.certificates().remove(world.us, app, "a.example.com")));
  }

  private static void write(Universe world, String app, Optional<SecretValue> value) {
    world.fly.secrets().write(world.us, app, Map.of("TOKEN", value));
  }

  private static void clone(Universe world, String app, String region) {
    var machine = world.machines(app).getFirst();
    world
        .fly
        .machines()
        .create(world.us, app, "clone", Optional.of(region), MachineOrder.of(machine.config()));
  }

  private EnvironmentKey ready(boolean repairs) {
    world.sweeping = Universe.lookingWholeHourly(repairs);
    world.secrets.put(new SecretReference("checkout", "1"), Map.of("TOKEN", "s3cret"));
    world.app("checkout", Samples.app());
    world.replica();
    var key =
        world.environment(
            "checkout",
            "pr-1",
            Samples.preview(
                """
                {'image': '%s', 'sleep': 'off',
                 'secrets': {'TOKEN': {'ref': 'checkout', 'version': '1', 'key': 'TOKEN'}},
                 'certificates': [{'hostname': 'a.example.com'}]}
                """
                    .formatted(Samples.IMAGE_1)));
    settle();
    world.until(key, "Ready");
    return key;
  }

  /** An app that is made anew has other addresses: its owner's zone has to know. */
  private void settle() {
    for (int i = 0; i < 12; i++) {
      world.pass(Duration.ofMinutes(1));
      world.pasteDns();
    }
  }

  private int counted(Meddling it) {
    return world
        .replicas()
        .getFirst()
        .tally()
        .counted(Metric.DRIFT_DETECTED, it.resource(), it.kind());
  }

  private List<String> told(EnvironmentKey key, Duration time) {
    var told = new ArrayList<String>();
    for (int seconds = 0; seconds < time.toSeconds(); seconds++) {
      world.pass(Duration.ofSeconds(1));
      Value.Tree synced = world.condition(key, "Synced");
      told.add(synced.text("reason").orElse("") + ": " + synced.text("message").orElse(""));
    }
    return told;
  }

  @ParameterizedTest
  @MethodSource("ways")
  void it_is_seen_counted_named_and_put_right(Meddling way) {
    var key = ready(true);
    String before = Fingerprint.of(world);

    way.deed().accept(world, world.onlyApp());
    var told = told(key, way.within());
    assertThat(told).anyMatch(it -> it.startsWith("DriftRepaired") && it.contains(way.words()));
    settle();

    assertThat(counted(way)).isEqualTo(1);
    assertThat(world.state(key)).isEqualTo("Ready");
    assertThat(Fingerprint.of(world)).isEqualTo(before);
    assertThat(world.violations()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void where_it_is_to_be_reported_it_is_left_as_it_is(Meddling way) {
    var key = ready(false);
    long position = world.fly.ledger().position();

    way.deed().accept(world, world.onlyApp().isEmpty() ? "" : world.onlyApp());
    world.pass(way.within().plusMinutes(10));

    assertThat(world.mutatingSince(position)).isEmpty();
    assertThat(world.condition(key, "Synced").text("reason")).contains("DriftDetected");
    assertThat(world.condition(key, "Synced").text("message").orElseThrow()).contains(way.words());
    assertThat(world.table.status(key).text("waitingOn")).contains("operator");

    world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
    settle();
    assertThat(world.state(key)).isEqualTo("Ready");
    assertThat(world.condition(key, "Synced").text("status")).contains("True");
  }

  @Test
  void the_same_five_times_in_an_hour_is_left_until_something_else_is_asked_for() {
    var key = ready(true);
    for (int time = 1; time <= 5; time++) {
      Deeds.edit(world, world.onlyApp());
      world.pass(Duration.ofMinutes(2));
      assertThat(world.state(key)).as("time " + time).isEqualTo("Ready");
      assertThat(world.onlyMachine().config().tree("env").text("BY")).isEmpty();
    }
    long position = world.fly.ledger().position();
    Deeds.edit(world, world.onlyApp());
    world.pass(Duration.ofHours(3));

    assertThat(world.mutatingSince(position)).isEmpty();
    assertThat(world.condition(key, "Synced").text("reason")).contains("Quarantined");
    assertThat(world.table.status(key).text("waitingOn")).contains("operator");
    assertThat(world.state(key)).as("it serves").isEqualTo("Degraded");

    Deeds.destroy(world, world.onlyApp());
    world.pass(PERSON_LATEST.plus(FED));
    assertThat(world.onlyMachine().config().tree("env").text("BY"))
        .as("something else is wrong: that is repaired")
        .isEmpty();

    world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
    world.until(key, "Ready");
    assertThat(world.condition(key, "Synced").text("status")).contains("True");
  }

  @Test
  void an_operators_mark_is_worth_another_try() {
    var key = ready(true);
    for (int time = 1; time <= 6; time++) {
      Deeds.edit(world, world.onlyApp());
      world.pass(Duration.ofMinutes(2));
    }
    assertThat(world.condition(key, "Synced").text("reason")).contains("Quarantined");

    world.queue.send(Mark.of(key, MarkSource.OPERATOR));
    world.pass(Duration.ofMinutes(2));

    assertThat(world.state(key)).isEqualTo("Ready");
    assertThat(world.onlyMachine().config().tree("env").text("BY")).isEmpty();
  }

  @Test
  void what_is_done_once_an_hour_is_repaired_for_ever() {
    var key = ready(true);
    for (int time = 1; time <= 12; time++) {
      Deeds.edit(world, world.onlyApp());
      world.pass(Duration.ofMinutes(61));
      assertThat(world.state(key)).as("time " + time).isEqualTo("Ready");
    }
    assertThat(world.onlyMachine().config().tree("env").text("BY")).isEmpty();
  }

  @Test
  void a_machine_that_somebody_else_runs_in_the_app_is_left_alone() {
    var key = ready(true);
    long position = world.fly.ledger().position();
    var theirs =
        world
            .fly
            .machines()
            .create(
                world.us,
                world.onlyApp(),
                "debug",
                Optional.of("iad"),
                MachineOrder.of(Universe.tree("{'image': '%s'}".formatted(Samples.IMAGE_2))));
    world.pass(Duration.ofMinutes(30));

    assertThat(world.flySince(position)).as("nobody had to ask").isEmpty();
    assertThat(world.state(key)).isEqualTo("Ready");
    assertThat(
            world
                .fly
                .machines()
                .get(world.us, new MachineDesk.Path(world.onlyApp(), theirs.id()))
                .isGone())
        .isFalse();
  }

  @Test
  void what_sleeps_is_as_it_should_be() {
    world.app("checkout", Samples.app());
    world.replica();
    var key = world.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
    world.until(key, "Ready");
    world.pass(Duration.ofMinutes(1));
    long position = world.fly.ledger().position();
    Deeds.stop(world, world.onlyApp());
    world.pass(Duration.ofMinutes(30));
    assertThat(world.mutatingSince(position)).isEmpty();
    assertThat(world.flySince(position)).as("nobody had to ask").isEmpty();
  }
}
