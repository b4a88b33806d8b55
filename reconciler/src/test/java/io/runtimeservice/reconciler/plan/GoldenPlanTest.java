package io.runtimeservice.reconciler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Golden;
import io.runtimeservice.reconciler.fixture.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Plans as a product owner reads them; {@code make golden} writes them anew. */
class GoldenPlanTest {

  private static final String A = "registry.fly.io/checkout@sha256:" + "a".repeat(64);
  private static final String B = "registry.fly.io/checkout@sha256:" + "b".repeat(64);
  private static final Duration GRACE = Duration.ofMinutes(10);

  private final Planner planner = new Planner(Given.INSTALLATION, GRACE);

  @Test
  void a_fresh_preview() {
    var wanted = preview("{'image': '%s'}");
    golden("fresh-preview", wanted, Given.nothing(wanted));
  }

  @Test
  void a_fresh_preview_that_has_no_image_yet() {
    var wanted = Wanted.preview("{}");
    golden("fresh-preview-without-image", wanted, Given.nothing(wanted));
  }

  @Test
  void a_fresh_production_with_everything() {
    var wanted =
        Wanted.desired(
            "production",
            "running",
            1,
            json(
                """
                {'image': '%s', 'commit': '9f3c', 'machines': 2, 'regions': ['fra', 'ams'],
                 'config': {'GREETING': 'hello'},
                 'secrets': {'DATABASE_URL': {'ref': 'checkout/production', 'version': 'v1'},
                             'STRIPE': {'ref': 'checkout/production', 'version': 'v1', 'key': 'STRIPE_KEY'}},
                 'certificates': [{'hostname': 'shop.example.com'},
                                  {'hostname': '*.example.com', 'ref': 'checkout/tls', 'version': '7'}],
                 'addresses': ['v4', 'v6']}
                """
                    .formatted(A)));
    golden("fresh-production-with-everything", wanted, Given.nothing(wanted));
  }

  @Test
  void three_machines_from_a_tag_let_the_first_one_find_out_what_it_means() {
    var wanted = preview("{'image': 'registry.fly.io/checkout:v1', 'machines': 3}");
    golden("fresh-preview-of-three-from-a-tag", wanted, Given.nothing(wanted));
  }

  @Test
  void a_new_image() {
    var before = preview("{'image': '%s'}");
    golden("new-image", preview(2, "{'image': '" + B + "'}"), Given.converged(before));
  }

  @Test
  void a_new_generation_that_changes_nothing() {
    var before = preview("{'image': '%s'}");
    golden("nothing-changed", preview(2, "{'image': '%s'}"), Given.converged(before));
  }

  @Test
  void config_guest_and_check_changed() {
    var before = preview("{'image': '%s', 'config': {'A': '1', 'B': '2'}}");
    var after =
        preview(
            2,
            """
            {'image': '%s', 'config': {'A': '1', 'C': '3'}, 'guest': {'memoryMb': 512},
             'service': {'check': {'type': 'http', 'path': '/healthz'}}}
            """);
    golden("config-changed", after, Given.converged(before));
  }

  @Test
  void a_secret_rotated_one_added_and_one_dropped() {
    var before =
        preview(
            """
            {'image': '%s', 'secrets': {'A': {'ref': 'r', 'version': '1'},
             'B': {'ref': 'r', 'version': '1'}, 'C': {'ref': 's', 'version': '1'}}}
            """);
    var after =
        preview(
            2,
            """
            {'image': '%s', 'secrets': {'A': {'ref': 'r', 'version': '2'},
             'C': {'ref': 's', 'version': '1'}, 'D': {'ref': 's', 'version': '1'}}}
            """);
    golden("secrets-changed", after, Given.converged(before));
  }

  @Test
  void addresses_and_certificates_changed() {
    var before = preview("{'image': '%s', 'certificates': [{'hostname': 'old.example.com'}]}");
    var after =
        preview(
            2,
            """
            {'image': '%s', 'addresses': ['v4', 'v6'],
             'certificates': [{'hostname': 'new.example.com'}]}
            """);
    golden("addresses-and-certificates-changed", after, Given.converged(before));
  }

  @Test
  void more_machines_and_fewer() {
    var three = preview("{'image': '%s', 'machines': 3}");
    golden("from-three-machines-to-one", preview(2, "{'image': '%s'}"), Given.converged(three));
    golden("from-one-machine-to-three", three, Given.converged(preview("{'image': '%s'}")));
  }

  @Test
  void six_machines_get_a_new_image_two_at_a_time() {
    var before = preview("{'image': '%s', 'machines': 6}");
    var after = preview(2, "{'image': '" + B + "', 'machines': 6}");
    golden("new-image-for-six-machines", after, Given.converged(before));
  }

  @Test
  void recreate_removes_first() {
    var before = preview("{'image': '%s', 'replacement': 'recreate'}");
    var after = preview(2, "{'image': '" + B + "', 'replacement': 'recreate'}");
    golden("new-image-recreated", after, Given.converged(before));
  }

  @Test
  void a_machine_in_a_region_that_is_not_wanted_any_more() {
    var before = preview("{'image': '%s', 'regions': ['iad']}");
    golden(
        "region-changed",
        preview(2, "{'image': '%s', 'regions': ['fra']}"),
        Given.converged(before));
  }

  @Test
  void stopping_a_preview_that_could_wake_and_one_that_could_not() {
    var sleeper = preview("{'image': '%s'}");
    golden(
        "stop-a-sleeper",
        Wanted.desired("preview", "stopped", 2, json("{'image': '%s'}".formatted(A))),
        Given.converged(sleeper));
    var waking = preview("{'image': '%s', 'sleep': 'off'}");
    golden(
        "stop",
        Wanted.desired(
            "preview", "stopped", 2, json("{'image': '%s', 'sleep': 'off'}".formatted(A))),
        Given.converged(waking));
  }

