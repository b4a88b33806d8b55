package io.runtimeservice.reconciler.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.reconciler.fixture.Altered;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.plan.Observed;
import io.runtimeservice.reconciler.plan.Ownership;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SightingsTest {

  private static final Desired WANTED =
      Wanted.preview(
          """
          {"image": "registry.fly.io/checkout@sha256:%s", "sleep": "off", "addresses": ["v6"],
           "secrets": {"A": {"ref": "r", "version": "1"}, "B": {"ref": "r", "version": "1"}},
           "certificates": [{"hostname": "a.example.com"},
                            {"hostname": "b.example.com", "ref": "tls", "version": "1"}]}
          """
              .formatted("a".repeat(64)));

  private static final Observed CONVERGED = Given.converged(WANTED);
  private static final RuntimeRecord RECORD = CONVERGED.record();
  private static final Machine MACHINE = CONVERGED.machines().getFirst();
  private static final String OURS = "address of type v6";

  private static Observed learn(RuntimeRecord record, Look look) {
    return new Sightings(WANTED, Given.INSTALLATION, look, Given.NOW).learn(record);
  }

  private static Applied applied(Look look) {
    return learn(RECORD, look).record().applied();
  }

  private static Address address(AddressType type, String ip) {
    return new Address(type, ip);
  }

  @Test
  void the_recorded_address_is_kept_and_a_second_one_of_its_type_is_surplus() {
    var second = address(AddressType.V6, "::2");
    var seen = learn(RECORD, Looks.addresses(second, address(AddressType.V6, OURS)));
    assertThat(seen.record().applied().addresses()).isEqualTo(Map.of(AddressType.V6, OURS));
    assertThat(seen.surplus()).containsExactly(second);
  }

  @Test
  void an_address_whose_answer_was_lost_is_adopted() {
    var first = address(AddressType.V6, "::1");
    var second = address(AddressType.V6, "::2");
    var without = RECORD.withApplied(RECORD.applied().withAddresses(Map.of()));
    var seen = learn(without, Looks.addresses(first, second));
    assertThat(seen.record().applied().addresses()).isEqualTo(Map.of(AddressType.V6, "::1"));
    assertThat(seen.surplus()).containsExactly(second);
  }

  @Test
  void an_address_that_is_gone_is_missing_and_a_type_that_nobody_wants_is_nobody_s_business() {
    var seen = learn(RECORD, Looks.addresses(address(AddressType.PRIVATE_V6, "fdaa::1")));
    assertThat(seen.record().applied().addresses()).isEmpty();
    assertThat(seen.surplus()).isEmpty();
  }

  @Test
  void a_secret_that_fly_has_no_more_or_has_with_another_digest_is_as_if_never_applied() {
    var kept = Looks.secrets(Map.of("A", "digest of A", "B", "digest of B", "C", "by hand"));
    assertThat(applied(kept).secrets()).isEqualTo(RECORD.applied().secrets());
    assertThat(applied(Looks.secrets(Map.of("A", "digest of A"))).secrets()).containsOnlyKeys("A");
    assertThat(applied(Looks.secrets(Map.of("A", "other", "B", "digest of B"))).secrets())
        .containsOnlyKeys("B");
    assertThat(applied(Looks.secrets(Map.of())).secretsVersion())
        .isEqualTo(RECORD.applied().secretsVersion());
  }

  @Test
  void a_host_name_that_is_gone_is_asked_for_again_and_one_whose_answer_was_lost_is_adopted() {
    assertThat(applied(Looks.hostnames("a.example.com")).certificates())
        .containsOnlyKeys("a.example.com");
    var without =
        RECORD.withApplied(
            RECORD
                .applied()
                .withoutCertificate("a.example.com")
                .withoutCertificate("b.example.com"));
    var adopted =
        learn(without, Looks.hostnames("a.example.com", "b.example.com", "c.example.com"))
            .record()
            .applied()
            .certificates();
    assertThat(adopted)
        .as("a given certificate is given again, and others are not ours")
        .isEqualTo(
            Map.of("a.example.com", new Applied.Certified(Optional.empty(), false, Given.NOW)));
  }

  @Test
  void how_far_a_listed_certificate_is_is_believed_if_it_says_so() {
    var a =
        RECORD.withApplied(
            RECORD
                .applied()
                .withCertificate(
                    "a.example.com", new Applied.Certified(Optional.empty(), false, Given.NOW)));
    assertThat(isActive(learn(a, Looks.listed(Map.of("a.example.com", Certificate.State.ACTIVE)))))
        .isTrue();
    var active = learn(a, Looks.listed(Map.of("a.example.com", Certificate.State.ACTIVE))).record();
    assertThat(
            isActive(
                learn(active, Looks.listed(Map.of("a.example.com", Certificate.State.UNKNOWN)))))
        .isTrue();
    assertThat(isActive(learn(active, Looks.hostnames("a.example.com")))).isFalse();
  }

  private static boolean isActive(Observed observed) {
    return Optional.ofNullable(observed.record().applied().certificates().get("a.example.com"))
        .orElseThrow()
        .active();
  }

  @Test
  void what_was_seen_of_a_certificate_is_recorded_and_kept_for_telling() {
    var pending = certificate("b.example.com", Certificate.State.PENDING_VALIDATION);
    var seen = learn(RECORD, Looks.certificate(pending));
    var recorded = Optional.ofNullable(seen.record().applied().certificates().get("b.example.com"));
    assertThat(recorded.map(Applied.Certified::active)).contains(false);
    assertThat(recorded.flatMap(Applied.Certified::custom))
        .contains(new SecretReference("tls", "1"));
    assertThat(seen.certificates()).isEqualTo(Map.of("b.example.com", pending));
    var stranger = certificate("c.example.com", Certificate.State.ACTIVE);
    assertThat(applied(Looks.certificate(stranger)).certificates())
        .isEqualTo(RECORD.applied().certificates());
  }

  private static Certificate ends(Certificate.State state, Optional<Instant> at) {
    return new Certificate("a.example.com", state, at, Optional.empty(), List.of(), List.of());
  }

  private static Optional<Instant> end(Observed observed) {
    return Optional.ofNullable(observed.record().applied().certificates().get("a.example.com"))
        .flatMap(Applied.Certified::expiresAt);
  }

  @Test
  void when_a_certificate_ends_is_noted_and_kept_where_it_is_not_said() {
    Instant first = Given.NOW.plusSeconds(1);
    Instant second = Given.NOW.plusSeconds(2);
    var noted =
        learn(RECORD, Looks.certificate(ends(Certificate.State.ACTIVE, Optional.of(first))));
    assertThat(end(noted)).contains(first);

    var listed = Looks.listed(Map.of("a.example.com", Certificate.State.ACTIVE));
    assertThat(end(learn(noted.record(), listed))).contains(first);
    var unsaid = Looks.certificate(ends(Certificate.State.UNKNOWN, Optional.empty()));
    assertThat(end(learn(noted.record(), unsaid))).contains(first);
    assertThat(isActive(learn(noted.record(), unsaid))).isTrue();

    var renewed = Looks.certificate(ends(Certificate.State.UNKNOWN, Optional.of(second)));
    assertThat(end(learn(noted.record(), renewed))).contains(second);
  }

  private static Certificate certificate(String hostname, Certificate.State state) {
    return new Certificate(hostname, state, Optional.empty(), List.of(), List.of());
  }

  @ParameterizedTest
  @EnumSource(value = MachineState.class)
  void a_machine_that_is_gone_is_in_no_slot(MachineState state) {
    var seen = applied(Looks.machines(List.of(MACHINE.withState(state))));
    assertThat(seen.machines().containsKey(new Slot(0))).isEqualTo(!state.isGone());
  }

  @Test
  void a_machine_that_nobody_found_is_in_no_slot() {
    assertThat(applied(Looks.machines(List.of())).machines()).isEmpty();
  }

  @Test
  void a_machine_of_ours_whose_answer_was_lost_gets_its_slot() {
    var without = RECORD.withApplied(RECORD.applied().withoutMachine(MACHINE.id()));
    assertThat(learn(without, Looks.machines(CONVERGED)).record().applied().machines())
        .isEqualTo(RECORD.applied().machines());
  }

  @Test
  void a_machine_of_somebody_else_gets_none() {
    var without = RECORD.withApplied(RECORD.applied().withoutMachine(MACHINE.id()));
    for (String mark : List.of(Ownership.INSTALLATION, Ownership.APP, Ownership.ENVIRONMENT)) {
      var other = Altered.metadata(MACHINE, mark, "another");
      assertThat(learn(without, Looks.machines(List.of(other))).record().applied().machines())
          .as(mark)
          .isEmpty();
    }
  }

  @Test
  void of_two_in_one_slot_the_recorded_one_keeps_it_and_else_the_newer_one_gets_it() {
    var older = Altered.version(Altered.id(MACHINE, "older"), "01A");
    var newer = Altered.version(Altered.id(MACHINE, "newer"), "01B");
    var both = List.of(older, newer, MACHINE);
    assertThat(applied(Looks.machines(both)).machines().values())
        .containsExactly(new Applied.InSlot(MACHINE.id(), "v1"));
    var without = RECORD.withApplied(RECORD.applied().withoutMachine(MACHINE.id()));
    assertThat(
            learn(without, Looks.machines(List.of(older, newer)))
                .record()
                .applied()
                .machines()
                .values())
        .containsExactly(new Applied.InSlot(newer.id(), "01B"));
  }

  @Test
  void a_version_that_moved_is_noted_if_the_machine_is_right_all_the_same() {
    var moved = Altered.version(MACHINE, "v2");
    assertThat(applied(Looks.machines(List.of(moved))).machines().values())
        .containsExactly(new Applied.InSlot(MACHINE.id(), "v2"));
    var changed =
        Altered.config(
            moved, config -> config.with("env", Values.tree().put("DEBUG", "1").build()));
    assertThat(applied(Looks.machines(List.of(changed))).machines().values())
        .containsExactly(new Applied.InSlot(MACHINE.id(), "v1"));
    assertThat(applied(Looks.machines(List.of(Altered.unreachable(moved)))).machines().values())
        .as("nothing is concluded from a host that cannot be reached")
        .containsExactly(new Applied.InSlot(MACHINE.id(), "v1"));
  }
}
