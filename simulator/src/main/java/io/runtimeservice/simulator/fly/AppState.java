package io.runtimeservice.simulator.fly;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An app and everything in it. For one thread. */
final class AppState {

  final String id;
  final String name;
  final String organisation;
  final String network;
  final Optional<String> idempotencyKey;
  final Instant createdAt;
  final Map<String, AddressShot> addresses = new LinkedHashMap<>();
  final Map<String, SecretShot> secrets = new TreeMap<>();
  final Map<String, CertificateState> certificates = new TreeMap<>();
  final Map<String, MachineLife> machines = new LinkedHashMap<>();

  /** Rises with every write of secrets. */
  long secretsVersion;

  private Optional<Instant> deletedAt = Optional.empty();

  AppState(
      String id,
      String name,
      String organisation,
      String network,
      Optional<String> idempotencyKey,
      Instant createdAt) {
    this.id = id;
    this.name = name;
    this.organisation = organisation;
    this.network = network;
    this.idempotencyKey = idempotencyKey;
    this.createdAt = createdAt;
  }

  boolean isDeleted() {
    return deletedAt.isPresent();
  }

  Optional<Instant> deletedAt() {
    return deletedAt;
  }

  void delete(Instant at) {
    deletedAt = Optional.of(at);
  }

  long liveMachines() {
    return machines.values().stream().filter(it -> !it.isGone()).count();
  }

  AppShot shot() {
    return new AppShot(id, name, organisation, network, liveMachines(), createdAt);
  }
}
