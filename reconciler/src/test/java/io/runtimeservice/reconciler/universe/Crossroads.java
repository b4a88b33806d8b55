package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.id.EnvironmentKey;
import io.vertx.core.AsyncResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A world in which nothing happens by itself: what may happen next is on a list, and somebody
 * chooses. On it are
 *
 * <ul>
 *   <li>the Manager's next change, which sends a mark;
 *   <li>for each replica, if it has calls to the table or to Fly on their way: that the oldest of
 *       them reaches the world, takes effect and is answered;
 *   <li>for each replica, if a mark waits on the queue: that this replica takes it;
 *   <li>if any replica is at work: that time passes until the next timer goes off; not twice in a
 *       row, unless nothing else can happen.
 * </ul>
 *
 * <p>That a call takes effect and is answered at one moment leaves nothing out: between its effect
 * and its answer its replica does nothing that anybody could see. What is on its way for longer
 * than its deadline is given up by its replica, and still on its way.
 */
final class Crossroads implements Onlooker {

  private static final String TIME = "time";

  private final Universe world;
  private final EnvironmentKey key;
  private final Deque<Runnable> changes;
  private final Map<String, Deque<OnItsWay>> onTheirWay = new HashMap<>();
  private final Map<String, Deque<OnItsWay>> receives = new HashMap<>();
  private final Map<String, StringBuilder> heard = new TreeMap<>();
  private int marks;
  private boolean timeHasPassed;

  /**
   * A world.
   *
   * @param changes what the Manager is going to do, in order
   */
  Crossroads(Universe world, EnvironmentKey key, List<Runnable> changes) {
    this.world = world;
    this.key = key;
    this.changes = new ArrayDeque<>(changes);
  }

  private record OnItsWay(Call call, Runnable arrival) {}

  /** Something that may happen next. */
  record Way(String what, Runnable step) {
    @Override
    public String toString() {
      return what;
    }
  }

  /** From now on nothing happens by itself. */
  void begin() {
    world.post = (_, _) -> marks++;
    world.trouble = this::held;
    world.watch(this);
    world.pass(Duration.ofSeconds(20)); // until whoever waits for marks asks anew
  }

  private Perturbation held(Call call) {
    if (call.isReceive()) {
      return held(receives, call);
    }
    return call.isRoutine() || call.port() == Call.Port.QUEUE
        ? new Perturbation.None()
        : held(onTheirWay, call);
  }

  private static Perturbation held(Map<String, Deque<OnItsWay>> all, Call call) {
    return new Perturbation.Held(arrival ->
        all.computeIfAbsent(call.replica(), _ -> new ArrayDeque<>())
            .add(new OnItsWay(call, arrival)));
  }

  private static Deque<OnItsWay> waiting(Map<String, Deque<OnItsWay>> all, Replica replica) {
    return all.getOrDefault(replica.name(), new ArrayDeque<>());
  }

  /** Whether there is such a call on its way. */
  boolean isOnItsWay(Predicate<Call> which) {
    return onTheirWay.values().stream().flatMap(Deque::stream).anyMatch(it -> which.test(it.call));
  }

  @Override
  public void heard(Call call, List<Object> arguments, AsyncResult<?> answer) {
    if (!call.isRoutine() || call.isReceive()) {
      heard
          .computeIfAbsent(call.replica(), _ -> new StringBuilder())
          .append(world.time.nanos())
          .append(call.action())
          .append(answer.succeeded() ? answer.result() : answer.cause())
          .append('\n');
    }
  }

  /** All that may happen next. */
  List<Way> ways() {
    var ways = new ArrayList<Way>();
    if (!changes.isEmpty()) {
      ways.add(new Way("change", () -> changes.remove().run()));
    }
    boolean busy = false;
    for (Replica replica : world.replicas()) {
      var calls = waiting(onTheirWay, replica);
      if (!calls.isEmpty()) {
        ways.add(new Way("answer " + replica.name(), () -> calls.remove().arrival.run()));
      }
      if (marks > 0) {
        ways.add(new Way("mark " + replica.name(), () -> take(replica)));
      }
      busy |= !calls.isEmpty() || replica.engine().loop().isBusyWith(key);
    }
    if (busy && (!timeHasPassed || ways.isEmpty())) {
      ways.add(new Way(TIME, world.time::advanceToNext));
    }
    return ways;
  }

  private void take(Replica replica) {
    marks--;
    world.send(key);
    waiting(receives, replica).remove().arrival.run();
  }

  /** Goes one of the ways, and lets all happen that takes no time. */
  void go(Way way) {
    timeHasPassed = way.what().equals(TIME);
    way.step().run();
    world.pass(Duration.ZERO);
  }

  /**
   * All that what will happen depends on, as nothing is left to chance: the records, what is on
   * Fly, and what each replica has heard, and when. Where two of these are the same, so is all that
   * may come of them.
   */
  String scene() {
    var machines = Reality.machines(world, world.onlyApp());
    return "%s %d %d %s\n%s\n%s\n%s\n%s\n%s"
        .formatted(
            world.time.now(),
            changes.size(),
            marks,
            timeHasPassed,
            world.table.environment(key).map(Json::write),
            world.table.runtime(key).map(Json::write),
            world.table.history(key).stream().map(Json::write).toList(),
            machines,
            heard);
  }

  /** From now on everything happens by itself again; what is on its way arrives, in order. */
  void end() {
    world.post = Universe::send;
    world.trouble = Trouble.NONE;
    while (!changes.isEmpty()) {
      changes.remove().run();
    }
    while (marks > 0) {
      marks--;
      world.send(key);
    }
    for (Replica replica : world.replicas()) {
      release(onTheirWay, replica);
      release(receives, replica);
    }
  }

  private void release(Map<String, Deque<OnItsWay>> all, Replica replica) {
    var calls = waiting(all, replica);
    while (!calls.isEmpty()) {
      calls.remove().arrival.run();
      world.pass(Duration.ZERO);
    }
  }
}
