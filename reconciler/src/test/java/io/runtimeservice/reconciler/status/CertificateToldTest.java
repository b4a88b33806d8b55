package io.runtimeservice.reconciler.status;

import static io.runtimeservice.model.status.ConditionType.CERTIFICATES_READY;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.status.DnsRow;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.Truth;
import io.runtimeservice.reconciler.fixture.Given;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A certificate that waits for DNS, in passes that see it and in passes that do not. */
class CertificateToldTest {

  private static final String HOST = "a.example.com";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final DnsRow ROW = new DnsRow("CNAME", HOST, "app.fly.dev", false);
  private static final Certificate WAITING =
      new Certificate(
          HOST, Certificate.State.PENDING_VALIDATION, Optional.empty(), List.of(), List.of(ROW));

  private static Scene asked(String spec) {
    var scene = Scene.converged(spec);
    var record = scene.observed().record();
    var certified = new Applied.Certified(Optional.empty(), false, Given.NOW);
    return scene.seen(
        scene
            .observed()
            .withRecord(record.withApplied(record.applied().withCertificate(HOST, certified))));
  }

  private static Scene asked() {
    return asked(
        "{'image': '%A', 'sleep': 'off', 'certificates': [{'hostname': 'a.example.com'}]}");
  }

  private static Scene seen(Scene scene) {
    return scene.seen(scene.observed().withCertificate(WAITING));
  }

  @Test
  void one_that_waits_for_dns_is_told_with_the_rows_to_paste_and_looked_at_soon() {
    var told = seen(asked()).tell();
    assertThat(told.status().dns()).containsExactly(ROW);
    assertThat(seen(asked()).condition(CERTIFICATES_READY).reason())
        .isEqualTo(Reason.CERT_AWAITING_DNS);
    assertThat(told.again().orElseThrow()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(11));
  }

  @Test
  void one_that_could_not_be_looked_at_this_time_is_told_as_it_was() {
    var before = seen(asked()).told().later(MINUTE);
    var unseen = before.seen(asked().observed());
    assertThat(unseen.status().conditions())
        .isEqualTo(before.previous().orElseThrow().conditions());
    assertThat(unseen.status().dns()).containsExactly(ROW);
    assertThat(unseen.tell().again().orElseThrow())
        .as("a quarter of the minute that it has taken")
        .isBetween(Duration.ofSeconds(13), Duration.ofSeconds(17));
  }

  @Test
  void one_that_was_never_looked_at_is_on_its_way() {
    assertThat(asked().condition(CERTIFICATES_READY).reason()).isEqualTo(Reason.CERT_ISSUING);
    assertThat(asked().told().condition(CERTIFICATES_READY).reason())
        .isEqualTo(Reason.CERT_ISSUING);
  }

  @Test
  void what_was_told_of_an_older_generation_is_not_told_again() {
    var newer =
        seen(asked())
            .told()
            .wants(
                "{'image': '%A', 'sleep': 'off', 'certificates': [{'hostname': 'a.example.com'}]}")
            .seen(asked().observed());
    assertThat(newer.condition(CERTIFICATES_READY).reason()).isEqualTo(Reason.CERT_ISSUING);
  }

  @Test
  void one_that_has_become_active_is_ready_and_has_no_rows_any_more() {
    var active = seen(asked()).told().seen(Given.converged(asked().desired()));
    assertThat(active.condition(CERTIFICATES_READY).truth()).isEqualTo(Truth.TRUE);
    assertThat(active.status().dns()).isEmpty();
  }
}
