package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.spec.AddressType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A host name of an app, and how far its certificates are. For one thread. */
final class CertificateState {

  private final AppState app;
  private final String hostname;
  private final String hash;
  private final Instant createdAt;
  private Instant updatedAt;
  private boolean acmeRequested;
  private boolean issued;
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
    return issued || (customUntil.isPresent() && found.owned());
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

  /** Looks into the zone, and moves on as far as that allows. */
  void look(DnsZone zone, Instant now, Duration issue) {
    found = found(zone);
    boolean limited = rateLimitedUntil.filter(now::isBefore).isPresent();
    if (!isProven() || limited) {
      rightSince = Optional.empty();
      return;
    }
    Instant since = rightSince.orElse(now);
    rightSince = Optional.of(since);
    if (acmeRequested && !issued && !now.isBefore(since.plus(issue))) {
      issued = true;
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
        issued,
        customUntil,
        rateLimitedUntil.filter(now::isBefore),
        found,
        requirements(),
        errors(),
        createdAt,
        updatedAt);
  }

  private String status(Instant now) {
    boolean served = issued || (found.owned() && customUntil.filter(now::isBefore).isPresent());
    if (served) {
      return "active";
    }
    return customUntil.isPresent() ? "pending_ownership" : "pending_validation";
  }

  private List<String> errors() {
    return isProven() || issued
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
