package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.spec.AddressType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A host name of an app, and how far its certificates are. For one thread. */
final class CertificateState {

  /** As Let's Encrypt issues them. */
  static final Duration ISSUED_FOR = Duration.ofDays(90);

  /** So much of that is left when Fly has one renewed. */
  static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);

  /**
   * Who issues certificates.
   *
   * @param takes from a zone that is right to a certificate
   * @param lasts from there to its end
   */
  record Issuer(Duration takes, Duration lasts) {}

  private final AppState app;
  private final String hostname;
  private final String hash;
  private final Instant createdAt;
  private Instant updatedAt;
  private boolean acmeRequested;
  private Optional<Instant> issuedUntil = Optional.empty();
  private Optional<Instant> customUntil = Optional.empty();
  private Optional<Instant> rightSince = Optional.empty();
  private Optional<Instant> rateLimitedUntil = Optional.empty();
  private CertificateShot.Findings found = CertificateShot.Findings.NOTHING;

  CertificateState(AppState app, String hostname, String hash, Instant now) {
    this.app = app;
    this.hostname = hostname;
    this.hash = hash;
    this.createdAt = now;
    this.updatedAt = now;
  }

  boolean acmeRequested() {
    return acmeRequested;
  }

  /** Whether Fly's edge answers for the host name: as it was when it was last looked at. */
  boolean isServed() {
    return issuedUntil.isPresent() || (customUntil.isPresent() && found.owned());
  }

  void requestAcme(Instant now) {
    acmeRequested = true;
    updatedAt = now;
  }

  void importCustom(Instant until, Instant now) {
    customUntil = Optional.of(until);
    updatedAt = now;
  }

  void limitRate(Instant until) {
    rateLimitedUntil = Optional.of(until);
  }

  /**
   * Looks into the zone, and moves on as far as that allows. What was issued is renewed, and ends
   * if it is not.
   */
  void look(DnsZone zone, Instant now, Optional<Issuer> issuer) {
    found = found(zone);
    boolean limited = rateLimitedUntil.filter(now::isBefore).isPresent();
    if (!isProven() || limited) {
      rightSince = Optional.empty();
    } else {
      issuer.ifPresent(it -> issue(now, it));
    }
    issuedUntil = issuedUntil.filter(now::isBefore);
  }

  private void issue(Instant now, Issuer issuer) {
    Instant since = rightSince.orElse(now);
    rightSince = Optional.of(since);
    boolean isDue =
        issuedUntil
            .map(until -> !now.isBefore(until.minus(RENEWED_BEFORE_END)))
            .orElse(!now.isBefore(since.plus(issuer.takes())));
    if (acmeRequested && isDue) {
      issuedUntil = Optional.of(now.plus(issuer.lasts()));
      updatedAt = now;
    }
  }

  /** A wildcard is proven by nothing but its challenge. */
  private boolean isProven() {
    return hostname.startsWith("*.") ? found.challenge() : found.anything();
  }

  /** An IPv4 address proves nothing: many apps share one. */
  private CertificateShot.Findings found(DnsZone zone) {
    var needed = requirements();
    boolean leads =
        zone.get("CNAME", hostname).contains(needed.cname())
            || zone.get("AAAA", hostname).stream().anyMatch(needed.aaaa()::contains);
    return new CertificateShot.Findings(
        leads,
        zone.get("CNAME", needed.challengeName()).contains(needed.challengeTarget()),
        zone.get("TXT", needed.ownershipName()).stream()
            .anyMatch(text -> List.of(text.split(";")).contains(needed.ownershipValue())));
  }

  CertificateShot shot(Instant now) {
    return new CertificateShot(
        hostname,
        status(now),
        acmeRequested,
        issuedUntil,
        customUntil,
        isCustomServed(now),
        rateLimitedUntil.filter(now::isBefore),
        found,
        requirements(),
        errors(),
        createdAt,
        updatedAt);
  }

  private String status(Instant now) {
    if (issuedUntil.isPresent() || isCustomServed(now)) {
      return "active";
    }
    return customUntil.isPresent() ? "pending_ownership" : "pending_validation";
  }

  private boolean isCustomServed(Instant now) {
    return found.owned() && customUntil.filter(now::isBefore).isPresent();
  }

  private List<String> errors() {
    return isProven() || issuedUntil.isPresent()
        ? List.of()
        : List.of("no DNS record of " + hostname + " leads to the app");
  }

  private CertificateShot.Requirements requirements() {
    return new CertificateShot.Requirements(
        ips(AddressType.SHARED_V4, AddressType.V4),
        ips(AddressType.V6, AddressType.V6),
        app.name + ".fly.dev",
        "_acme-challenge." + hostname,
        hostname + "." + hash + ".flydns.net",
        "_fly-ownership." + hostname,
        "app-" + hash);
  }

  private List<String> ips(AddressType one, AddressType other) {
    return app.addresses.values().stream()
        .filter(it -> it.type() == one || it.type() == other)
        .map(AddressShot::ip)
        .toList();
  }
}
