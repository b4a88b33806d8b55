package io.runtimeservice.model.record;

import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.spec.SecretSpec;
import io.runtimeservice.model.status.Reason;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Runtime records for tests. */
final class RuntimeRecords {

  static final Instant AT = Instant.parse("2026-11-24T09:00:00Z");
  static final Instant LATER = Instant.parse("2026-11-24T10:00:00.5Z");
  static final DesiredVersion VERSION = new DesiredVersion(new Generation(3), "d1");

  /** A record in which everything is remembered. */
  static final RuntimeRecord FULL =
      new RuntimeRecord(
          RecordSchema.KEY,
          new LeaseMark(Optional.of("replica-1"), 12, 4, Optional.of("replica-0")),
          new Naming(
              2,
              Optional.of(new Naming.Reserved(new FlyAppName("checkout-pr-128-x2"), "default", AT)),
              List.of(
                  new Naming.Closed(
                      new FlyAppName("checkout-pr-128-x1"), Optional.of("default"), AT))),
          Optional.of(
              new Progress(
                  VERSION,
                  AT,
                  2,
                  Optional.of(LATER),
                  Repairs.NONE.withSettled(true).with("machine missing m0", AT),
                  true,
                  Optional.of(new DesiredVersion(new Generation(2), "d0")))),
          new Applied(
              true,
              Map.of(AddressType.V6, "2a09::1", AddressType.SHARED_V4, "66.241.1.1"),
              Optional.of(7L),
              new TreeMap<>(
                  Map.of(
                      "TOKEN",
                      new Applied.Secret(
                          new SecretSpec(new SecretReference("checkout", "v7"), "token"), "fd1"))),
              2,
              new TreeMap<>(
                  Map.of(
                      "shop.example.com",
                      new Applied.Certified(Optional.empty(), true, AT, Optional.of(LATER)),
                      "example.org",
                      new Applied.Certified(
                          Optional.of(new SecretReference("tls", "3")), false, LATER))),
              new Asked(Set.of(AddressType.V4), Set.of("old.example.com")),
              new TreeMap<>(
                  Map.of(
                      new Slot(0), new Applied.InSlot(new MachineId("e28"), "01J"),
                      new Slot(10), new Applied.InSlot(new MachineId("e29"), "01K"))),
              new Rollout(
                  4,
                  new TreeMap<>(
                      Map.of(new Slot(0), new Applied.InSlot(new MachineId("e30"), "01L"))),
                  Optional.of(new Rollout.Begun(4, VERSION, AT)),
                  Optional.of(LATER),
                  new TreeMap<>(
                      Map.of(
                          new MachineId("e31"),
                          new Rollout.Retiring(new Slot(10), Optional.of(AT), Optional.of(LATER)),
                          new MachineId("e32"),
                          new Rollout.Retiring(new Slot(11), Optional.empty(), Optional.empty()))),
                  Optional.of(
                      new Rollout.Setback(
                          3, VERSION, Reason.CRASH_LOOP, "It ended with exit code 1.", LATER, 2)),
                  new TreeMap<>(Map.of(new MachineId("e29"), LATER)))),
          new TreeSet<>(
              List.of(new Intent(Intent.Kind.APP, ""), new Intent(Intent.Kind.MACHINE, "m1"))),
          Optional.of(new ResolvedImage(VERSION, "sha256:1")),
          Optional.of(
              new Closing(
                  new FlyAppName("checkout-pr-128-x2"),
                  AT,
                  Optional.of(LATER),
                  new TreeSet<>(List.of("shop.example.com")))),
          new Agenda(Optional.of(LATER), Optional.of(AT), Optional.of("app 3")),
          new Chronicle(41, Optional.of(new Chronicle.Reached(VERSION, 6))));

  private RuntimeRecords() {}

