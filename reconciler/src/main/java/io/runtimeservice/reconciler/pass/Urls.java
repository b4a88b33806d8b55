package io.runtimeservice.reconciler.pass;

import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Naming;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.spec.CertificateSpec;
import java.util.Optional;

/** Where an environment is to be found. */
final class Urls {

  private Urls() {}

  /**
   * The first certified host name, else the Fly app's own, known as soon as the name is reserved;
   * empty if there is no app.
   */
  static Optional<String> of(Desired desired, RuntimeRecord record) {
    return record
        .naming()
        .reserved()
        .map(Naming.Reserved::name)
        .map(name -> "https://" + certified(desired, record).orElseGet(name::hostname));
  }

  /** A wildcard is no host name that could be asked for. */
  private static Optional<String> certified(Desired desired, RuntimeRecord record) {
    return desired.spec().certificates().stream()
        .map(CertificateSpec::hostname)
        .filter(hostname -> !hostname.startsWith("*"))
        .filter(hostname ->
            Optional.ofNullable(record.applied().certificates().get(hostname))
                .filter(Applied.Certified::active)
                .isPresent())
        .findFirst();
  }
}
