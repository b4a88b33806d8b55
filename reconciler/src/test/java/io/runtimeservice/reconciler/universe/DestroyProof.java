package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.fly.AddressCall;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.spec.EnvironmentType;
import io.runtimeservice.model.spec.ImageReference;
import io.runtimeservice.model.spec.Replacement;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.reconciler.plan.Ownership;
import io.runtimeservice.reconciler.plan.Setbacks;
import io.runtimeservice.simulator.fly.FlyError;
import io.runtimeservice.simulator.fly.MachineDesk;
import io.runtimeservice.simulator.fly.MachineShot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * O3: nothing is taken away without proof. Each call that takes something away is judged when a
 * replica makes it, by what that replica has been told and by what was true on Fly when it was: the
 * thing is ours by the record and by its own mark, the replica has seen it since it last changed
 * it, and there is a reason for it in what is wanted. To close a machine to requests takes away as
 * much as to stop it does.
 */
final class DestroyProof implements Onlooker {

  private final Universe world;
  private final Beliefs beliefs;
  private final List<String> complaints = new ArrayList<>();
  private int judged;

  DestroyProof(Universe world, Beliefs beliefs) {
    this.world = world;
    this.beliefs = beliefs;
  }

  @Override
  public void sent(Call call, List<Object> arguments) {
    if (!arguments.isEmpty()
        && arguments.getFirst() instanceof FlyCall<?> fly
        && fly.isMutating()) {
      fault(call.replica(), fly)
          .ifPresent(it -> complaints.add("O3: %s: %s: %s".formatted(world.time.now(), call, it)));
    }
  }

  private Optional<String> fault(String replica, FlyCall<?> fly) {
    String app = FlyCall.appOf(fly).map(it -> it.value()).orElse("");
    var owner = world.ownerOf(app).or(() -> world.formerOwnerOf(app));
    if (owner.isEmpty()) {
      return Optional.of("no record names the app " + app);
    }
    EnvironmentKey key = owner.orElseThrow();
    return switch (fly) {
      case AppCall.Delete _ -> judged(app(replica, key, app));
      case MachineCall.Destroy it -> judged(machine(replica, key, app, it.machine(), this::reason));
      case MachineCall.Stop it -> judged(machine(replica, key, app, it.machine(), this::stop));
      case MachineCall.Cordon it ->
          judged(machine(replica, key, app, it.machine(), this::isNotNeeded));
      case MachineCall.Update it ->
          judged(machine(replica, key, app, it.machine(), (_, _, _) -> true));
      case AddressCall.Release it -> judged(address(replica, key, app, it.ip()));
      case CertificateCall.Remove it -> judged(certificate(replica, key, it.hostname()));
      case SecretCall.Write it -> judged(secrets(replica, key, it));
      case AppCall.Create _,
          AppCall.Get _,
          AddressCall.Assign _,
          AddressCall.ListAll _,
          SecretCall.ListAll _,
          CertificateCall.RequestAcme _,
          CertificateCall.ImportCustom _,
          CertificateCall.Check _,
          CertificateCall.Get _,
          CertificateCall.ListAll _,
          MachineCall.Create _,
          MachineCall.Start _,
          MachineCall.Uncordon _,
          MachineCall.WriteMetadata _,
          MachineCall.Get _,
          MachineCall.GetLease _,
          MachineCall.ListAll _,
          MachineCall.Wait _,
          FleetCall<?> _ ->
          Optional.empty(); // takes nothing away
    };
  }

  private Optional<String> judged(Optional<String> fault) {
    judged++;
    return fault;
  }

  private Optional<String> app(String replica, EnvironmentKey key, String app) {
    var runtime = world.table.runtime(key).orElseThrow();
    boolean isClosing =
        runtime.tree("closing").text("name").filter(app::equals).isPresent()
            || Universe.hasGivenUp(runtime, app);
    var record = beliefs.environment(replica, key);
    if (!isClosing && !Reality.isToGo(record, world.time.now())) {
      return Optional.of("nobody wants the app deleted");
    }
    boolean production =
        beliefs
            .desired(replica, key)
            .filter(it -> it.type() == EnvironmentType.PRODUCTION)
            .isPresent();
    boolean kept =
        runtime
            .text("drainingSince")
            .map(Instant::parse)
            .filter(it -> !world.time.now().isBefore(it.plus(Universe.DELETE_GRACE)))
            .isPresent();
    return production && !isClosing && !kept
        ? Optional.of("production is deleted before its grace period is over")
        : Optional.empty();
  }

  /** Why a machine may go. */
  private interface Reason {
    boolean holds(String replica, Desired desired, MachineShot machine);
  }

