package io.runtimeservice.simulator.fly;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A host name's certificate as it is at a moment.
 *
 * @param status in Fly's words
 * @param issuedUntil the end of the certificate that Fly had issued, if it had one
 * @param customUntil the end of the certificate that was given to Fly, if one was
 * @param customServed whether that one is served, in the place of one that Fly had issued
 * @param requirements what the zone shall hold
 */
public record CertificateShot(
    String hostname,
    String status,
    boolean acmeRequested,
    Optional<Instant> issuedUntil,
    Optional<Instant> customUntil,
    boolean customServed,
    Optional<Instant> rateLimitedUntil,
    Findings found,
    Requirements requirements,
    List<String> errors,
    Instant createdAt,
    Instant updatedAt) {

  public CertificateShot {
    errors = List.copyOf(errors);
  }

  /** What of it the zone holds. */
  public record Findings(boolean leadsHere, boolean challenge, boolean ownership) {
    static final Findings NOTHING = new Findings(false, false, false);

    /** Whether the zone shows whose the host name is, which a given certificate needs. */
    boolean owned() {
      return leadsHere || ownership;
    }

    boolean anything() {
      return leadsHere || challenge || ownership;
    }
  }

  /** What the zone shall hold: the addresses, or one of the two names. */
  public record Requirements(
      List<String> a,
      List<String> aaaa,
      String cname,
      String challengeName,
      String challengeTarget,
      String ownershipName,
      String ownershipValue) {
    public Requirements {
      a = List.copyOf(a);
      aaaa = List.copyOf(aaaa);
    }
  }

  /** The end of the certificate that is served; else of the one that will be. */
  public Optional<Instant> expiresAt() {
    return customServed ? customUntil : issuedUntil.or(() -> customUntil);
  }

  public boolean isActive() {
    return status.equals("active");
  }
}
