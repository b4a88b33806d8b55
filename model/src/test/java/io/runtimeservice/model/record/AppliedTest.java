package io.runtimeservice.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.spec.SecretSpec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AppliedTest {

  private static final Applied FULL = RuntimeRecords.FULL.applied();

  @Test
  void without_the_app_nothing_is_applied() {
    assertThat(FULL.withApp(false)).isEqualTo(Applied.NOTHING);
    assertThat(FULL.withApp(true)).isEqualTo(FULL);
    assertThat(Applied.NOTHING.withApp(true).appCreated()).isTrue();
  }

  @Test
  void addresses_come_and_go_by_themselves() {
    var changed = FULL.withAddress(AddressType.V4, "1.2.3.4").withoutAddress("2a09::1");
    assertThat(changed.addresses())
        .isEqualTo(Map.of(AddressType.V4, "1.2.3.4", AddressType.SHARED_V4, "66.241.1.1"));
    assertThat(changed.withAddresses(FULL.addresses())).isEqualTo(FULL);
    assertThat(FULL.withoutAddress("none")).isEqualTo(FULL);
  }

  @Test
  void certificates_come_and_go_by_themselves() {
    var certified = new Applied.Certified(Optional.empty(), false, RuntimeRecords.AT);
    var changed = FULL.withCertificate("new.example", certified).withoutCertificate("example.org");
    assertThat(changed.certificates()).containsOnlyKeys("new.example", "shop.example.com");
    assertThat(changed.withoutCertificate("new.example").machines()).isEqualTo(FULL.machines());
  }

  @Test
  void machines_come_by_slot_and_go_by_id() {
    var machine = new Applied.InSlot(new MachineId("e30"), "01L");
    var changed = FULL.withMachine(new Slot(1), machine).withoutMachine(new MachineId("e28"));
    assertThat(changed.machines()).containsOnlyKeys(new Slot(1), new Slot(10));
    assertThat(FULL.withoutMachine(new MachineId("none"))).isEqualTo(FULL);
  }

  @Test
  void secrets_are_applied_as_a_whole() {
    var changed = FULL.withSecrets(Optional.of(8L), new TreeMap<>());
    assertThat(changed.secretsVersion()).contains(8L);
    assertThat(changed.secrets()).isEmpty();
    assertThat(changed.machines()).isEqualTo(FULL.machines());
  }

  @Test
  void a_rotation_to_the_same_values_leaves_the_secrets_digest_as_it_is() {
    assertThat(secrets("v7", "fd1").secretsDigest())
        .isEqualTo(secrets("v8", "fd1").secretsDigest())
        .isNotEqualTo(secrets("v8", "fd2").secretsDigest())
        .isNotEqualTo(Applied.NOTHING.secretsDigest());
  }

  @Test
  void a_repair_changes_the_secrets_digest_each_time() {
    var before = secrets("v7", "fd1");
    var once = before.withSecretsToRepair(before.secrets());
    var twice = once.withSecretsToRepair(before.secrets());
    assertThat(twice.secretsRepaired()).isEqualTo(2);
    assertThat(Set.of(before.secretsDigest(), once.secretsDigest(), twice.secretsDigest()))
        .hasSize(3);
    assertThat(twice.withApp(false).secretsRepaired()).as("of another app").isZero();
  }

  @Test
  void what_was_ever_asked_for_is_remembered_until_the_app_is_gone() {
    var asked =
        Applied.NOTHING
            .withApp(true)
            .withAddress(AddressType.V6, "::1")
            .withAsked(new Asked(Set.of(AddressType.V4), Set.of("b.example.com")))
            .withAsked(new Asked(Set.of(), Set.of("a.example.com")))
            .withoutAddress("::1");
    assertThat(asked.asked().addresses()).containsExactly(AddressType.V4, AddressType.V6);
    assertThat(asked.asked().hostnames()).containsExactly("a.example.com", "b.example.com");
    assertThat(asked.withAddresses(Map.of()).asked()).isEqualTo(asked.asked());
    assertThat(asked.withApp(false).asked()).isEqualTo(Asked.NOTHING);
  }

  @Test
  void so_many_host_names_are_remembered() {
    var many =
        IntStream.range(0, Asked.HOSTNAMES_MAX + 1)
            .mapToObj("h%03d.example.com"::formatted)
            .collect(Collectors.toSet());
    assertThat(Applied.NOTHING.withAsked(new Asked(Set.of(), many)).asked().hostnames())
        .hasSize(Asked.HOSTNAMES_MAX)
        .doesNotContain("h050.example.com");
  }

  private static Applied secrets(String version, String digest) {
    var spec = new SecretSpec(new SecretReference("checkout", version), "token");
    return Applied.NOTHING.withSecrets(
        Optional.of(1L), new TreeMap<>(Map.of("TOKEN", new Applied.Secret(spec, digest))));
  }
}
