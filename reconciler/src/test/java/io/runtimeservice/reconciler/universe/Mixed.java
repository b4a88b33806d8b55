package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Canary;
import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.simulator.fly.FlyError;
import io.runtimeservice.simulator.fly.ImageBehaviour;
import io.runtimeservice.simulator.fly.Ledger;
import io.runtimeservice.simulator.fly.MachineDesk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that can go wrong, all at once and drawn by a seed: first only safety counts; then
 * nothing goes wrong any more, and all environments have to be as they were asked for last. The
 * same seed gives the same history, call by call.
 */
final class Mixed {

  static final Duration SETTLES_WITHIN = Duration.ofMinutes(30);

  /** The queue may be down, and each who takes the mark may die or stand still. */
  static final Duration STARTS_WITHIN = Universe.SWEEP_INTERVAL.multipliedBy(2);

  private static final Duration TICK = Duration.ofSeconds(5);
  private static final String MISSING = "registry.fly.io/checkout:missing";
  private static final String NEWER = "newerVersion";

  /**
   * How much of it.
   *
   * @param changedEvery how long an environment's desired state stays the same, on average
   * @param perMille of so many calls in a thousand something goes wrong
   */
  record Size(
      int environments, int replicas, Duration troubled, Duration changedEvery, int perMille) {

    /** Ten minutes in which hardly anything goes right. */
    static final Size SMALL = new Size(5, 3, Duration.ofMinutes(10), Duration.ofMinutes(2), 25);
  }

  /**
   * What became of it.
   *
   * @param wrong what went wrong, by the number of the call
   * @param overLimits calls that Fly refused because its limits were passed
   */
  record Outcome(
      long seed,
      Size size,
      SortedMap<Long, Perturbation> wrong,
      long calls,
      long overLimits,
      int changes,
      List<String> complaints) {

    boolean holds() {
      return complaints.isEmpty();
    }

    double environmentHours() {
      return size.environments() * size.troubled().toMinutes() / 60.0;
    }
  }

  private final long seed;
  private final Size size;
  private final Random manager;
  private final Universe world;
  private final Canary canary;
  private final Oracles oracles;
  private final SortedMap<Long, Perturbation> wrong = new TreeMap<>();
  private final List<String> complaints = new ArrayList<>();
  private final List<EnvironmentKey> wasThereHalfWay = new ArrayList<>();
  private int changes;
  private boolean calm;
  private boolean aClockRaces;

  private Mixed(long seed, Size size) {
    this.seed = seed;
    this.size = size;
    this.manager = new Random(seed);
    this.world = new Universe(seed);
    this.canary = Canary.text(new Draws(seed));
    this.oracles = new Oracles(world, STARTS_WITHIN);
  }

  /** A run in which the seed decides what goes wrong. */
  static Outcome run(long seed, Size size) {
    var mixed = new Mixed(seed, size);
    var random = new Random(~seed);
    var outages = Outage.drawn(random, size.troubled());
    return mixed.run(call -> mixed.drawn(random, outages, call));
  }

  /** The same run, in which only some of it goes wrong. */
  static Outcome replay(long seed, Size size, SortedMap<Long, Perturbation> only) {
    return new Mixed(seed, size)
        .run(call -> only.getOrDefault(call.number(), new Perturbation.None()));
  }

  private Outcome run(Trouble trouble) {
    furnish(world);
    var clocks = new Random(seed);
    for (int i = 0; i < size.replicas(); i++) {
      world.replica(clock -> skew(clock, clocks));
    }
    world.tinyPages = manager.nextInt(4) == 0;
    world.trouble =
        call -> {
          var perturbation = trouble.of(call);
          if (!(perturbation instanceof Perturbation.None)) {
            wrong.put(call.number(), perturbation);
          }
          return perturbation;
        };
    scheduleChanges();
    world.drifts = true;
    scheduleMeddling();
    pass(size.troubled().plus(Duration.ofMinutes(1)));
    heal();
    return new Outcome(seed, size, wrong, world.calls(), overLimits(), changes, complaints);
  }

  private void furnish(Universe universe) {
    universe.app("checkout", Samples.app());
    for (String version : List.of("1", "2")) {
      universe.secrets.put(
          new SecretReference("checkout/db", version), Map.of("url", canary.value() + version));
    }
    universe.secrets.put(
        new SecretReference("checkout/tls", "1"),
        Map.of("fullchain", Samples.pem("chain"), "private_key", Samples.pem("key")));
    universe.fly.registry().put(MISSING, new ImageBehaviour.Missing());
  }

