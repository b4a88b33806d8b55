package io.runtimeservice.reconciler.look;

import io.runtimeservice.model.record.Agenda;
import io.runtimeservice.model.record.Asked;
import io.runtimeservice.model.record.Closing;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Intent;
import io.runtimeservice.model.record.Naming;
import io.runtimeservice.model.record.Progress;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.spec.EnvironmentType;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.model.spec.Words;
import io.runtimeservice.reconciler.look.Look.AppSight;
import io.runtimeservice.reconciler.plan.Observed;
import io.runtimeservice.reconciler.plan.Reservations;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Brings the record up to what is desired and what a look has shown, before anything is planned:
 * since when this desired state is known, which name is reserved, what the record still proves, and
 * when to look at everything again. Pure; where nothing is new, the record stays as it is.
 */
public final class Bookkeeper {

  /** How long after the first sighting an app must still be gone for its deletion to count. */
  static final Duration SECOND_SIGHTING_AFTER = Duration.ofSeconds(10);

  /** The same, where its creation may have been under way: that has happened by then, and shows. */
  static final Duration LATE_CREATION_AFTER = Duration.ofMinutes(2);

  /** Whole looks are spread over so much of their interval, by environment. */
  private static final int SPREAD_PART = 10;

  private final Reservations reservations;
  private final Duration wholeLookInterval;

  public Bookkeeper(Reservations reservations, Duration wholeLookInterval) {
    this.reservations = reservations;
    this.wholeLookInterval = wholeLookInterval;
  }

  /**
   * What is known after a look.
   *
   * @param asked when somebody first asked for this desired state, if a mark says so
   */
  public Observed learn(
      Desired desired, RuntimeRecord record, Look look, Optional<Instant> asked, Instant now) {
    RuntimeRecord next = withAsked(accept(desired, record, asked, now));
    next = closing(desired, next, look, now);
    next = next.withAgenda(agenda(desired, next, look, now));
    next = next.withNaming(naming(desired, next, look, now));
    Observed seen = new Sightings(desired, reservations.installation(), look, now).learn(next);
    return seen.withRecord(seen.record().withIntents(openIntents(seen.record(), look)));
  }

  /**
   * What is known before a look: since when this is desired.
   *
   * @param asked when somebody first asked for it, if a mark says so
   */
  public RuntimeRecord accept(
      Desired desired, RuntimeRecord record, Optional<Instant> asked, Instant now) {
    return progress(desired, new Timely(now).of(record, wholeLookInterval), asked, now);
  }

  private static RuntimeRecord progress(
      Desired desired, RuntimeRecord record, Optional<Instant> asked, Instant now) {
    if (record.hasAccepted(desired.version())) {
      return record;
    }
    Instant acceptedAt = asked.filter(at -> at.isBefore(now)).orElse(now);
    var next = Progress.of(desired.version(), acceptedAt);
    return record
        .withProgress(record.progress().map(next::after).orElse(next))
        .withImage(Optional.empty());
  }

  /** What was cut off may come to be at any time: it is ours for good. */
  private static RuntimeRecord withAsked(RuntimeRecord record) {
    var types = EnumSet.noneOf(AddressType.class);
    var hostnames = new TreeSet<String>();
    for (Intent intent : record.intents()) {
      switch (intent.kind()) {
        case ADDRESS ->
            Optional.ofNullable(Words.ADDRESSES.get(intent.target())).ifPresent(types::add);
        case CERTIFICATE -> hostnames.add(intent.target());
        case APP, MACHINE, SECRETS -> {
          // found by name, or by listing all
        }
      }
    }
    return record.withApplied(record.applied().withAsked(new Asked(types, hostnames)));
  }

  /** A deletion is confirmed by two sightings; a wish to live again ends the wait for them. */
  private static RuntimeRecord closing(
      Desired desired, RuntimeRecord record, Look look, Instant now) {
    if (desired.wish() != Wish.DELETED) {
      return record.withClosing(Optional.empty());
    }
    return record
        .closing()
        .map(closing -> closing(closing, record, look, now))
        .orElseGet(() -> unmade(record, look, now));
  }

