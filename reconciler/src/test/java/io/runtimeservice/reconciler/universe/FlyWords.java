package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.fly.AddressCall;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.id.FlyAppName;
import java.util.Optional;

/** What calls to Fly are about. */
final class FlyWords {

  private FlyWords() {}

  /** The app. */
  static Optional<String> app(FlyCall<?> call) {
    return named(call).map(FlyAppName::value);
  }

  private static Optional<FlyAppName> named(FlyCall<?> call) {
    return switch (call) {
      case AppCall<?> it -> Optional.of(it.app());
      case AddressCall<?> it -> Optional.of(it.app());
      case SecretCall<?> it -> Optional.of(it.app());
      case CertificateCall<?> it -> Optional.of(it.app());
      case MachineCall<?> it -> Optional.of(it.app());
      case FleetCall<?> _ -> Optional.empty();
    };
  }
}