  /**
   * P17: one clock in eight is an hour late, one a day early, and one runs too fast. Who counts
   * seconds that are too short passes limits a second now and then, and is told so by a 429.
   */
  private void skew(Wire.ReplicaClock clock, Random random) {
    switch (random.nextInt(8)) {
      case 0 -> clock.jump(Duration.ofHours(-1));
      case 1 -> clock.jump(Duration.ofDays(1));
      case 2 -> {
        clock.race(1.5);
        aClockRaces = true;
      }
      default -> {}
    }
  }

  private Duration moment() {
    return Duration.ofMillis(manager.nextLong(size.troubled().toMillis()));
  }

  /** What the Manager will do, whatever happens. The last change of each environment is valid. */
  private void scheduleChanges() {
    long each = Math.max(1, size.troubled().dividedBy(size.changedEvery()));
    for (int i = 0; i < size.environments(); i++) {
      String id = "pr-" + i;
      var moments = new ArrayList<Duration>();
      for (long n = 0; n < each; n++) {
        moments.add(moment());
      }
      moments.sort(Duration::compareTo);
      moments.set(0, moment().dividedBy(20));
      for (int n = 0; n < moments.size(); n++) {
        boolean last = n == moments.size() - 1;
        String spec =
            spec(i, !last && manager.nextInt(8) == 0, !last && i == 0 && manager.nextInt(8) == 0);
        String wish = wish();
        int marks = manager.nextInt(10) == 0 ? 0 : manager.nextInt(5) == 0 ? 3 : 1;
        world.time.after(moments.get(n), () -> change(id, spec, wish, marks));
      }
    }
  }

  private String wish() {
    return switch (manager.nextInt(8)) {
      case 0 -> "deleted";
      case 1 -> "stopped";
      default -> "running";
    };
  }

  private String spec(int number, boolean invalid, boolean missing) {
    String image = missing ? MISSING : manager.nextBoolean() ? Samples.IMAGE_1 : Samples.IMAGE_2;
    var fields = new ArrayList<String>();
    fields.add("'image': '" + image + "'");
    fields.add("'machines': " + (invalid ? -1 : 1 + manager.nextInt(3)));
    fields.add("'sleep': 'off'");
    fields.add("'config': {'A': '" + manager.nextInt(3) + "'}");
    if (manager.nextInt(3) > 0) {
      fields.add(
          "'secrets': {'DB': {'ref': 'checkout/db', 'version': '%d', 'key': 'url'}}"
              .formatted(1 + manager.nextInt(2)));
    }
    if (manager.nextInt(4) == 0) {
      fields.add("'addresses': ['v6', 'v4']");
    }
    if (manager.nextInt(6) == 0) {
      fields.add("'certificates': [{'hostname': 'h%d.example.com'}]".formatted(number));
    }
    switch (manager.nextInt(4)) {
      case 0 -> fields.add("'replacement': 'recreate'");
      case 1 -> fields.add("'replacement': 'blue-green'");
      default -> {}
    }
    if (manager.nextInt(6) == 0) {
      fields.add("'regions': ['fra']");
    }
    return "{" + String.join(", ", fields) + "}";
  }

  /** P9 and P10: marks get lost, and come more than once. */
  private void change(String id, String spec, String wish, int marks) {
    var key = EnvironmentKey.of("checkout", id);
    changes++;
    long generation =
        world.table.environment(key).flatMap(it -> it.whole("generation")).orElse(0L) + 1;
    world.table.putEnvironment(
        key,
        world
            .table
            .environment(key)
            .orElseGet(() -> Universe.tree(Samples.preview("{}")))
            .with("environmentId", Values.text(id))
            .with("spec", Universe.tree(spec))
            .with("desired", Values.text(wish))
            .with("generation", Values.number(generation)));
    for (int i = 0; i < marks; i++) {
      world.mark(key);
    }
  }

