package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.fly.Fleet;
import io.runtimeservice.model.fly.FlyApp;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.SecretsWritten;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.status.DnsRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what is in the world in the words of the Java port. */
final class PortWords {

  private PortWords() {}

  static FlyApp app(AppShot shot) {
    return new FlyApp(new FlyAppName(shot.name()), shot.organisation(), shot.network());
  }

  static Address address(AddressShot shot) {
    return new Address(shot.type(), shot.ip());
  }

  static Map<String, String> digests(List<SecretShot> secrets) {
    return secrets.stream()
        .collect(Collectors.toUnmodifiableMap(SecretShot::name, SecretShot::digest));
  }

  static SecretsWritten written(SecretDesk.Written written) {
    return new SecretsWritten(written.version(), digests(written.secrets()));
  }

  static io.runtimeservice.model.fly.MachineLease lease(MachineLease lease) {
    return new io.runtimeservice.model.fly.MachineLease(
        lease.owner(), Instant.ofEpochSecond(lease.expiresAt().getEpochSecond()));
  }

  static Certificate summary(CertificateShot shot) {
    return new Certificate(shot.hostname(), state(shot), Optional.empty(), List.of(), List.of());
  }

  static Certificate certificate(CertificateShot shot) {
    return new Certificate(
        shot.hostname(),
        state(shot),
        shot.expiresAt(),
        shot.rateLimitedUntil(),
        shot.errors(),
        rows(shot));
  }

  private static Certificate.State state(CertificateShot shot) {
    return switch (shot.status()) {
      case "active" -> Certificate.State.ACTIVE;
      case "pending_ownership" -> Certificate.State.PENDING_OWNERSHIP;
      default -> Certificate.State.PENDING_VALIDATION;
    };
  }

  private static List<DnsRow> rows(CertificateShot shot) {
    var needed = shot.requirements();
    boolean leads = shot.found().leadsHere() || shot.isActive();
    var rows = new ArrayList<DnsRow>();
    needed.a().forEach(ip -> rows.add(new DnsRow("A", shot.hostname(), ip, leads)));
    needed.aaaa().forEach(ip -> rows.add(new DnsRow("AAAA", shot.hostname(), ip, leads)));
    rows.add(
        new DnsRow(
            "CNAME",
            needed.challengeName(),
            needed.challengeTarget(),
            leads || shot.found().challenge()));
    rows.add(
        new DnsRow(
            "TXT", needed.ownershipName(), needed.ownershipValue(), shot.found().ownership()));
    return rows;
  }

  static Machine machine(MachineShot shot, boolean reachable) {
    return new Machine(
        shot.id(),
        shot.name(),
        shot.place().region(),
        shot.state(),
        shot.version(),
        Optional.of(shot.image().digest()),
        reachable ? Optional.of(shot.config()) : Optional.empty(),
        new Machine.Health(
            reachable,
            shot.cordoned(),
            shot.checks().stream().map(PortWords::row).toList(),
            exit(shot),
            crash(shot)));
  }

  private static Machine.CheckRow row(MachineShot.Check check) {
    return new Machine.CheckRow(check.name(), check.status().equals("passing"), check.output());
  }

  private static Optional<Machine.Exit> exit(MachineShot shot) {
    return shot.events().stream()
        .takeWhile(event -> !Machine.BEGINNINGS.contains(event.type()))
        .flatMap(event -> event.exit().map(it -> exit(it, event.at())).stream())
        .findFirst();
  }

  private static Optional<Machine.Exit> crash(MachineShot shot) {
    return shot.events().stream()
        .flatMap(event -> event.exit().map(it -> exit(it, event.at())).stream())
        .filter(exit -> !exit.requested())
        .findFirst();
  }

  private static Machine.Exit exit(MachineShot.Exit exit, Instant at) {
    return new Machine.Exit(exit.code(), exit.outOfMemory(), exit.requested(), at);
  }

  static Fleet fleet(FleetDesk.Page page) {
    return new Fleet(
        page.machines().stream().map(PortWords::row).toList(),
        page.next(),
        page.errorRegions(),
        page.machines().isEmpty()
            ? Optional.empty()
            : Optional.of(page.machines().getLast().updatedAt()));
  }

  private static Fleet.Row row(MachineShot shot) {
    var metadata =
        shot.config().tree("metadata").fields().keySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    name -> name, name -> shot.config().tree("metadata").text(name).orElse("")));
    return new Fleet.Row(
        new FlyAppName(shot.app()),
        shot.id(),
        shot.name(),
        shot.place().region(),
        shot.state(),
        shot.version(),
        metadata);
  }
}
