package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.reconciler.accept.Judge;
import io.runtimeservice.reconciler.plan.Moment;
import io.runtimeservice.simulator.fly.MachineShot;
import io.vertx.core.AsyncResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What each replica has been told, and what was true when it was: what it may act upon. A change
 * that nobody has told it of yet is no fault of its.
 */
final class Beliefs implements Onlooker {

  /** Something that a replica knows of. */
  private record Of(String replica, Object what) {}

  /**
   * The machines that there truly were at a moment.
   *
   * @param listed what the replica was shown: by Fly's list, which is behind, and of what it asked
   *     for by id after that; what somebody else has changed since nobody can know
   */
  record Sight(Instant at, List<MachineShot> machines, List<MachineShot> listed) {}

  private final Universe world;
  private final Map<Of, MachineState> told = new HashMap<>();
  private final Map<Of, Records> records = new HashMap<>();
  private final Map<Of, Sight> sights = new HashMap<>();
  private final Map<Of, Long> heardOf = new HashMap<>();
  private final Map<Of, Long> changed = new HashMap<>();
  private final Set<Of> withoutRoom = new HashSet<>();
  private long order;

  Beliefs(Universe world) {
    this.world = world;
  }

  @Override
  public void sent(Call call, List<Object> arguments) {
    if (!arguments.isEmpty()
        && arguments.getFirst() instanceof MachineCall<?> fly
        && fly.isMutating()) {
      changed.put(new Of(call.replica(), fly.subject()), ++order);
    }
  }

  @Override
  public void heard(Call call, List<Object> arguments, AsyncResult<?> answer) {
    if (arguments.isEmpty()) {
      return; // of the sweep's record, or the switches'
    }
    if (answer.failed()) {
      complain(call.replica(), arguments.getFirst(), answer.cause());
    } else if (answer.result() instanceof Records loaded) {
      records.put(new Of(call.replica(), arguments.getFirst()), loaded);
    } else if (arguments.getFirst() instanceof MachineCall<?> fly
        && answer.result() instanceof Fly.Answer<?>(Object value, _)) {
      learn(call.replica(), fly, value);
    }
  }

  private void complain(String replica, Object asked, Throwable thrown) {
    if (asked instanceof FlyCall<?> fly) {
      var failure = FailureException.of(thrown);
      if (!failure.mayHaveHappened()) {
        heardOf.put(new Of(replica, fly.subject()), ++order); // it is as it was
      }
      if (failure instanceof Failure.NoRoomOnHost) {
        withoutRoom.add(new Of(replica, fly.subject()));
      }
    }
  }

  private void learn(String replica, MachineCall<?> call, Object value) {
    if (value instanceof List<?> list) {
      list.forEach(it -> learn(replica, it));
      told.keySet().removeIf(it -> it.replica().equals(replica));
    } else {
      learn(replica, value);
    }
    if (value instanceof Machine machine) {
      told.put(new Of(replica, machine.id().value()), machine.state());
    }
    String app = call.app().value();
    var there = Reality.machines(world, app);
    var listed =
        value instanceof List<?>
            ? Reality.listed(world, app)
            : sight(replica, app).listed().stream().map(it -> newer(it, call, there)).toList();
    sights.put(new Of(replica, app), new Sight(world.time.now(), there, listed));
  }

  /** What was asked for by id is known as it is, whatever the list has shown before. */
  private static MachineShot newer(MachineShot row, MachineCall<?> call, List<MachineShot> there) {
    return there.stream()
        .filter(it -> it.id().value().equals(call.subject()) && it.id().equals(row.id()))
        .findFirst()
        .orElse(row);
  }

  private void learn(String replica, Object value) {
    if (value instanceof Machine machine) {
      heardOf.put(new Of(replica, machine.id().value()), ++order);
    }
  }

  /**
   * Whether a replica has asked for a machine by id after its last list, and was told that it does
   * not run: it may have begun to while the answer was on its way.
   */
  boolean wasToldItDoesNotRun(String replica, MachineId machine) {
    MachineState state = told.get(new Of(replica, machine.value()));
    return state != null && state != MachineState.STARTED;
  }

  /** What the Manager wants, as a replica has last read it, by its own clock. */
  Optional<Desired> desired(String replica, EnvironmentKey key) {
    return Optional.ofNullable(records.get(new Of(replica, key)))
        .flatMap(it ->
            Judge.desired(key, it, moment(replica))
                    instanceof Reading.Read<Desired>(Desired desired)
                ? Optional.of(desired)
                : Optional.empty());
  }

  private Moment moment(String replica) {
    return world.replicas().stream()
        .filter(it -> it.name().equals(replica))
        .findFirst()
        .map(Replica::clock)
        .map(clock -> new Moment(clock.now(), world.clocksAgree && clock.isRight()))
        .orElseGet(() -> Moment.agreed(world.time.now()));
  }

  /** The Manager's record, as a replica has last read it. */
  Value.Tree environment(String replica, EnvironmentKey key) {
    return Optional.ofNullable(records.get(new Of(replica, key)))
        .flatMap(Records::environment)
        .orElse(Value.Tree.EMPTY);
  }

  /** What there truly was when a replica last heard of any of an app's machines. */
  Sight sight(String replica, String app) {
    return sights.getOrDefault(new Of(replica, app), new Sight(Instant.MIN, List.of(), List.of()));
  }

  /** Whether a replica knows of a machine what became of its last change of it. */
  boolean hasSeen(String replica, MachineId machine) {
    var of = new Of(replica, machine.value());
    return heardOf.getOrDefault(of, 0L) > changed.getOrDefault(of, 0L);
  }

  /** Whether a replica was ever told that there is no room where a machine is. */
  boolean hasNoRoom(String replica, MachineId machine) {
    return withoutRoom.contains(new Of(replica, machine.value()));
  }
}