  private static RuntimeRecord closing(
      Closing closing, RuntimeRecord record, Look look, Instant now) {
    return switch (look.app()) {
      case NOT_ASKED -> record;
      case PRESENT -> record.withClosing(Optional.of(closing.withGoneAt(Optional.empty())));
      case ABSENT, FOREIGN, NOT_OURS -> goneAgain(closing, record, now);
    };
  }

  private static RuntimeRecord goneAgain(Closing closing, RuntimeRecord record, Instant now) {
    if (closing.goneAt().isEmpty()) {
      return record.withClosing(Optional.of(closing.withGoneAt(Optional.of(now))));
    }
    var wait = record.intents().isEmpty() ? SECOND_SIGHTING_AFTER : LATE_CREATION_AFTER;
    return closing.goneAt().filter(first -> now.isBefore(first.plus(wait))).isPresent()
        ? record
        : record.withClosing(Optional.empty()).withIntents(Collections.emptySortedSet());
  }

  /** There is nothing to be deleted where an app of ours was not made; its name is given up. */
  private static RuntimeRecord unmade(RuntimeRecord record, Look look, Instant now) {
    if (record.applied().appCreated() || record.naming().reserved().isEmpty()) {
      return record;
    }
    var name = record.naming().reserved().orElseThrow().name();
    var given = record.withNaming(record.naming().close(now));
    return switch (look.app()) {
      case NOT_ASKED -> given;
      case ABSENT, FOREIGN, NOT_OURS ->
          given.withClosing(Optional.of(Closing.of(name, now, Optional.of(now))));
      case PRESENT -> record;
    };
  }

  private Agenda agenda(Desired desired, RuntimeRecord record, Look look, Instant now) {
    boolean drains =
        desired.wish() == Wish.DELETED
            && desired.type() == EnvironmentType.PRODUCTION
            && record.applied().appCreated();
    Agenda agenda =
        record
            .agenda()
            .withDrainingSince(
                drains
                    ? record.agenda().drainingSince().or(() -> Optional.of(now))
                    : Optional.empty());
    boolean comes = agenda.wholeLookDueAt().filter(now::isBefore).isPresent();
    boolean due = (look.whole() && !comes) || agenda.wholeLookDueAt().isEmpty();
    return due && desired.wish() != Wish.DELETED
        ? agenda.withWholeLookDueAt(now.plus(untilWholeLook(desired)))
        : agenda;
  }

  /** Not the same for all, lest everything be looked at together once a day. */
  private Duration untilWholeLook(Desired desired) {
    int part = Math.floorMod(desired.key().hashCode(), 1000);
    return wholeLookInterval.minus(
        wholeLookInterval.dividedBy(SPREAD_PART).multipliedBy(part).dividedBy(1000));
  }

  private Naming naming(Desired desired, RuntimeRecord record, Look look, Instant now) {
    Naming naming = record.naming();
    if (desired.wish() == Wish.DELETED) {
      return naming;
    }
    if (naming.reserved().isEmpty()) {
      return reservations.reserve(desired, naming, now);
    }
    return look.app() == AppSight.FOREIGN ? reservations.next(desired, naming, now) : naming;
  }

  /** What has been looked at is known, and no longer under way. */
  private static SortedSet<Intent> openIntents(RuntimeRecord record, Look look) {
    var open = new TreeSet<Intent>(record.intents());
    open.removeIf(intent ->
        switch (intent.kind()) {
          case APP -> look.app() != AppSight.NOT_ASKED && record.closing().isEmpty();
          case ADDRESS -> look.addresses().isPresent();
          case SECRETS -> look.secretDigests().isPresent();
          case CERTIFICATE -> look.hostnames().isPresent();
          case MACHINE -> look.machines().isPresent();
        });
    return open;
  }
}
