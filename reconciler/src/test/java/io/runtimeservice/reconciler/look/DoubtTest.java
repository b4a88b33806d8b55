package io.runtimeservice.reconciler.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.spec.SecretSpec;
import io.runtimeservice.reconciler.fixture.Given;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DoubtTest {

  private static final Address V6 = new Address(AddressType.V6, "::1");
  private static final Address OTHER = new Address(AddressType.V6, "::2");

  private static final Doubt DOUBT =
      new Doubt(
          Applied.NOTHING
              .withAddress(V6.type(), V6.ip())
              .withSecrets(
                  Optional.of(1L),
                  new TreeMap<>(
                      Map.of(
                          "DB",
                          new Applied.Secret(
                              new SecretSpec(new SecretReference("a", "1"), "url"), "d1"))))
              .withCertificate(
                  "a.example.com", new Applied.Certified(Optional.empty(), true, Given.NOW)));

  private static Certificate certificate(String hostname) {
    return new Certificate(
        hostname, Certificate.State.ACTIVE, Optional.empty(), List.of(), List.of());
  }

  @Test
  void an_address_that_is_recorded_has_to_be_listed() {
    assertThat(DOUBT.addresses(List.of(V6))).isFalse();
    assertThat(DOUBT.addresses(List.of(OTHER, V6))).isFalse();
    assertThat(DOUBT.addresses(List.of(OTHER))).as("another of its type").isTrue();
    assertThat(DOUBT.addresses(List.of())).isTrue();
  }

  @Test
  void a_secret_that_is_recorded_has_to_be_listed_as_it_was_written() {
    assertThat(DOUBT.secrets(Map.of("DB", "d1"))).isFalse();
    assertThat(DOUBT.secrets(Map.of("DB", "d1", "OTHER", "d2"))).isFalse();
    assertThat(DOUBT.secrets(Map.of("DB", "d2"))).isTrue();
    assertThat(DOUBT.secrets(Map.of())).isTrue();
  }

  @Test
  void a_certificate_that_is_recorded_has_to_be_listed() {
    assertThat(DOUBT.certificates(List.of(certificate("a.example.com")), Set.of())).isFalse();
    assertThat(DOUBT.certificates(List.of(certificate("b.example.com")), Set.of())).isTrue();
    assertThat(DOUBT.certificates(List.of(), Set.of())).isTrue();
    assertThat(DOUBT.certificates(List.of(), Set.of("a.example.com")))
        .as("Fly has said so by name")
        .isFalse();
  }

  @Test
  void where_nothing_is_recorded_nothing_is_in_doubt() {
    var nothing = new Doubt(Applied.NOTHING);
    assertThat(nothing.addresses(List.of())).isFalse();
    assertThat(nothing.secrets(Map.of())).isFalse();
    assertThat(nothing.certificates(List.of(), Set.of())).isFalse();
  }
}
