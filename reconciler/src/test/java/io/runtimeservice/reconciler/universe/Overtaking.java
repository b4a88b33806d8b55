package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.simulator.fly.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An environment that two replicas see to is changed, and changed again before it is as it was
 * asked for: what happens next is chosen so many times, and after that all happens as usual, until
 * nothing happens any more.
 */
final class Overtaking {

  static final int REPLICAS = 2;

  /** When everything has to be at rest. */
  private static final Duration SETTLES_WITHIN = Duration.ofMinutes(15);

  /** Whatever a call did that was given up is seen by then. */
  private static final Duration AFTERWARDS = Duration.ofMinutes(3);

  private static final Duration TICK = Duration.ofSeconds(1);

  /** Takes no time to answer, so that nothing is on its way but what is held. */
  private static final Pace PACE = Pace.BRISK.answeringWithin(Duration.ZERO);

  /**
   * What is changed.
   *
   * @param changes how often
   * @param from how far the first change has come when there begins to be a choice
   */
  record Plot(Place place, Kind kind, int changes, From from) {}

  /** Where there begins to be a choice. */
  enum From {
    /** Nothing was changed yet. */
    REST,
    /** Replica 1 has looked, and the record that takes the lease is on its way. */
    LEASE,
    /** Replica 1 has the lease, and its first call that changes something on Fly is on its way. */
    FIRST_CALL;

    private boolean isReached(Crossroads crossroads) {
      return switch (this) {
        case REST -> true;
        case LEASE -> crossroads.isOnItsWay(it -> it.port() == Call.Port.RUNTIMES);
        case FIRST_CALL -> crossroads.isOnItsWay(it -> it.app().isPresent());
      };
    }
  }

  /** Where, and how a machine is replaced there. */
  enum Place {
    PREVIEW_IN_PLACE("pr-1"),
    PRODUCTION_BLUE_GREEN("production");

    private final String environment;

    Place(String environment) {
      this.environment = environment;
    }

    private EnvironmentKey key() {
      return EnvironmentKey.of("checkout", environment);
    }

    private String record() {
      String spec = "{'image': '%s', 'addresses': ['v6']}".formatted(Samples.IMAGE_1);
      String record = this == PREVIEW_IN_PLACE ? Samples.preview(spec) : Samples.production(spec);
      return record.replace("'generation': 1", "'generation': " + Kind.FIRST_NUMBER);
    }
  }

  /**
   * What became of it.
   *
   * @param ways that were gone, by their names
   * @param gifts how often a machine was given something
   * @param cutShort how many of what was begun were not reached
   */
  record Verdict(List<String> ways, int gifts, int cutShort, List<String> complaints) {}

  private final Plot plot;
  private final EnvironmentKey key;
  private final Universe world = new Universe(PACE);
  private final Oracles oracles = new Oracles(world, Run.STARTS_WITHIN);
  private final NoneOlder noneOlder;
  private final Crossroads crossroads;
  private final List<Integer> chosen = new ArrayList<>();
  private final List<String> ways = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  /** Begins, with the first desired state reached, and goes the ways that were chosen. */
  Overtaking(Plot plot, List<Integer> chosen) {
    this.plot = plot;
    this.key = plot.place().key();
    this.noneOlder = new NoneOlder(plot.kind(), key);
    begin();
    this.crossroads = new Crossroads(world, key, changes());
    crossroads.begin();
    world.watch(noneOlder);
    while (!plot.from().isReached(crossroads)) {
      straightOn();
    }
    chosen.forEach(this::choose);
  }

  /** The first change, and what replica 1 does about it. */
  private void straightOn() {
    var open = crossroads.ways();
    boolean isChanged = ways.contains("change");
    go(
        open.stream()
            .filter(it -> it.what().equals("change") != isChanged)
            .findFirst()
            .orElseThrow());
  }

  /** What was chosen so far. */
  List<Integer> chosen() {
    return List.copyOf(chosen);
  }

  /** How many ways there are to choose from; where there is but one it is gone. None at rest. */
  int ways() {
    var open = crossroads.ways();
    while (open.size() == 1) {
      go(open.getFirst());
      open = crossroads.ways();
    }
    return open.size();
  }

  /** Goes one of the ways, numbered from zero. */
  void choose(int way) {
    ways();
    chosen.add(way);
    go(crossroads.ways().get(way));
  }

  private void go(Crossroads.Way way) {
    ways.add(way.what());
    crossroads.go(way);
  }

  String scene() {
    return crossroads.scene();
  }

  /** What whoever watches will judge by, and has complained of so far. */
  String watched() {
    return "%s %s %s".formatted(noneOlder.remembers(), world.violations(), oracles.soFar());
  }

  /** Lets all happen as usual from now on, until nothing happens any more. */
  Verdict end() {
    crossroads.end();
    settle();
    check();
    return new Verdict(ways, noneOlder.gifts(), noneOlder.cutShort().size(), complaints);
  }

  private void begin() {
    world.sweeping = Universe.SELDOM;
    world.controlInterval = Universe.SELDOM.interval();
    for (int i = 0; i < REPLICAS; i++) {
      world.replica();
    }
    world.app(key.app().value(), Samples.app());
    world.environment(key.app().value(), key.environment().value(), plot.place().record());
    world.until(key, "Ready");
    settle();
  }

  private List<Runnable> changes() {
    return IntStream.rangeClosed(1, plot.changes())
        .<Runnable>mapToObj(nth ->
            () -> {
              plot.kind().write(world, key, nth);
              noneOlder.wish(nth, world);
              world.mark(key);
            })
        .toList();
  }

  private void settle() {
    var passed = Duration.ZERO;
    while (!isSettled() && passed.compareTo(SETTLES_WITHIN) < 0) {
      world.pass(TICK);
      passed = passed.plus(TICK);
    }
    if (!isSettled()) {
      complaints.add("it does not come to rest:\n" + Fingerprint.of(world));
    }
  }

  private boolean isSettled() {
    return world.queue.size() == 0
        && world.state(key).equals("Ready")
        && world.replicas().stream().allMatch(it -> it.engine().loop().remembered() == 0);
  }

  private void check() {
    world.pass(AFTERWARDS);
    complaints.addAll(noneOlder.complaints());
    complaints.addAll(world.violations());
    complaints.addAll(oracles.complaints());
    var told =
        world.table.history(key).stream()
            .flatMap(it -> it.tree("supersedes").text("digest").stream())
            .collect(Collectors.toSet());
    if (!told.containsAll(noneOlder.cutShort()) || !noneOlder.superseded().containsAll(told)) {
      complaints.add(
          "%s are cut short, and the history tells of %s".formatted(noneOlder.cutShort(), told));
    }
    int last = plot.changes();
    for (var machine : Reality.machines(world, world.onlyApp())) {
      int is = plot.kind().placeOf(machine.config());
      if (is != last) {
        complaints.add("%s has %d in the end, not %d".formatted(machine.name(), is, last));
      }
    }
    Value.Tree status = world.table.status(key);
    var record = world.table.environment(key).orElseThrow();
    if (!status.whole("observedGeneration").equals(record.whole("generation"))) {
      complaints.add("the status speaks of " + status.whole("observedGeneration"));
    }
  }
}
