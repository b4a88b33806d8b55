package io.runtimeservice.reconciler.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.fly.AddressCall;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineConfig;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.secret.SecretValue;
import io.runtimeservice.model.spec.AddressType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlyRatesTest {

  private static final FlyAppName APP = new FlyAppName("app-1");
  private static final FlyAppName OTHER = new FlyAppName("app-2");
  private static final MachineId MACHINE = new MachineId("148e21ea7e46e8");
  private static final MachineConfig CONFIG = new MachineConfig(Value.Tree.EMPTY, Map.of());
  private static final SecretValue SECRET = SecretValue.of("x");

  private static final Rate ACTION = new Rate(1, 3);
  private static final Rate FLEET = new Rate(0.5, 7);
  private static final Rate CREATE = new Rate(4, 9);

  private static final FlyRates RATES = new FlyRates(FLEET, CREATE);

  record Limited(FlyCall<?> call, Rate rate, String bucket) {}

  static Stream<Limited> everyCall() {
    return Stream.of(
        new Limited(
            new AppCall.Create(APP, "acme", Optional.empty(), "k"), CREATE, "app_create acme"),
        action(new AppCall.Get(APP), "app_get app-1"),
        new Limited(new AppCall.Delete(APP), RATES.of(new AppCall.Delete(APP)), "app_delete"),
        action(new AddressCall.ListAll(APP), "address_list app-1"),
        action(new AddressCall.Assign(APP, AddressType.V6), "address_assign app-1"),
        action(new AddressCall.Release(APP, "::1"), "address_release app-1"),
        action(new SecretCall.ListAll(APP), "secret_list app-1"),
        action(new SecretCall.Write(APP, Map.of(), Set.of("A")), "secret_write app-1"),
        action(new CertificateCall.ListAll(APP), "certificate_list app-1"),
        action(new CertificateCall.Get(APP, "h"), "certificate_get app-1"),
        action(new CertificateCall.RequestAcme(APP, "h"), "certificate_request app-1"),
        action(
            new CertificateCall.ImportCustom(APP, "h", SECRET, SECRET), "certificate_import app-1"),
        action(new CertificateCall.Check(APP, "h"), "certificate_check app-1"),
        action(new CertificateCall.Remove(APP, "h"), "certificate_remove app-1"),
        action(new MachineCall.ListAll(APP), "machine_list app-1"),
        new Limited(
            new MachineCall.Get(APP, MACHINE), new Rate(5, 10), "machine_get 148e21ea7e46e8"),
        action(
            new MachineCall.Create(APP, "m0", "iad", CONFIG, true, Optional.empty()),
            "machine_create app-1"),
        action(
            new MachineCall.Update(APP, MACHINE, CONFIG, "v1", true, Optional.empty()),
            "machine_update 148e21ea7e46e8"),
        action(new MachineCall.Start(APP, MACHINE), "machine_start 148e21ea7e46e8"),
        action(new MachineCall.Stop(APP, MACHINE), "machine_stop 148e21ea7e46e8"),
        action(new MachineCall.Cordon(APP, MACHINE), "machine_cordon 148e21ea7e46e8"),
        action(new MachineCall.Uncordon(APP, MACHINE), "machine_uncordon 148e21ea7e46e8"),
        action(new MachineCall.Destroy(APP, MACHINE), "machine_destroy 148e21ea7e46e8"),
        action(
            new MachineCall.Wait(APP, MACHINE, "v1", MachineState.STARTED, Duration.ofSeconds(30)),
            "machine_wait 148e21ea7e46e8"),
        action(
            new MachineCall.WriteMetadata(APP, MACHINE, "v1", Map.of()),
            "machine_metadata 148e21ea7e46e8"),
        action(new MachineCall.GetLease(APP, MACHINE), "machine_lease_get 148e21ea7e46e8"),
        new Limited(
            new FleetCall.Machines("acme", Optional.empty(), Optional.empty()),
            FLEET,
            "fleet_list acme"),
        new Limited(new FleetCall.Apps("acme"), FLEET, "app_list acme"),
        new Limited(new FleetCall.Regions(), FLEET, "region_list platform"));
  }

  private static Limited action(FlyCall<?> call, String bucket) {
    return new Limited(call, ACTION, bucket);
  }

  @ParameterizedTest
  @MethodSource("everyCall")
  void each_call_counts_against_the_limit_that_fly_gives_it(Limited limited) {
    assertThat(RATES.of(limited.call)).isEqualTo(limited.rate);
    assertThat(FlyRates.bucketOf(limited.call)).isEqualTo(limited.bucket);
  }

  @Test
  void no_action_is_forgotten_here() {
    assertThat(everyCall().map(it -> it.call.action()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FlyCall.Api.values()).flatMap(api -> api.actions().stream()).toList());
  }

  @Test
  void apps_and_actions_do_not_share_a_limit() {
    assertThat(
            Stream.of(
                    new MachineCall.ListAll(APP),
                    new MachineCall.ListAll(OTHER),
                    new AddressCall.ListAll(APP))
                .map(FlyRates::bucketOf))
        .doesNotHaveDuplicates();
  }

  @Test
  void creations_of_all_apps_count_together_and_so_do_deletions() {
    var creations =
        List.of(
            new AppCall.Create(APP, "acme", Optional.empty(), "k"),
            new AppCall.Create(OTHER, "acme", Optional.of("n"), "l"));
    assertThat(creations.stream().map(FlyRates::bucketOf).distinct()).hasSize(1);
    assertThat(FlyRates.bucketOf(new AppCall.Delete(APP)))
        .isEqualTo(FlyRates.bucketOf(new AppCall.Delete(OTHER)));
  }

  /** Fly's docs say a hundred a minute, and not how the minute is counted. */
  @Test
  void no_minute_whatever_its_beginning_sees_more_than_a_hundred_deletions() {
    Rate rate = RATES.of(new AppCall.Delete(APP));
    assertThat(rate.burst() + 60 * rate.perSecond()).isLessThanOrEqualTo(100.0);
    assertThat(rate.burst() + 60 * rate.perSecond())
        .as("and no fewer than needed")
        .isGreaterThan(90);
  }

  @Test
  void what_fly_does_not_document_is_as_the_settings_say_by_default() {
    assertThat(FlyRates.DEFAULT).isEqualTo(new FlyRates(new Rate(1, 3), new Rate(10, 30)));
  }
}