  /** P12, P16 and P19: others change what is ours, all replicas die, a newer version writes. */
  private void scheduleMeddling() {
    long each = Math.max(1, size.troubled().dividedBy(size.changedEvery()));
    for (long n = 0; n < each * size.environments() / 2; n++) {
      int what = manager.nextInt(7);
      int whom = manager.nextInt(1000);
      world.time.after(moment(), () -> tryToMeddle(what, whom));
    }
    if (manager.nextInt(4) == 0) {
      world.time.after(moment(), () -> world.replicas().forEach(it -> it.wire().cut()));
    }
    world.time.after(
        size.troubled().dividedBy(2),
        () ->
            Map.copyOf(world.table.runtimes())
                .forEach((key, record) -> {
                  wasThereHalfWay.add(key);
                  world.table.putRuntime(key, record.with(NEWER, Values.text("kept")));
                }));
  }

  private void tryToMeddle(int what, int whom) {
    try {
      meddle(what, whom);
    } catch (FlyError gone) {
      // a list has named what is there no more: nothing is meddled with
    }
  }

  private void meddle(int what, int whom) {
    var apps = world.apps();
    if (apps.isEmpty()) {
      return;
    }
    String app = apps.get(whom % apps.size());
    var machines = world.machines(app);
    var addresses = world.fly.addresses().list(world.us, app);
    if (what == 4 && !addresses.isEmpty()) {
      world.fly.addresses().release(world.us, app, addresses.getFirst().ip());
    } else if (what == 5) {
      world.fly.secrets().write(world.us, app, Map.of("DB", Optional.empty()));
    } else if (what == 6) {
      var certificates = world.fly.certificates().list(world.us, app);
      certificates.forEach(it -> world.fly.certificates().remove(world.us, app, it.hostname()));
    } else if (!machines.isEmpty()) {
      var path = new MachineDesk.Path(app, machines.getFirst().id());
      switch (what) {
        case 0, 1 -> world.fly.machines().destroy(world.us, path, true);
        case 2 -> world.fly.machines().stop(world.us, path);
        default -> world.mark(EnvironmentKey.of("checkout", "pr-" + whom % size.environments()));
      }
    }
  }

  private Perturbation drawn(Random random, List<Outage> outages, Call call) {
    if (calm) {
      return new Perturbation.None();
    }
    var passed = Duration.between(ManualTime.START, world.time.now());
    if (outages.stream().anyMatch(it -> it.hits(call, passed))) {
      return new Perturbation.Refused(unavailable());
    }
    if (random.nextInt(1000) >= size.perMille() || (call.isRoutine() && random.nextInt(20) > 0)) {
      return new Perturbation.None();
    }
    return drawn(random);
  }