  static RuntimeRecord drawn(Draws draws) {
    return new RuntimeRecord(
        RecordSchema.KEY,
        new LeaseMark(
            draws.maybe(() -> draws.text(10)),
            draws.count(),
            draws.count(),
            draws.maybe(() -> draws.text(10))),
        naming(draws),
        draws.maybe(() ->
            new Progress(
                version(draws),
                draws.time(),
                draws.upTo(9),
                draws.maybe(draws::time),
                draws.coin()
                    ? Repairs.NONE
                    : Repairs.NONE.withSettled(draws.coin()).with(draws.word(5), draws.time()),
                draws.coin(),
                draws.maybe(() -> version(draws)))),
        applied(draws),
        new TreeSet<>(
            draws.some(
                4, () -> new Intent(draws.oneOf(List.of(Intent.Kind.values())), draws.text(5)))),
        draws.maybe(() -> new ResolvedImage(version(draws), draws.text(10))),
        draws.maybe(() ->
            new Closing(
                name(draws),
                draws.time(),
                draws.maybe(draws::time),
                new TreeSet<>(draws.some(3, () -> draws.word(9))))),
        new Agenda(
            draws.maybe(draws::time), draws.maybe(draws::time), draws.maybe(() -> draws.word(9))),
        new Chronicle(
            draws.count(),
            draws.maybe(() -> new Chronicle.Reached(version(draws), draws.count()))));
  }

  private static Naming naming(Draws draws) {
    return new Naming(
        1 + draws.upTo(1000),
        draws.maybe(() -> new Naming.Reserved(name(draws), draws.text(8), draws.time())),
        draws.some(
            3,
            () -> new Naming.Closed(name(draws), draws.maybe(() -> draws.text(8)), draws.time())));
  }

  private static Applied applied(Draws draws) {
    var addresses = new EnumMap<AddressType, String>(AddressType.class);
    draws
        .some(4, () -> draws.oneOf(List.of(AddressType.values())))
        .forEach(type -> addresses.put(type, draws.text(12)));
    var machines = new TreeMap<Slot, Applied.InSlot>();
    draws
        .some(4, () -> new Slot(draws.upTo(9999)))
        .forEach(slot ->
            machines.put(slot, new Applied.InSlot(new MachineId(draws.word(14)), draws.text(5))));
    return new Applied(
        draws.coin(),
        addresses,
        draws.maybe(draws::count),
        new TreeMap<>(draws.named(3, () -> secret(draws))),
        draws.upTo(9),
        new TreeMap<>(draws.named(3, () -> certified(draws))),
        new Asked(
            Set.copyOf(draws.some(2, () -> draws.oneOf(List.of(AddressType.values())))),
            Set.copyOf(draws.some(3, () -> draws.word(9)))),
        machines,
        draws.coin() ? Rollout.NONE : rollout(draws));
  }

  private static Rollout rollout(Draws draws) {
    var green = new TreeMap<Slot, Applied.InSlot>();
    draws
        .some(2, () -> new Slot(draws.upTo(9999)))
        .forEach(slot ->
            green.put(slot, new Applied.InSlot(new MachineId(draws.word(14)), draws.text(5))));
    var retiring = new TreeMap<MachineId, Rollout.Retiring>();
    draws
        .some(2, () -> new MachineId(draws.word(14)))
        .forEach(id ->
            retiring.put(
                id,
                new Rollout.Retiring(
                    new Slot(draws.upTo(9999)),
                    draws.maybe(draws::time),
                    draws.maybe(draws::time))));
    var unreachable = new TreeMap<MachineId, Instant>();
    draws
        .some(2, () -> new MachineId(draws.word(14)))
        .forEach(id -> unreachable.put(id, draws.time()));
    return new Rollout(
        1 + draws.upTo(1000),
        green,
        draws.maybe(() -> new Rollout.Begun(1 + draws.upTo(1000), version(draws), draws.time())),
        draws.maybe(draws::time),
        retiring,
        draws.maybe(() ->
            new Rollout.Setback(
                1 + draws.upTo(1000),
                version(draws),
                draws.oneOf(List.of(Reason.values())),
                draws.text(20),
                draws.time(),
                1 + draws.upTo(900))),
        unreachable);
  }

  private static Applied.Secret secret(Draws draws) {
    return new Applied.Secret(new SecretSpec(reference(draws), draws.text(5)), draws.text(8));
  }

  private static Applied.Certified certified(Draws draws) {
    return new Applied.Certified(
        draws.maybe(() -> reference(draws)), draws.coin(), draws.time(), draws.maybe(draws::time));
  }

  private static SecretReference reference(Draws draws) {
    return new SecretReference(draws.text(5), draws.text(5));
  }

  private static DesiredVersion version(Draws draws) {
    return new DesiredVersion(new Generation(1 + draws.count() / 2), draws.text(10));
  }

  private static FlyAppName name(Draws draws) {
    return new FlyAppName(draws.word(20));
  }
}
