package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.record.HistoryEntry;
import io.vertx.core.AsyncResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * O12: the log is true. The operations that an environment's history tells of, done one after the
 * other to nothing, give what is on Fly. Of one whose outcome it does not know either may be so.
 *
 * <p>Not asked of a history that has forgotten its beginning, nor where a pass could not write its
 * entry, because it died, was cut off from the table, or had lost its lease. Where a machine is
 * gone that none of us has asked Fly to take away, the log has nothing to tell.
 */
final class LogTruth implements Onlooker {

  private static final String MACHINE = "machine ";

  private final Universe world;
  private final Map<Named, MachineId> made = new HashMap<>();
  private final Set<Object> askedToGo = new HashSet<>();
  private boolean isWhole = true;
  private int replayed;

  LogTruth(Universe world) {
    this.world = world;
  }

  /** What a machine is called in its app: in another app another one may be called the same. */
  private record Named(FlyAppName app, String machine) {}

  /** A machine of an app. */
  private record Of(FlyAppName app, MachineId machine) {}

  /** Whether or not it arrives, and whatever comes of it. */
  @Override
  public void sent(Call call, List<Object> arguments) {
    if (!arguments.isEmpty()) {
      if (arguments.getFirst() instanceof MachineCall.Destroy destroy) {
        askedToGo.add(new Of(destroy.app(), destroy.machine()));
      } else if (arguments.getFirst() instanceof AppCall.Delete delete) {
        askedToGo.add(delete.app());
      }
    }
  }

  /** Who made it may have died before it heard of it. */
  @Override
  public void happened(Call call, List<Object> arguments, AsyncResult<?> answer) {
    if (answer.succeeded()
        && !arguments.isEmpty()
        && arguments.getFirst() instanceof MachineCall.Create create
        && answer.result() instanceof Fly.Answer<?>(Machine machine, _)) {
      made.put(new Named(create.app(), create.name()), machine.id());
    }
  }

  @Override
  public void heard(Call call, List<Object> arguments, AsyncResult<?> answer) {
    boolean writes = call.action().equals("append") || call.action().equals("replace");
    if (call.port() == Call.Port.RUNTIMES
        && writes
        && (answer.failed() || answer.result() != Write.WRITTEN)) {
      isWhole = false;
    }
  }

  /**
   * Whether it is a machine, and none of us has ever asked Fly to destroy the last one of that
   * name, or to delete its app.
   */
  private boolean wasNeverAskedToGo(Optional<FlyAppName> app, String thing) {
    if (app.isEmpty() || !thing.startsWith(MACHINE)) {
      return false;
    }
    FlyAppName in = app.orElseThrow();
    MachineId last = made.get(new Named(in, thing.substring(MACHINE.length())));
    return last != null && !askedToGo.contains(in) && !askedToGo.contains(new Of(in, last));
  }

  /** How many histories were replayed. */
  int replayed() {
    return replayed;
  }

  /** Where a history tells of another world. */
  List<String> complaints() {
    var complaints = new ArrayList<String>();
    if (isWhole && world.replicas().stream().noneMatch(Replica::isDead)) {
      world.table.environmentKeys().forEach(it -> complaints.addAll(complaints(it)));
    }
    return complaints;
  }

  private List<String> complaints(EnvironmentKey key) {
    var entries =
        world.table.history(key).stream()
            .sorted(Comparator.comparing(it -> it.whole("seq").orElse(0L)))
            .toList();
    boolean forgets =
        entries.size() >= HistoryEntry.KEPT
            || entries.stream().anyMatch(it -> it.get("leftOut").isPresent());
    if (forgets) {
      return List.of();
    }
    replayed++;
    var told = new Told();
    entries.stream()
        .flatMap(it -> it.items("operations").stream())
        .map(Value.Tree.class::cast)
        .forEach(told::of);
    var app = world.table.runtime(key).flatMap(it -> it.text("flyApp"));
    var is = actual(app);
    return told.contradictions(is).stream()
        .filter(thing -> is.contains(thing) || !wasNeverAskedToGo(app.map(FlyAppName::new), thing))
        .map(thing -> "there is " + (is.contains(thing) ? "no " : "") + thing)
        .map(it -> "O12: by its log %s of %s, and there is %s".formatted(it, key, is))
        .toList();
  }

  /** What is there, in the words of the log. */
  private Set<String> actual(Optional<String> app) {
    var is = new TreeSet<String>();
    for (String name : app.filter(world.apps()::contains).stream().toList()) {
      is.add("app");
      world.fly.addresses().list(world.us, name).forEach(it -> is.add("address " + it.type()));
      Reality.digests(world, name).keySet().forEach(it -> is.add("secret " + it));
      world
          .fly
          .certificates()
          .list(world.us, name)
          .forEach(it -> is.add("certificate " + it.hostname()));
      Reality.machines(world, name).forEach(it -> is.add(MACHINE + it.name()));
    }
    return is;
  }

  /** What a log tells, as far as it has been read. */
  static final class Told {
    private final Set<String> there = new TreeSet<>();
    private final Set<String> unclear = new HashSet<>();
    private final Set<String> perhapsTwice = new HashSet<>();

    /** Reads the next operation. */
    void of(Value.Tree operation) {
      String words = operation.text("operation").orElse("");
      String outcome = operation.text("outcome").orElse("");
      if (outcome.startsWith("failed")) {
        return;
      }
      boolean known = outcome.equals("done");
      String what = words.substring(words.indexOf(' ') + 1);
      switch (words.substring(0, Math.max(0, words.indexOf(' ')))) {
        case "create", "assign", "request" -> {
          if (what.startsWith("app ")) {
            takeAll(known); // it comes with nothing in it, also if somebody had deleted it
          }
          put(thing(what), known);
        }
        case "destroy", "release", "remove" -> take(thing(what), known);
        case "delete" -> takeAll(known);
        case "write" -> secrets(what.substring("secrets ".length()), known);
        default -> {
          // an update, a start or a stop: nothing comes or goes
        }
      }
    }

    /** Kind and name: {@code machine m0}, {@code address v6}. */
    private static String thing(String what) {
      var parts = what.split(" ", 3);
      return parts[0].equals("app") ? "app" : parts[0] + " " + parts[1];
    }

    private void secrets(String what, boolean known) {
      for (String part : what.split("; ", 2)) {
        boolean set = part.startsWith("set ");
        for (String name : part.substring(part.indexOf(' ') + 1).split(", ", -1)) {
          if (set) {
            put("secret " + name, known);
          } else {
            take("secret " + name, known);
          }
        }
      }
    }

    private void put(String thing, boolean known) {
      if (known) {
        there.add(thing);
        unclear.remove(thing);
      } else {
        unclear.add(thing);
        perhapsTwice.add(thing);
      }
    }

    /** Which of two was taken away the words do not say. */
    private void take(String thing, boolean known) {
      if (known && !perhapsTwice.remove(thing)) {
        there.remove(thing);
        unclear.remove(thing);
      } else {
        unclear.add(thing);
      }
    }

    private void takeAll(boolean known) {
      if (known) {
        there.clear();
        unclear.clear();
        perhapsTwice.clear();
      } else {
        unclear.addAll(there);
      }
    }

    /** What is told to be there and is not, or is there and not told of. */
    List<String> contradictions(Set<String> is) {
      var all = new TreeSet<String>(there);
      all.addAll(is);
      return all.stream()
          .filter(it -> !unclear.contains(it))
          .filter(it -> there.contains(it) != is.contains(it))
          .toList();
    }
  }
}
