package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Canary;
import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.simulator.fly.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A workload in a universe of its own: first undisturbed up to where it begins, then with what goes
 * wrong; a replica that dies is replaced, as Kubernetes does it. In the end nothing goes wrong any
 * more, and what was promised has to be true.
 */
final class Run {

  /** How long something may go wrong, after the last step of the workload. */
  static final Duration TROUBLED = Duration.ofMinutes(3);

  /** When everything has to be as it was asked for, after the last trouble. */
  static final Duration SETTLES_WITHIN = Duration.ofMinutes(15);

  /** Ten sweeps, in which nothing may happen. */
  static final Duration QUIET = Universe.SWEEP_INTERVAL.multipliedBy(10);

  static final Duration RESTARTED_AFTER = Duration.ofSeconds(5);

  /** A mark may have been taken by a replica that died, or stands still, more than once. */
  static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

  private static final Duration TICK = Duration.ofMillis(500);

  private static final Set<String> MAKES_OR_DESTROYS =
      Set.of(
          "app_create",
          "app_delete",
          "address_assign",
          "address_release",
          "machine_create",
          "machine_destroy");

  private final Workload workload;
  private final Trouble trouble;
  private final Universe world;
  private final Oracles oracles;
  private final Canary canary;
  private final int replicas;
  private final List<String> complaints = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private long begunAt;
  private long begunPosition;

  private Run(Workload workload, long seed, int replicas, Trouble trouble) {
    this.workload = workload;
    this.trouble = trouble;
    this.replicas = replicas;
    this.world = new Universe(seed);
    this.oracles = new Oracles(world, STARTS_WITHIN);
    this.canary = Canary.text(new Draws(seed));
  }

  /**
   * What became of it.
   *
   * @param calls that were made while something could go wrong
   * @param made how often each thing was made or destroyed
   * @param records what the Manager wants in the end
   * @param complaints what is not as it should be
   */
  record Verdict(
      List<Call> calls,
      String fingerprint,
      Map<String, Long> made,
      Calm.Records records,
      List<String> complaints) {}

  /** Runs a workload; call numbers count from where it begins. */
  static Verdict of(Workload workload, long seed, int replicas, Trouble trouble) {
    return of(workload, seed, replicas, _ -> {}, trouble);
  }

  /**
   * Runs a workload in a world that is not as usual.
   *
   * @param setting makes it so, before any replica is started
   */
  static Verdict of(
      Workload workload, long seed, int replicas, Consumer<Universe> setting, Trouble trouble) {
    var run = new Run(workload, seed, replicas, trouble);
    setting.accept(run.world);
    return run.run();
  }

  private Verdict run() {
    furnish(world, canary.value());
    for (int i = 0; i < replicas; i++) {
      world.replica();
    }
    workload.begins().accept(world);
    settle();
    world.pass(Duration.ofMinutes(1));
    disturbed();
    heal();
    return new Verdict(calls, Fingerprint.of(world), made(), Calm.Records.of(world), complaints);
  }

  /** What every world has: an app, and secrets that a canary is hidden in. */
  static void furnish(Universe world, String canary) {
    world.app("checkout", Samples.app());
    world.secrets.put(new SecretReference("checkout/db", "1"), Map.of("url", canary));
    world.secrets.put(new SecretReference("checkout/db", "2"), Map.of("url", canary + "2"));
    world.secrets.put(
        new SecretReference("checkout/tls", "1"),
        Map.of("fullchain", Samples.pem("chain"), "private_key", Samples.pem("key")));
  }

  private void disturbed() {
    begunAt = world.calls();
    begunPosition = world.fly.ledger().position();
    world.trouble =
        call -> {
          var numbered =
              new Call(
                  call.replica(), call.number() - begunAt, call.port(), call.action(), call.app());
          calls.add(numbered);
          return trouble.of(numbered);
        };
    for (Workload.Step step : workload.steps()) {
      world.time.after(step.at(), () -> step.deed().accept(world));
    }
    var end = workload.steps().getLast().at().plus(TROUBLED);
    for (var passed = Duration.ZERO; passed.compareTo(end) < 0; passed = passed.plus(TICK)) {
      tick();
    }
    world.trouble = Trouble.NONE;
    world.drifts = false;
  }

