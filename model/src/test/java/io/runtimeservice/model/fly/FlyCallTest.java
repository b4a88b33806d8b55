package io.runtimeservice.model.fly;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.fly.FlyCall.Api;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.secret.SecretValue;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.telemetry.Label;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FlyCallTest {

  private static final FlyAppName APP = new FlyAppName("app");
  private static final MachineId MACHINE = new MachineId("machine");
  private static final MachineConfig CONFIG = new MachineConfig(Value.Tree.EMPTY, Map.of());
  private static final SecretValue SECRET = SecretValue.of("hunter2");
  private static final Optional<Long> NO_SECRETS = Optional.empty();

  /** A call, and all that whoever stands between us and Fly knows of it. */
  record Row(FlyCall<?> call, Api api, String action, String subject, boolean isMutating) {}

  static Stream<Row> rows() {
    return Stream.of(
        new Row(
            new AppCall.Create(APP, "org", Optional.empty(), "k"),
            Api.APPS,
            "app_create",
            "org",
            true),
        new Row(new AppCall.Get(APP), Api.APPS, "app_get", "app", false),
        new Row(new AppCall.Delete(APP), Api.APPS, "app_delete", "app", true),
        new Row(new AddressCall.ListAll(APP), Api.ADDRESSES, "address_list", "app", false),
        new Row(
            new AddressCall.Assign(APP, AddressType.V6),
            Api.ADDRESSES,
            "address_assign",
            "app",
            true),
        new Row(new AddressCall.Release(APP, "::1"), Api.ADDRESSES, "address_release", "app", true),
        new Row(new SecretCall.ListAll(APP), Api.SECRETS, "secret_list", "app", false),
        new Row(
            new SecretCall.Write(APP, Map.of("A", SECRET), Set.of()),
            Api.SECRETS,
            "secret_write",
            "app",
            true),
        new Row(
            new CertificateCall.ListAll(APP), Api.CERTIFICATES, "certificate_list", "app", false),
        new Row(
            new CertificateCall.Get(APP, "h"), Api.CERTIFICATES, "certificate_get", "app", false),
        new Row(
            new CertificateCall.RequestAcme(APP, "h"),
            Api.CERTIFICATES,
            "certificate_request",
            "app",
            true),
        new Row(
            new CertificateCall.ImportCustom(APP, "h", SECRET, SECRET),
            Api.CERTIFICATES,
            "certificate_import",
            "app",
            true),
        new Row(
            new CertificateCall.Check(APP, "h"),
            Api.CERTIFICATES,
            "certificate_check",
            "app",
            false),
        new Row(
            new CertificateCall.Remove(APP, "h"),
            Api.CERTIFICATES,
            "certificate_remove",
            "app",
            true),
        new Row(new MachineCall.ListAll(APP), Api.MACHINES, "machine_list", "app", false),
        new Row(new MachineCall.Get(APP, MACHINE), Api.MACHINES, "machine_get", "machine", false),
        new Row(
            new MachineCall.Create(APP, "m0", "iad", CONFIG, true, NO_SECRETS),
            Api.MACHINES,
            "machine_create",
            "app",
            true),
        new Row(
            new MachineCall.Update(APP, MACHINE, CONFIG, "v", true, NO_SECRETS),
            Api.MACHINES,
            "machine_update",
            "machine",
            true),
        new Row(
            new MachineCall.Start(APP, MACHINE), Api.MACHINES, "machine_start", "machine", true),
        new Row(new MachineCall.Stop(APP, MACHINE), Api.MACHINES, "machine_stop", "machine", true),
        new Row(
            new MachineCall.Cordon(APP, MACHINE), Api.MACHINES, "machine_cordon", "machine", true),
        new Row(
            new MachineCall.Uncordon(APP, MACHINE),
            Api.MACHINES,
            "machine_uncordon",
            "machine",
            true),
        new Row(
            new MachineCall.Destroy(APP, MACHINE),
            Api.MACHINES,
            "machine_destroy",
            "machine",
            true),
        new Row(
            new MachineCall.Wait(APP, MACHINE, "v", MachineState.STARTED, Duration.ZERO),
            Api.MACHINES,
            "machine_wait",
            "machine",
            false),
        new Row(
            new MachineCall.WriteMetadata(APP, MACHINE, "v", Map.of()),
            Api.MACHINES,
            "machine_metadata",
            "machine",
            true),
        new Row(
            new MachineCall.GetLease(APP, MACHINE),
            Api.MACHINES,
            "machine_lease_get",
            "machine",
            false),
        new Row(
            new FleetCall.Machines("org", Optional.empty(), Optional.empty()),
            Api.FLEET,
            "fleet_list",
            "org",
            false),
        new Row(new FleetCall.Apps("org"), Api.FLEET, "app_list", "org", false),
        new Row(new FleetCall.Regions(), Api.FLEET, "region_list", "platform", false));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_call_can_be_counted_limited_and_fenced(Row row) {
    assertThat(row.call.api()).isEqualTo(row.api);
    assertThat(row.call.action()).isEqualTo(row.action);
    assertThat(row.call.subject()).isEqualTo(row.subject);
    assertThat(row.call.isMutating()).isEqualTo(row.isMutating);
  }

  @Test
  void every_call_is_in_this_table() {
    assertThat(rows().<Class<?>>map(row -> row.call.getClass()))
        .containsExactlyInAnyOrderElementsOf(leaves(FlyCall.class).toList());
  }

  @ParameterizedTest
  @EnumSource
  void an_api_lists_the_actions_of_its_calls_and_no_other(Api api) {
    assertThat(api.actions())
        .containsExactlyInAnyOrderElementsOf(
            rows().filter(row -> row.api == api).map(row -> row.action).toList());
  }

  @Test
  void the_metrics_know_every_action_and_no_other() {
    assertThat(Label.FLY_ACTION.allowed())
        .containsExactlyInAnyOrderElementsOf(rows().map(row -> row.call.action()).toList());
    assertThat(Label.API.allowed())
        .containsExactly("apps", "addresses", "secrets", "certificates", "machines", "fleet");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void no_call_prints_a_secret(Row row) {
    assertThat(row.call.toString()).doesNotContain("hunter2");
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(FlyCallTest::leaves)
        : Stream.of(type);
  }
}