  /** Any of the things that can go wrong with a call. */
  static Perturbation drawn(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> new Perturbation.CrashBefore();
      case 1 -> new Perturbation.CrashAfter();
      case 2 -> new Perturbation.ReplyLost();
      case 3 -> new Perturbation.RequestLost();
      case 4 -> new Perturbation.DoneAndFails();
      case 5 -> new Perturbation.Late(Duration.ofSeconds(random.nextInt(100)));
      case 6 -> new Perturbation.Paused(Duration.ofSeconds(random.nextInt(100)));
      case 7 -> new Perturbation.Stale(1 + random.nextInt(3));
      case 8 -> new Perturbation.Empty();
      case 9 ->
          new Perturbation.Refused(
              new Failure.Throttled(
                  Optional.of(Duration.ofSeconds(random.nextInt(5))),
                  Evidence.of(Dependency.FLY, "slow down")));
      default -> new Perturbation.Refused(unavailable());
    };
  }

  private static Failure unavailable() {
    return new Failure.Unavailable(Evidence.of(Dependency.FLY, "down"));
  }

  /** P14: a part of the world that fails for a while. */
  private record Outage(Call.Port port, String prefix, Duration from, Duration until) {

    static List<Outage> drawn(Random random, Duration troubled) {
      var outages = new ArrayList<Outage>();
      for (int i = random.nextInt(3); i > 0; i--) {
        var prefix = List.of("app_", "machine_", "secret_", "address_", "").get(random.nextInt(5));
        var port =
            prefix.isEmpty() ? List.of(Call.Port.values()).get(random.nextInt(6)) : Call.Port.FLY;
        var from = Duration.ofMillis(random.nextLong(troubled.toMillis()));
        outages.add(new Outage(port, prefix, from, from.plusSeconds(random.nextInt(120))));
      }
      return outages;
    }

    boolean hits(Call call, Duration passed) {
      return call.port() == port
          && call.action().startsWith(prefix)
          && passed.compareTo(from) >= 0
          && passed.compareTo(until) < 0;
    }
  }

  private void pass(Duration time) {
    for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
      tick();
    }
  }

  private void tick() {
    world.pass(TICK);
    world.pasteDns();
    world.restartDead(size.replicas(), Run.RESTARTED_AFTER);
  }

  private void heal() {
    calm = true;
    world.trouble = Trouble.NONE;
    world.replicas().forEach(it -> it.clock().jump(Duration.ZERO));
    pass(Duration.ofMinutes(2));
    for (EnvironmentKey key : world.table.environmentKeys()) {
      world.queue.send(Mark.of(key, MarkSource.OPERATOR));
    }
    String reference = reference();
    String last = "";
    for (var passed = Duration.ZERO;
        passed.compareTo(SETTLES_WITHIN) < 0 && !last.equals(reference);
        passed = passed.plus(TICK)) {
      tick();
      last = Fingerprint.of(world);
      world.drifts = false;
    }
    if (!last.equals(reference)) {
      complaints.add("O1, O5: it is\n%s\nand should be\n%s".formatted(last, reference));
    }
    pass(Duration.ofMinutes(3));
    long position = world.fly.ledger().position();
    world.pass(Run.QUIET);
    var late = world.mutatingSince(position);
    if (!late.isEmpty() && !reference.contains("Blocked")) {
      complaints.add("O1: it does not come to rest: " + late);
    }
    check(reference);
  }

  /** What becomes of the same records in a world where nothing has ever gone wrong. */
  private String reference() {
    var calmWorld = new Universe(seed);
    furnish(calmWorld);
    calmWorld.replica();
    for (EnvironmentKey key : world.table.environmentKeys()) {
      calmWorld.table.putEnvironment(key, asWritten(world.table.environment(key).orElseThrow()));
      calmWorld.mark(key);
    }
    for (int i = 0; i < 20; i++) {
      calmWorld.pass(Duration.ofSeconds(30));
      calmWorld.pasteDns();
    }
    return Fingerprint.of(calmWorld);
  }

  /** A record without what the service has written into it. */
  private static Value.Tree asWritten(Value.Tree record) {
    var fields = new LinkedHashMap<>(record.fields());
    fields.keySet().removeAll(List.of("status", "url"));
    return new Value.Tree(fields);
  }

  private void check(String reference) {
    complaints.addAll(world.violations());
    complaints.addAll(oracles.complaints());
    if (world.queue.size() > 0) {
      complaints.add("O9: marks are left: " + world.queue.size());
    }
    for (Replica replica : world.replicas()) {
      boolean remembers =
          !replica.isDead()
              && replica.engine().loop().remembered() > 0
              && !reference.contains("Blocked");
      if (remembers) {
        complaints.add("O9: " + replica.name() + " remembers something");
      }
    }
    if (overLimits() > 0 && !aClockRaces) {
      complaints.add("O8: Fly's limits were passed %d times".formatted(overLimits()));
    }
    newerAttributes();
    if (canary.occursIn(everythingWritten())) {
      complaints.add("O13: a secret is where it may not be");
    }
  }

  private long overLimits() {
    return world.fly.ledger().all().stream()
        .filter(it -> it.refused().filter(text -> text.contains("rate limit")).isPresent())
        .count();
  }

  /** P19: what another version has written is still there. */
  private void newerAttributes() {
    world
        .table
        .runtimes()
        .forEach((key, record) -> {
          if (wasThereHalfWay.contains(key) && record.text(NEWER).isEmpty()) {
            complaints.add("P19: " + key + " has lost what a newer version wrote");
          }
        });
  }

  private String everythingWritten() {
    var all = new StringBuilder();
    for (EnvironmentKey key : world.table.environmentKeys()) {
      world.table.environment(key).map(Json::write).ifPresent(all::append);
      world.table.runtime(key).map(Json::write).ifPresent(all::append);
      for (Value.Tree entry : world.table.history(key)) {
        all.append(Json.write(entry));
      }
      world.table.generations(key).stream().map(Json::write).forEach(all::append);
    }
    for (Ledger.Entry entry : world.fly.ledger().all()) {
      entry.refused().ifPresent(all::append);
    }
    return all.toString();
  }
}
