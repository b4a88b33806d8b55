package io.runtimeservice.reconciler.status;

import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.spec.CertificateSpec;
import io.runtimeservice.model.status.DnsRow;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.plan.Observed;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How far the certificates are. */
final class CertificateStory {

  private CertificateStory() {}

  /**
   * Why the first certificate that is not active is not, of those that were looked at if there are
   * any; empty if all are active.
   */
  static Optional<Trouble> of(Desired desired, Observed observed, Instant now) {
    return pending(desired, observed)
        .min(Comparator.comparing(spec -> !isSeen(spec, observed)))
        .map(spec -> of(spec, observed, now));
  }

  /** Whether some are not active, and none of these was looked at. */
  static boolean isUnseen(Desired desired, Observed observed) {
    var pending = pending(desired, observed).toList();
    return !pending.isEmpty() && pending.stream().noneMatch(spec -> isSeen(spec, observed));
  }

  /** The rows to paste for those that wait for DNS. */
  static List<DnsRow> rows(Observed observed) {
    return observed.certificates().values().stream()
        .filter(certificate -> !certificate.isActive())
        .sorted(Comparator.comparing(Certificate::hostname))
        .flatMap(certificate -> certificate.rows().stream())
        .toList();
  }

  private static Stream<CertificateSpec> pending(Desired desired, Observed observed) {
    var certified = observed.record().applied().certificates();
    return desired.spec().certificates().stream()
        .filter(spec ->
            Optional.ofNullable(certified.get(spec.hostname()))
                .filter(Applied.Certified::active)
                .isEmpty());
  }

  private static boolean isSeen(CertificateSpec spec, Observed observed) {
    return observed.certificates().containsKey(spec.hostname());
  }

  private static Trouble of(CertificateSpec spec, Observed observed, Instant now) {
    return Optional.ofNullable(observed.certificates().get(spec.hostname()))
        .map(seen -> pending(seen, now))
        .orElseGet(() -> Trouble.of(Reason.CERT_ISSUING, spec.hostname() + "."));
  }

  private static Trouble pending(Certificate seen, Instant now) {
    var limited = seen.rateLimitedUntil().filter(until -> until.isAfter(now));
    if (limited.isPresent()) {
      return Trouble.of(
          Reason.CERT_RATE_LIMITED, seen.hostname() + ", until " + limited.orElseThrow() + ".");
    }
    return switch (seen.state()) {
      case PENDING_OWNERSHIP -> Trouble.of(Reason.CERT_AWAITING_OWNERSHIP, words(seen));
      case PENDING_VALIDATION -> Trouble.of(validation(seen), words(seen));
      case ACTIVE, UNKNOWN -> Trouble.of(Reason.CERT_ISSUING, words(seen));
    };
  }

  /** While no row is seen, any error there is says no more than that. */
  private static Reason validation(Certificate seen) {
    if (seen.rows().stream().noneMatch(DnsRow::seen)) {
      return Reason.CERT_AWAITING_DNS;
    }
    return seen.errors().isEmpty() ? Reason.CERT_ISSUING : Reason.CERT_VALIDATION_ERROR;
  }

  private static String words(Certificate seen) {
    return seen.errors().isEmpty()
        ? seen.hostname() + "."
        : seen.hostname() + ": " + String.join("; ", seen.errors()) + ".";
  }
}
