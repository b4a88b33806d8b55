package io.runtimeservice.reconciler.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Intent;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.plan.Moment;
import io.runtimeservice.reconciler.plan.Planner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A creation was cut off, and by the time that it is looked for nobody wants the thing any more.
 */
class CutOffTest {

  private static final Desired WANTED =
      Wanted.preview(
          """
          {"addresses": ["v6"],
           "certificates": [{"hostname": "a.example.com"}, {"hostname": "b.example.com"}]}
          """);

  private static final Address OURS = new Address(AddressType.V6, "address of type v6");

  private static RuntimeRecord intending(Intent... intents) {
    return Given.converged(WANTED).record().withIntents(new TreeSet<>(List.of(intents)));
  }

  private static List<String> plan(RuntimeRecord record, Look look) {
    var observed =
        new Bookkeeper(Given.RESERVATIONS, Duration.ofHours(24))
            .learn(WANTED, record, look, Optional.empty(), Given.NOW);
    assertThat(observed.record().intents()).isEmpty();
    return new Planner(Given.INSTALLATION, Duration.ofMinutes(10))
        .plan(WANTED, observed, Moment.agreed(Given.NOW)).operations().stream()
            .map(it -> it.words())
            .toList();
  }

  @Test
  void an_address_is_released() {
    var seen = Looks.addresses(OURS, new Address(AddressType.V4, "1.2.3.4"));
    assertThat(plan(intending(new Intent(Intent.Kind.ADDRESS, "v4")), seen))
        .containsExactly("release address v4 1.2.3.4");
  }

  @Test
  void a_certificate_is_removed() {
    var seen = Looks.hostnames("a.example.com", "b.example.com", "old.example.com");
    assertThat(plan(intending(new Intent(Intent.Kind.CERTIFICATE, "old.example.com")), seen))
        .containsExactly("remove certificate old.example.com");
  }

  @Test
  void what_was_not_made_after_all_is_nothing_to_be_done_about() {
    assertThat(plan(intending(new Intent(Intent.Kind.ADDRESS, "v4")), Looks.addresses(OURS)))
        .isEmpty();
    assertThat(
            plan(
                intending(new Intent(Intent.Kind.CERTIFICATE, "old.example.com")),
                Looks.hostnames("a.example.com", "b.example.com")))
        .isEmpty();
  }

  @Test
  void what_somebody_else_has_made_stays() {
    assertThat(
            plan(
                intending(new Intent(Intent.Kind.ADDRESS, "v6")),
                Looks.addresses(OURS, new Address(AddressType.V4, "1.2.3.4"))))
        .isEmpty();
    assertThat(
            plan(
                intending(new Intent(Intent.Kind.CERTIFICATE, "a.example.com")),
                Looks.hostnames("a.example.com", "b.example.com", "other.example.com")))
        .isEmpty();
  }
}
