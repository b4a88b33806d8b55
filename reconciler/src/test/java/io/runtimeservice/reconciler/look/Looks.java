package io.runtimeservice.reconciler.look;

import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.reconciler.look.Look.AppSight;
import io.runtimeservice.reconciler.plan.Observed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at an app that is there. */
final class Looks {

  private Looks() {}

  /** Only its machines were asked for. */
  static Look machines(List<Machine> machines) {
    return new Look(
        AppSight.PRESENT,
        Optional.of(machines),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        false);
  }

  static Look machines(Observed observed) {
    return machines(observed.machines());
  }

  static Look addresses(Address... addresses) {
    return new Look(
        AppSight.PRESENT,
        Optional.of(List.of()),
        Optional.of(List.of(addresses)),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        false);
  }

  static Look secrets(Map<String, String> digests) {
    return new Look(
        AppSight.PRESENT,
        Optional.of(List.of()),
        Optional.empty(),
        Optional.of(digests),
        Optional.empty(),
        List.of(),
        false);
  }

  /** Certificates that are listed, none of which is known to be active. */
  static Look hostnames(String... hostnames) {
    return listed(
        Stream.of(hostnames)
            .collect(Collectors.toMap(it -> it, _ -> Certificate.State.PENDING_VALIDATION)));
  }

  static Look listed(Map<String, Certificate.State> certificates) {
    return new Look(
        AppSight.PRESENT,
        Optional.of(List.of()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(certificates),
        List.of(),
        false);
  }

  static Look certificate(Certificate certificate) {
    return new Look(
        AppSight.PRESENT,
        Optional.of(List.of()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(certificate),
        false);
  }

  /** Everything was asked for, and there is nothing but machines. */
  static Look whole(List<Machine> machines) {
    return new Look(
        AppSight.PRESENT,
        Optional.of(machines),
        Optional.of(List.of()),
        Optional.of(Map.of()),
        Optional.of(Map.of()),
        List.of(),
        true);
  }
}