  private Optional<String> machine(
      String replica, EnvironmentKey key, String app, MachineId id, Reason reason) {
    var desired = beliefs.desired(replica, key);
    if (desired.isEmpty()) {
      return Optional.of("what is wanted cannot be read");
    }
    if (!beliefs.hasSeen(replica, id)) {
      return Optional.of(id + " was not looked at since it was last changed");
    }
    var there = shot(app, id);
    if (there.isEmpty()) {
      return Optional.empty();
    }
    MachineShot machine = there.orElseThrow();
    if (Reality.slot(machine, key).isEmpty()) {
      return Optional.of(id + " does not carry our mark");
    }
    return reason.holds(replica, desired.orElseThrow(), machine)
        ? Optional.empty()
        : Optional.of(
            "there is no reason to do that to %s %s of %s, which is %s%s, %s, rollout %s"
                .formatted(
                    machine.name(),
                    id,
                    key,
                    machine.state(),
                    machine.cordoned() ? " and cordoned" : "",
                    machine.checks(),
                    applied(key).rollout()));
  }

  private Optional<MachineShot> shot(String app, MachineId id) {
    try {
      return Optional.of(world.fly.machines().get(world.us, new MachineDesk.Path(app, id)))
          .filter(it -> !it.isGone());
    } catch (FlyError gone) {
      return Optional.empty();
    }
  }

  /** Nobody wants it to run, or it gets no requests and would be destroyed for the same reason. */
  private boolean stop(String replica, Desired desired, MachineShot machine) {
    return desired.wish() != Wish.RUNNING
        || (machine.cordoned() && reason(replica, desired, machine));
  }

  private static boolean isAnyIn(Slot slot, Desired desired, List<MachineShot> machines) {
    return !Reality.inSlot(desired.key(), slot, machines).isEmpty();
  }

  private boolean reason(String replica, Desired desired, MachineShot machine) {
    if (desired.wish() == Wish.DELETED) {
      return true;
    }
    Slot slot = Reality.slot(machine, desired.key()).orElseThrow();
    if (isGreen(desired.key(), machine)) {
      return isToBeGivenUp(replica, desired, slot, machine);
    }
    var seen = beliefs.sight(replica, machine.app());
    boolean surplus =
        slot.index() >= desired.spec().placement().machines()
            || isAnyIn(slot, desired, without(seen.machines(), machine));
    boolean misplaced = !desired.spec().placement().regions().contains(machine.place().region());
    return misplaced
        || wasOnItsWayOut(desired, machine)
        || (surplus && isNotNeeded(replica, desired, machine))
        || replaced(replica, desired, slot, machine);
  }

  /**
   * Nobody wants it to run; or as the replica has last seen it, it gets no requests that it would
   * answer, or all that is wanted serves without it.
   */
  private boolean isNotNeeded(String replica, Desired desired, MachineShot machine) {
    var seen = beliefs.sight(replica, machine.app());
    boolean othersServe =
        Reality.isWhole(desired, inReach(without(seen.machines(), machine)))
            || (world.drifts && Reality.isWhole(desired, inReach(without(seen.listed(), machine))));
    return desired.wish() != Wish.RUNNING
        || beliefs.wasToldItDoesNotRun(replica, machine.id())
        || !Reality.serves(desired, asSeen(seen.machines(), machine))
        || othersServe;
  }

  /**
   * It was closed for an earlier generation, which had no place for it, before all was to be
   * stopped: it gets no requests, and none are to be answered.
   */
  private boolean wasOnItsWayOut(Desired desired, MachineShot machine) {
    return desired.wish() == Wish.STOPPED
        && machine.cordoned()
        && applied(desired.key()).rollout().retiring().containsKey(machine.id());
  }

  /** It was made beside another and has never been open. */
  private boolean isGreen(EnvironmentKey key, MachineShot machine) {
    return machine.cordoned() && applied(key).rollout().slotOf(machine.id()).isPresent();
  }

  /** It is not to take over: as it is, or at all. */
  private boolean isToBeGivenUp(String replica, Desired desired, Slot slot, MachineShot machine) {
    var seen = beliefs.sight(replica, machine.app());
    var others = Reality.inSlot(desired.key(), slot, inReach(without(seen.machines(), machine)));
    boolean changesInPlace = desired.spec().policy().replacement() != Replacement.BLUE_GREEN;
    boolean hasNoPlace =
        desired.wish() != Wish.RUNNING
            || slot.index() >= desired.spec().placement().machines()
            || (changesInPlace && !others.isEmpty());
    boolean isTaken = others.stream().anyMatch(it -> fits(desired, it));
    return hasNoPlace
        || isTaken
        || !fits(desired, machine)
        || beliefs.wasToldItDoesNotRun(replica, machine.id())
        || hasFailed(desired, asSeen(seen.machines(), machine))
        || hasFailedWithOthers(desired);
  }

  /** Its try has come to nothing, or it is between two; by a clock that may be wrong. */
  private boolean hasFailedWithOthers(Desired desired) {
    var rollout = applied(desired.key()).rollout();
    boolean ofThisTry =
        rollout
            .setbackOf(desired.version())
            .filter(it -> rollout.begun().filter(b -> b.number() == it.number()).isPresent())
            .isPresent();
    boolean isBetween =
        Setbacks.mayTryAt(rollout, desired)
            .filter(at -> world.drifts || world.time.now().isBefore(at))
            .isPresent();
    return ofThisTry || isBetween;
  }

