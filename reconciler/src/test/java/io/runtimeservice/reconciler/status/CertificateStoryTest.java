package io.runtimeservice.reconciler.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.fly.Certificate.State;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.status.DnsRow;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.plan.Observed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateStoryTest {

  private static final Instant NOW = Given.NOW;
  private static final String SHOP = "shop.example.com";

  private static final Desired WANTED =
      Wanted.preview(
          """
          {"certificates": [{"hostname": "www.example.com"}, {"hostname": "shop.example.com"}]}
          """);

  private static DnsRow row(boolean seen) {
    return new DnsRow("CNAME", SHOP, "app.fly.dev", seen);
  }

  private static Certificate seen(State state, boolean rowIsSeen, String... errors) {
    return new Certificate(SHOP, state, Optional.empty(), List.of(errors), List.of(row(rowIsSeen)));
  }

  /** The first certificate is active; the second was asked for. */
  private static Observed pending() {
    var observed = Given.converged(WANTED);
    var asked = new Applied.Certified(Optional.empty(), false, NOW);
    return observed.withRecord(
        observed.record().withApplied(observed.record().applied().withCertificate(SHOP, asked)));
  }

  private static Trouble story(Observed observed) {
    return CertificateStory.of(WANTED, observed, NOW).orElseThrow();
  }

  @Test
  void where_all_are_active_there_is_nothing_to_tell() {
    assertThat(CertificateStory.of(WANTED, Given.converged(WANTED), NOW)).isEmpty();
    assertThat(CertificateStory.of(Wanted.preview("{}"), pending(), NOW)).isEmpty();
  }

  @Test
  void one_that_was_not_asked_for_or_not_looked_at_is_on_its_way() {
    assertThat(story(Given.nothing(WANTED)).reason()).isEqualTo(Reason.CERT_ISSUING);
    assertThat(story(Given.nothing(WANTED)).message()).contains("www.example.com");
    assertThat(story(pending()).reason()).isEqualTo(Reason.CERT_ISSUING);
    assertThat(story(pending()).message()).contains(SHOP);
  }

  @Test
  void one_that_was_looked_at_is_told_of_before_those_that_were_not() {
    var asked = new Applied.Certified(Optional.empty(), false, NOW);
    var record = pending().record();
    var both =
        pending()
            .withRecord(
                record.withApplied(record.applied().withCertificate("www.example.com", asked)));
    assertThat(story(both.withCertificate(seen(State.PENDING_VALIDATION, false))).reason())
        .isEqualTo(Reason.CERT_AWAITING_DNS);
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING_OWNERSHIP,  false, false, CERT_AWAITING_OWNERSHIP",
    "PENDING_OWNERSHIP,  true,  true,  CERT_AWAITING_OWNERSHIP",
    "PENDING_VALIDATION, false, false, CERT_AWAITING_DNS",
    "PENDING_VALIDATION, false, true,  CERT_AWAITING_DNS",
    "PENDING_VALIDATION, true,  false, CERT_ISSUING",
    "PENDING_VALIDATION, true,  true,  CERT_VALIDATION_ERROR",
    "UNKNOWN,            true,  false, CERT_ISSUING",
    "ACTIVE,             true,  false, CERT_ISSUING",
  })
  void how_far_it_is(State state, boolean rowIsSeen, boolean hasError, Reason reason) {
    var certificate = hasError ? seen(state, rowIsSeen, "CAA forbids it") : seen(state, rowIsSeen);
    var trouble = story(pending().withCertificate(certificate));
    assertThat(trouble.reason()).isEqualTo(reason);
    assertThat(trouble.message()).contains(SHOP);
    assertThat(trouble.message().contains("CAA forbids it")).isEqualTo(hasError);
  }

  @Test
  void an_issuer_that_takes_no_request_is_waited_for_and_no_longer_than_it_says() {
    Instant until = NOW.plusSeconds(3600);
    var limited =
        new Certificate(
            SHOP, State.PENDING_VALIDATION, Optional.of(until), List.of(), List.of(row(true)));
    var observed = pending().withCertificate(limited);
    assertThat(story(observed).reason()).isEqualTo(Reason.CERT_RATE_LIMITED);
    assertThat(story(observed).message()).contains(until.toString());
    assertThat(CertificateStory.of(WANTED, observed, until).map(Trouble::reason))
        .contains(Reason.CERT_ISSUING);
  }

  @Test
  void the_rows_to_paste_are_those_of_certificates_that_are_not_active_by_host_name() {
    var b = new DnsRow("A", "b.example.com", "1.2.3.4", false);
    var a = new DnsRow("A", "a.example.com", "1.2.3.4", true);
    var observed =
        pending()
            .withCertificate(seen(State.ACTIVE, true))
            .withCertificate(certificate("b.example.com", b))
            .withCertificate(certificate("a.example.com", a));
    assertThat(CertificateStory.rows(observed)).containsExactly(a, b);
  }

  private static Certificate certificate(String hostname, DnsRow row) {
    return new Certificate(
        hostname, State.PENDING_OWNERSHIP, Optional.empty(), List.of(), List.of(row));
  }
}