  private void tick() {
    world.pass(TICK);
    world.pasteDns();
    world.restartDead(replicas, RESTARTED_AFTER);
  }

  private void heal() {
    settle();
    world.pass(Duration.ofMinutes(3));
    long position = world.fly.ledger().position();
    world.pass(QUIET);
    var late = world.mutatingSince(position);
    if (!late.isEmpty()) {
      complaints.add("O1: it does not come to rest: " + late);
    }
    complaints.addAll(world.violations());
    complaints.addAll(oracles.complaints());
    check();
  }

  private void settle() {
    for (var passed = Duration.ZERO;
        passed.compareTo(SETTLES_WITHIN) < 0 && !isSettled();
        passed = passed.plus(TICK)) {
      tick();
    }
    if (!isSettled()) {
      complaints.add("O1: it is not as asked for in time:\n" + Fingerprint.of(world));
    }
  }

  private boolean isSettled() {
    return world.queue.size() == 0
        && world.table.environmentKeys().stream().allMatch(this::isSettled);
  }

  private boolean isSettled(EnvironmentKey key) {
    Value.Tree record = world.table.environment(key).orElseThrow();
    Value.Tree status = record.tree("status");
    return status.whole("observedGeneration").equals(record.whole("generation"))
        && isAsAskedFor(record, status)
        && world.table.runtime(key).filter(it -> it.text("owner").isPresent()).isEmpty();
  }

  private boolean isAsAskedFor(Value.Tree record, Value.Tree status) {
    boolean deleted = Reality.isToGo(record, world.time.now());
    boolean waits = record.tree("spec").get("image").isEmpty() && !deleted;
    return waits
        ? status.text("reason").filter("WaitingForImage"::equals).isPresent()
        : status.text("state").filter((deleted ? "Deleted" : "Ready")::equals).isPresent();
  }

  private void check() {
    if (world.queue.size() > 0 || !world.queue.deadLetters().isEmpty()) {
      complaints.add("O9: marks are left: " + world.queue.size());
    }
    for (Replica replica : world.replicas()) {
      if (!replica.isDead() && replica.engine().loop().remembered() > 0) {
        complaints.add("O9: " + replica.name() + " remembers something");
      }
      if (!replica.isDead() && replica.engine().marks().held() > 0) {
        complaints.add("O9: " + replica.name() + " holds marks");
      }
    }
    world.fly.ledger().since(begunPosition).stream()
        .filter(it -> it.refused().filter(text -> text.contains("rate limit")).isPresent())
        .findFirst()
        .ifPresent(it -> complaints.add("O8: Fly's limits were not kept: " + it));
    everythingWritten()
        .filter(canary::occursIn)
        .ifPresent(_ -> complaints.add("O13: a secret is where it may not be"));
    metrics();
  }

  /** O10: every pass that began has ended, and is counted once. */
  private void metrics() {
    for (Replica replica : world.replicas()) {
      int active = (int) replica.tally().stands(Metric.RECONCILE_ACTIVE);
      if (!replica.isDead() && active != 0) {
        complaints.add("O10: " + replica.name() + " counts passes that are over");
      }
    }
  }

  private Optional<String> everythingWritten() {
    var all = new StringBuilder();
    for (EnvironmentKey key : world.table.environmentKeys()) {
      world.table.environment(key).map(Json::write).ifPresent(all::append);
      world.table.runtime(key).map(Json::write).ifPresent(all::append);
      world.table.history(key).stream().map(Json::write).forEach(all::append);
      world.table.generations(key).stream().map(Json::write).forEach(all::append);
    }
    for (String app : world.apps()) {
      world.machines(app).stream().map(it -> Json.write(it.config())).forEach(all::append);
    }
    world.fly.ledger().since(begunPosition).forEach(all::append);
    return Optional.of(all.toString());
  }

  private Map<String, Long> made() {
    var made = new TreeMap<String, Long>();
    for (Ledger.Entry entry : world.fly.ledger().mutatingSince(begunPosition)) {
      if (MAKES_OR_DESTROYS.contains(entry.action()) && entry.refused().isEmpty()) {
        made.merge(entry.action(), 1L, Long::sum);
      }
    }
    return made;
  }
}
