package io.runtimeservice.reconciler.accept;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.HostClaims;
import io.runtimeservice.model.port.HostClaims.Holder;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.spec.CertificateSpec;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.plan.Moment;
import io.runtimeservice.reconciler.status.Trouble;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a desired state that is clear by itself goes together with the rest of the world:
 * its regions exist, a new preview is not one too many, and its host names are nobody else's. A
 * host name is claimed here, before anything is changed on Fly.
 */
public final class Admission {

  private final EnvironmentStore store;
  private final HostClaims claims;
  private final Regions regions;
  private final PreviewLimit limit;

  public Admission(EnvironmentStore store, HostClaims claims, Regions regions, PreviewLimit limit) {
    this.store = store;
    this.limit = limit;
    this.claims = claims;
    this.regions = regions;
  }

  /** Why it cannot be admitted; empty if it can. */
  public Future<Optional<Trouble>> admit(Desired desired, RuntimeRecord record, Moment moment) {
    if (desired.wish() == Wish.DELETED) {
      return Future.succeededFuture(Optional.empty());
    }
    return regions
        .all()
        .map(known -> unknownRegion(desired, known))
        .compose(trouble ->
            trouble.isPresent() ? Future.succeededFuture(trouble) : newcomer(desired, record))
        .compose(trouble ->
            trouble.isPresent()
                ? Future.succeededFuture(trouble)
                : claimHostnames(desired, record, moment));
  }

  /** What has a name has been let in. */
  private Future<Optional<Trouble>> newcomer(Desired desired, RuntimeRecord record) {
    return record.naming().reserved().isPresent()
        ? Future.succeededFuture(Optional.empty())
        : limit.judge(desired, Optional.empty());
  }

  /** Gives up the claims of host names that are gone from Fly. */
  public Future<Void> release(EnvironmentKey key, int incarnation, List<String> hostnames) {
    var holder = new Holder(key, incarnation);
    return Future.join(hostnames.stream().map(it -> claims.release(it, holder)).toList())
        .mapEmpty();
  }

  private static Optional<Trouble> unknownRegion(Desired desired, Optional<Set<String>> known) {
    List<String> wanted = desired.spec().placement().regions();
    for (int i = 0; i < wanted.size(); i++) {
      String region = wanted.get(i);
      if (known.filter(it -> !it.contains(region)).isPresent()) {
        return Optional.of(
            Trouble.of(
                Reason.SPEC_INVALID,
                "spec.regions[%d]: expected one of %s"
                    .formatted(
                        i, String.join(", ", known.orElseThrow().stream().sorted().toList()))));
      }
    }
    return Optional.empty();
  }

  private Future<Optional<Trouble>> claimHostnames(
      Desired desired, RuntimeRecord record, Moment moment) {
    var unclaimed = new ArrayList<String>();
    for (CertificateSpec certificate : desired.spec().certificates()) {
      if (!record.applied().certificates().containsKey(certificate.hostname())) {
        unclaimed.add(certificate.hostname());
      }
    }
    var holder = new Holder(desired.key(), record.naming().incarnation());
    return Future.join(unclaimed.stream().map(it -> claim(it, holder, moment)).toList())
        .map(all -> all.<Optional<Trouble>>list().stream().flatMap(Optional::stream).findFirst());
  }

  private Future<Optional<Trouble>> claim(String hostname, Holder claimant, Moment moment) {
    return claims
        .claim(hostname, claimant)
        .compose(owner ->
            owner.equals(claimant)
                ? Future.succeededFuture(Optional.empty())
                : contest(hostname, owner, claimant, moment));
  }

  /** A claim is void when its holder no longer names the host name. */
  private Future<Optional<Trouble>> contest(
      String hostname, Holder owner, Holder claimant, Moment moment) {
    Future<Boolean> isVoid =
        owner.key().equals(claimant.key())
            ? Future.succeededFuture(true)
            : store.load(owner.key()).map(records -> !names(owner, records, hostname, moment));
    return isVoid
        .compose(itIs ->
            itIs
                ? claims.takeOver(hostname, owner, claimant)
                : Future.succeededFuture(Write.REFUSED))
        .map(outcome ->
            outcome == Write.WRITTEN
                ? Optional.empty()
                : Optional.of(
                    Trouble.of(
                        Reason.DOMAIN_CONFLICT,
                        "%s belongs to %s.".formatted(hostname, owner.key()))));
  }

  /** An unreadable holder keeps its claim: a typo must not cost it its host name. */
  private static boolean names(Holder owner, Records records, String hostname, Moment moment) {
    if (records.environment().isEmpty()) {
      return false;
    }
    return switch (Judge.desired(owner.key(), records, moment)) {
      case Reading.Refused<Desired> _ -> true;
      case Reading.Read<Desired>(Desired desired) ->
          desired.wish() != Wish.DELETED
              && desired.spec().certificates().stream()
                  .anyMatch(it -> it.hostname().equals(hostname));
    };
  }
}
