package io.runtimeservice.model.spec;

import java.util.List;

/** What an environment shall be, every field given: merged with its defaults and checked. */
public record Spec(
    Build build,
    Variables variables,
    List<CertificateSpec> certificates,
    Placement placement,
    Service service,
    Reach reach,
    Policy policy) {

  public Spec {
    certificates = List.copyOf(certificates);
  }
}
