package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Naming;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.spec.SecretSpec;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.plan.SmallWorld.SmallConfig;
import io.runtimeservice.reconciler.plan.SmallWorld.SmallMachine;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@link SmallWorld} as the planner sees it, and what the planner's operations do to one. */
final class SmallWorldView {

  static final String INSTALLATION = "test";
  static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

  private static final MachineId MACHINE = new MachineId("148e21ea7e46e8");

  private final Map<SmallConfig, Blueprint> blueprints = new HashMap<>();

  /** What a record that has followed everything would prove, and what a look would show. */
  Observed observed(SmallWorld world, Desired desired) {
    var naming = new Reservations(INSTALLATION).reserve(desired, Naming.NONE, NOW);
    var applied =
        new Applied(
            world.app(),
            addresses(world.addresses()),
            world.secrets().map(_ -> 1L),
            secrets(world.secrets()),
            certificates(world.certificate()),
            new TreeMap<>(
                world
                    .machine()
                    .map(_ -> Map.of(new Slot(0), new Applied.InSlot(MACHINE, "v1")))
                    .orElse(Map.of())));
    var record = RuntimeRecord.none(desired.key()).withNaming(naming).withApplied(applied);
    return Observed.of(record)
        .withMachines(world.machine().map(it -> List.of(machine(it))).orElse(List.of()));
  }

  /** What an operation makes of a world; refuses what Fly would refuse. */
  SmallWorld apply(SmallWorld world, Operation operation) {
    if (!world.app() && !(operation instanceof Operation.CreateApp)) {
      throw new AssertionError("nothing can be done to an app that does not exist: " + operation);
    }
    return switch (operation) {
      case Operation.CreateApp _ ->
          new SmallWorld(true, Set.of(), Optional.empty(), false, Optional.empty());
      case Operation.DeleteApp _ -> SmallWorld.EMPTY;
      case Operation.AssignAddress it -> world.withAddress(it.type());
      case Operation.ReleaseAddress it -> world.withoutAddress(it.type());
      case Operation.WriteSecrets it ->
          world.withSecrets(
              it.set().values().stream().map(spec -> spec.reference().version()).findFirst());
      case Operation.RequestCertificate _ -> world.withCertificate(true);
      case Operation.RemoveCertificate _ -> world.withCertificate(false);
      case Operation.CreateMachine it ->
          world.withMachine(
              new SmallMachine(config(it.config().tree()), world.secrets(), it.launch()));
      case Operation.UpdateMachine it ->
          world.withMachine(
              new SmallMachine(config(it.config().tree()), world.secrets(), it.launch()));
      case Operation.StartMachine _ -> world.withMachine(running(world, true));
      case Operation.StopMachine _ -> world.withMachine(running(world, false));
      case Operation.DestroyMachine _ -> world.withoutMachine();
      case Operation.CordonMachine _, Operation.UncordonMachine _ ->
          throw new AssertionError("a preview is replaced in place: " + operation);
    };
  }

  private static SmallMachine running(SmallWorld world, boolean runs) {
    var machine = world.machine().orElseThrow();
    return new SmallMachine(machine.config(), machine.knows(), runs);
  }

  private static SmallConfig config(Value.Tree tree) {
    String image = tree.text("image").orElseThrow();
    var service = (Value.Tree) tree.items("services").getFirst();
    return new SmallConfig(
        image.substring(image.length() - 1),
        !service.text("autostop").orElseThrow().equals("off"),
        service.isTrue("autostart"));
  }

  private Machine machine(SmallMachine it) {
    var blueprint = blueprints.computeIfAbsent(it.config(), SmallWorldView::blueprint);
    var metadata = new TreeMap<String, String>();
    metadata.putAll(Ownership.marks(INSTALLATION, Wanted.KEY, 1, new Slot(0)));
    metadata.put(Ownership.CONFIG, blueprint.digest());
    metadata.put(Ownership.SECRETS, secretsDigest(it.knows()));
    return new Machine(
        MACHINE,
        "m0",
        "iad",
        it.runs() ? MachineState.STARTED : MachineState.STOPPED,
        "v1",
        Optional.empty(),
        Optional.of(blueprint.tree().with("metadata", Values.texts(metadata))),
        Machine.Health.FRESH);
  }

  /** The blueprint of a desired state that asks for this very configuration. */
  private static Blueprint blueprint(SmallConfig config) {
    var desired =
        Wanted.desired(
            "preview",
            (config.maySleep() && !config.wakes() ? Wish.STOPPED : Wish.RUNNING).toString(),
            1,
            SmallWish.spec(
                Optional.of(config.image()), config.maySleep(), Optional.empty(), Set.of(), false));
    return Blueprint.of(
        desired, RuntimeRecord.none(desired.key()), desired.spec().build().image().orElseThrow());
  }

  private static String secretsDigest(Optional<String> version) {
    return Applied.NOTHING.withSecrets(Optional.of(1L), secrets(version)).secretsDigest();
  }

  private static SortedMap<String, Applied.Secret> secrets(Optional<String> version) {
    var secrets = new TreeMap<String, Applied.Secret>();
    version.ifPresent(it ->
        secrets.put(
            "KEY",
            new Applied.Secret(
                new SecretSpec(new SecretReference("r", it), "KEY"), "digest of " + it)));
    return secrets;
  }

  private static Map<AddressType, String> addresses(Set<AddressType> types) {
    var addresses = new EnumMap<AddressType, String>(AddressType.class);
    types.forEach(type -> addresses.put(type, "address " + type));
    return addresses;
  }

  private static SortedMap<String, Applied.Certified> certificates(boolean asked) {
    var certificates = new TreeMap<String, Applied.Certified>();
    if (asked) {
      certificates.put(SmallWish.HOSTNAME, new Applied.Certified(Optional.empty(), true, NOW));
    }
    return certificates;
  }
}