  /** Whether it has what is wanted, as far as can be told from without. */
  private boolean fits(Desired desired, MachineShot machine) {
    return Reality.misfit(desired, machine).isEmpty() && !isOutdated(desired, machine);
  }

  /** Whether it was started with other secrets than those that were written last. */
  private boolean isOutdated(Desired desired, MachineShot machine) {
    return !machine
        .config()
        .tree("metadata")
        .text(Ownership.SECRETS)
        .equals(Optional.of(applied(desired.key()).secretsDigest()));
  }

  /** It is not well, and has ended or rests, or its time is over; by a clock that may be wrong. */
  private boolean hasFailed(Desired desired, MachineShot machine) {
    boolean late =
        world.drifts
            || applied(desired.key())
                .rollout()
                .begun()
                .map(it -> it.at().plus(desired.spec().policy().progressDeadline()))
                .filter(at -> !world.time.now().isBefore(at))
                .isPresent();
    boolean ended =
        machine.state().phase() == MachineState.Phase.BROKEN
            || machine.state().phase() == MachineState.Phase.AT_REST
            || machine.events().stream().anyMatch(it -> it.exit().isPresent());
    return !isWell(machine) && (late || ended);
  }

  private static boolean isWell(MachineShot machine) {
    return machine.state().phase() == MachineState.Phase.RUNNING && Reality.checksPass(machine);
  }

  /** What has begun to serve since then nobody could know. */
  private static MachineShot asSeen(List<MachineShot> seen, MachineShot machine) {
    return seen.stream().filter(it -> it.id().equals(machine.id())).findFirst().orElse(machine);
  }

  /** What is on a host that cannot be reached proves nothing. */
  private List<MachineShot> inReach(List<MachineShot> machines) {
    return machines.stream().filter(world.fly.machines()::isReachable).toList();
  }

  private static List<MachineShot> without(List<MachineShot> machines, MachineShot machine) {
    return machines.stream().filter(it -> !it.id().equals(machine.id())).toList();
  }

  /** What is made anew has changed, or has no room where it is. */
  private boolean replaced(String replica, Desired desired, Slot slot, MachineShot machine) {
    var how = desired.spec().policy().replacement();
    boolean givesUp = how != Replacement.BLUE_GREEN || !Reality.serves(desired, machine);
    return switch (how) {
      case RECREATE -> isOther(desired, slot, machine) || beliefs.hasNoRoom(replica, machine.id());
      case IN_PLACE, BLUE_GREEN -> givesUp && beliefs.hasNoRoom(replica, machine.id());
    };
  }

  private boolean isOther(Desired desired, Slot slot, MachineShot machine) {
    var applied = applied(desired.key());
    boolean moved =
        Optional.ofNullable(applied.machines().get(slot))
            .filter(it -> it.version().equals(machine.version()))
            .isEmpty();
    boolean mayBeAnother =
        desired.spec().build().image().filter(ImageReference::isPinned).isEmpty();
    return moved || mayBeAnother || !fits(desired, machine);
  }

  private Applied applied(EnvironmentKey key) {
    return Reality.applied(world, key);
  }

  private Optional<String> address(String replica, EnvironmentKey key, String app, String ip) {
    var all = world.fly.addresses().list(world.us, app);
    var released = all.stream().filter(it -> it.ip().equals(ip)).findFirst();
    var desired = beliefs.desired(replica, key);
    if (released.isEmpty()) {
      return Optional.empty();
    }
    var type = released.orElseThrow().type();
    boolean wanted = desired.filter(it -> !it.spec().reach().addresses().contains(type)).isEmpty();
    return wanted && all.stream().filter(it -> it.type() == type).count() < 2
        ? Optional.of("it is the only address of type " + type + ", and wanted")
        : Optional.empty();
  }

  private Optional<String> certificate(String replica, EnvironmentKey key, String hostname) {
    boolean unwanted =
        beliefs
            .desired(replica, key)
            .filter(it ->
                it.spec().certificates().stream().noneMatch(c -> c.hostname().equals(hostname)))
            .isPresent();
    return unwanted ? Optional.empty() : Optional.of(hostname + " is wanted");
  }

  private Optional<String> secrets(String replica, EnvironmentKey key, SecretCall.Write write) {
    boolean unwanted =
        beliefs
            .desired(replica, key)
            .filter(it ->
                write.unset().stream().noneMatch(it.spec().variables().secrets()::containsKey))
            .isPresent();
    return unwanted ? Optional.empty() : Optional.of(write.unset() + " are wanted");
  }

  /** How many calls were judged. */
  int judged() {
    return judged;
  }

  List<String> complaints() {
    return complaints;
  }
}