  @Test
  void a_machine_that_somebody_stopped_changed_or_doubled() {
    var wanted = preview("{'image': '%s', 'sleep': 'off'}");
    var fine = Given.converged(wanted);
    var machine = fine.machines().getFirst();
    golden("stopped-by-hand", wanted, fine.withMachine(machine.withState(MachineState.STOPPED)));
    golden("changed-by-hand", wanted, fine.withMachine(changed(machine)));
    golden("doubled", wanted, fine.withMachine(doubled(machine)));
  }

  @Test
  void a_surplus_address() {
    var wanted = preview("{'image': '%s'}");
    var seen = Given.converged(wanted);
    golden(
        "surplus-address",
        wanted,
        seen.withSurplus(List.of(new Address(AddressType.V6, "2a09:8280:1::7"))));
  }

  @Test
  void a_stray_secret() {
    var wanted = preview("{'image': '%s'}");
    golden("stray-secret", wanted, Given.converged(wanted).withStraySecrets(Set.of("LEFT_OVER")));
  }

  @Test
  void a_full_host() {
    var wanted = preview("{'image': '%s'}");
    var fine = Given.converged(wanted);
    var id = fine.machines().getFirst().id();
    var other = preview("{'image': 'registry.fly.io/x:other'}");
    golden("host-full", other, fine.withFullHost(id));
    golden(
        "host-full-of-production",
        production("{'image': 'registry.fly.io/x:other'}"),
        Given.converged(production("{'image': 'registry.fly.io/x:one'}")).withFullHost(id));
  }

  private static Desired production(String spec) {
    return Wanted.desired("production", "running", 1, json(spec));
  }

  @Test
  void fewer_machines_and_another_image() {
    golden(
        "fewer-and-another-image",
        preview("{'image': 'registry.fly.io/x:other', 'sleep': 'off'}"),
        Given.converged(preview("{'image': '%s', 'machines': 2, 'sleep': 'off'}")));
  }

  @Test
  void a_full_region() {
    var wanted = preview("{'image': '%s', 'regions': ['iad', 'ord']}");
    var withoutMachine = Given.converged(wanted);
    var empty =
        withoutMachine
            .withMachines(List.of())
            .withRecord(
                withoutMachine
                    .record()
                    .withApplied(
                        withoutMachine.record().applied().withoutMachine(Given.machineId(0))));
    golden("first-region-full", wanted, empty.withFullRegion("iad"));
    golden("all-regions-full", wanted, empty.withFullRegion("iad").withFullRegion("ord"));
  }

  @Test
  void deleting_a_preview() {
    var wanted = Wanted.desired("preview", "deleted", 2, "{}");
    golden("delete-preview", wanted, Given.converged(preview("{'image': '%s'}")));
  }

  @Test
  void deleting_production_stops_it_first_and_deletes_it_after_the_grace_period() {
    var before = Wanted.desired("production", "running", 1, json("{'image': '%s'}".formatted(A)));
    var wanted = Wanted.desired("production", "deleted", 2, json("{'image': '%s'}".formatted(A)));
    var running = draining(Given.converged(before));
    golden("delete-production-running", wanted, running);
    var stopped =
        running.withMachine(running.machines().getFirst().withState(MachineState.STOPPED));
    golden("delete-production-stopped", wanted, stopped);
    assertThat(planner.plan(wanted, stopped, Moment.agreed(Given.NOW.plus(GRACE))).text())
        .isEqualTo(
            """
            stage 1
              delete app %s
                  because DELETION_WANTED
            """
                .formatted(stopped.record().naming().reserved().orElseThrow().name()));
  }

  @Test
  void a_plan_is_the_same_whenever_it_is_made() {
    var before = preview("{'image': '%s', 'machines': 3}");
    var after = preview(2, "{'image': '" + B + "', 'machines': 5, 'addresses': ['v4']}");
    var observed = Given.converged(before);
    assertThat(planner.plan(after, observed, Moment.agreed(Given.NOW)))
        .isEqualTo(planner.plan(after, observed, Moment.agreed(Given.NOW)));
  }

  private static Observed draining(Observed observed) {
    var agenda = observed.record().agenda().withDrainingSince(Optional.of(Given.NOW));
    return observed.withRecord(observed.record().withAgenda(agenda));
  }

  private static Machine changed(Machine machine) {
    var config = machine.config().orElseThrow();
    var env = Values.tree().put("DEBUG", "1").build();
    return new Machine(
        machine.id(),
        machine.name(),
        machine.region(),
        machine.state(),
        "v2",
        machine.imageDigest(),
        Optional.of(config.with("env", env)),
        machine.health());
  }

  private static Machine doubled(Machine machine) {
    return new Machine(
        new MachineId("3d8d413b29d089"),
        new Slot(0).machineName(),
        machine.region(),
        machine.state(),
        "v0",
        machine.imageDigest(),
        machine.config(),
        machine.health());
  }

  private static Desired preview(String spec) {
    return preview(1, spec);
  }

  private static Desired preview(long generation, String spec) {
    return Wanted.desired("preview", "running", generation, json(spec.replace("%s", A)));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private void golden(String name, Desired wanted, Observed observed) {
    Instant now = Given.NOW;
    Golden.assertMatches(
        "plans/" + name + ".txt", planner.plan(wanted, observed, Moment.agreed(now)).text());
  }
}
