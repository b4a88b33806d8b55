package io.runtimeservice.reconciler.look;

import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Intent;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.spec.EnvironmentType;
import io.runtimeservice.model.spec.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What has to be asked of Fly: the machines, always; the rest only if the record does not prove it,
 * or if it is time to look at everything.
 *
 * @param closing whether the app whose deletion was accepted is gone
 * @param app whether the reserved name's creation, of which nothing is known, has happened
 * @param pending host names whose certificates are not active yet
 * @param ending host names whose certificates are active, and end soon or nobody knows when
 */
record Questions(
    boolean closing,
    boolean app,
    boolean machines,
    boolean addresses,
    boolean secrets,
    boolean hostnames,
    Set<String> pending,
    Set<String> ending,
    boolean whole) {

  /** Of more host names the list says which are active; what they wait for is said later. */
  static final int PENDING_MAX = 5;

  /** Of more host names the certificates that end later are asked for by the next whole look. */
  static final int ENDING_MAX = 10;

  /** Fly has Let's Encrypt's certificates renewed when so much of their 90 days is left. */
  static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);

  private static final Questions NONE =
      new Questions(false, false, false, false, false, false, Set.of(), Set.of(), false);

  Questions {
    pending = Set.copyOf(pending);
    ending = Set.copyOf(ending);
  }

  static Questions of(Desired desired, RuntimeRecord record, Instant now) {
    if (desired.wish() == Wish.DELETED) {
      return ofDeletion(desired, record);
    }
    if (record.naming().reserved().isEmpty()) {
      return NONE;
    }
    if (!record.applied().appCreated()) {
      boolean mayExist = isOpen(record, Intent.Kind.APP);
      return new Questions(false, mayExist, false, false, false, false, Set.of(), Set.of(), false);
    }
    return isDue(record, now) ? everything(record.applied(), now) : unproven(record);
  }

  /** All that there can be, of an app that is known to exist. */
  static Questions everything(Applied applied, Instant now) {
    return new Questions(
        false, false, true, true, true, true, pending(applied), ending(applied, now), true);
  }

  /**
   * Deleting an app that is known to be ours needs no look, but production is stopped first; of one
   * whose creation may have happened, it has to be seen whether it is there, and ours.
   */
  private static Questions ofDeletion(Desired desired, RuntimeRecord record) {
    boolean opens = record.closing().isEmpty() && record.naming().reserved().isPresent();
    boolean made = record.applied().appCreated();
    boolean stopsFirst = opens && made && desired.type() == EnvironmentType.PRODUCTION;
    return new Questions(
        record.closing().isPresent(),
        opens && !made && isOpen(record, Intent.Kind.APP),
        stopsFirst,
        false,
        false,
        false,
        Set.of(),
        Set.of(),
        false);
  }

  private static Questions unproven(RuntimeRecord record) {
    var inactive = inactive(record.applied());
    return new Questions(
        false,
        false,
        true,
        isOpen(record, Intent.Kind.ADDRESS),
        isOpen(record, Intent.Kind.SECRETS),
        isOpen(record, Intent.Kind.CERTIFICATE) || inactive.size() > PENDING_MAX,
        pending(record.applied()),
        Set.of(),
        false);
  }

  private static boolean isDue(RuntimeRecord record, Instant now) {
    return record.agenda().wholeLookDueAt().filter(due -> !now.isBefore(due)).isPresent();
  }

  private static boolean isOpen(RuntimeRecord record, Intent.Kind kind) {
    return record.intents().stream().anyMatch(intent -> intent.kind() == kind);
  }

  private static Set<String> pending(Applied applied) {
    return Set.copyOf(inactive(applied).stream().limit(PENDING_MAX).toList());
  }

  /** Those that end first; a list does not say when. */
  private static Set<String> ending(Applied applied, Instant now) {
    Instant renewed = now.plus(RENEWED_BEFORE_END);
    return applied.certificates().entrySet().stream()
        .filter(it -> it.getValue().active() && mayEndElsewhen(it.getValue(), renewed))
        .sorted(Comparator.comparing(it -> it.getValue().expiresAt().orElse(Instant.MAX)))
        .limit(ENDING_MAX)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A given one ends when it is known to end, until another is given. */
  private static boolean mayEndElsewhen(Applied.Certified certified, Instant renewed) {
    return certified
        .expiresAt()
        .map(end -> certified.custom().isEmpty() && end.isBefore(renewed))
        .orElse(true);
  }

  private static List<String> inactive(Applied applied) {
    var hostnames = new ArrayList<String>();
    applied
        .certificates()
        .forEach((hostname, certified) -> {
          if (!certified.active()) {
            hostnames.add(hostname);
          }
        });
    return hostnames;
  }
}
