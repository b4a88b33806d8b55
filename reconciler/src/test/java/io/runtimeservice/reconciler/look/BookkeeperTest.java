package io.runtimeservice.reconciler.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Closing;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Intent;
import io.runtimeservice.model.record.Naming;
import io.runtimeservice.model.record.Progress;
import io.runtimeservice.model.record.Repairs;
import io.runtimeservice.model.record.ResolvedImage;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.look.Look.AppSight;
import io.runtimeservice.reconciler.plan.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BookkeeperTest {

  private static final String SPEC =
      "{\"image\": \"registry.fly.io/checkout@sha256:%s\", \"sleep\": \"off\"}"
          .formatted("a".repeat(64));

  private static final Desired WANTED = Wanted.preview(SPEC);
  private static final Desired NEWER = Wanted.desired("preview", "running", 2, SPEC);
  private static final Desired DELETED = Wanted.desired("preview", "deleted", 2, SPEC);
  private static final Desired PRODUCTION_DELETED =
      Wanted.desired("production", "deleted", 2, SPEC);

  private static final Observed CONVERGED = Given.converged(WANTED);
  private static final Instant NOW = Given.NOW.plusSeconds(3600);
  private static final Duration INTERVAL = Duration.ofHours(24);
  private static final Duration SECOND_SIGHTING = Bookkeeper.SECOND_SIGHTING_AFTER;

  private final Bookkeeper bookkeeper = new Bookkeeper(Given.RESERVATIONS, INTERVAL);

  private RuntimeRecord learn(Desired desired, RuntimeRecord record, Look look, Instant now) {
    return bookkeeper.learn(desired, record, look, Optional.empty(), now).record();
  }

  private RuntimeRecord learn(Desired desired, RuntimeRecord record, Look look) {
    return learn(desired, record, look, NOW);
  }

  private RuntimeRecord asked(Instant at) {
    return bookkeeper
        .learn(NEWER, CONVERGED.record(), Looks.machines(CONVERGED), Optional.of(at), NOW)
        .record();
  }

  @Test
  void where_nothing_is_new_the_record_stays_as_it_is() {
    var settled = learn(WANTED, CONVERGED.record(), Looks.machines(CONVERGED));
    var later = NOW.plus(Duration.ofHours(10));
    assertThat(learn(WANTED, settled, Looks.machines(CONVERGED), later)).isEqualTo(settled);
  }

  @Test
  void a_new_desired_state_is_timed_from_when_it_was_asked_for_or_first_seen() {
    assertThat(learn(NEWER, CONVERGED.record(), Looks.machines(CONVERGED)).progress())
        .contains(Progress.of(NEWER.version(), NOW));
    assertThat(asked(NOW.minusSeconds(9)).progress())
        .contains(Progress.of(NEWER.version(), NOW.minusSeconds(9)));
    assertThat(asked(NOW.plusSeconds(9)).progress())
        .as("no clock of the queue's is ahead of ours")
        .contains(Progress.of(NEWER.version(), NOW));
  }

  @Test
  void one_that_is_known_is_timed_from_when_it_became_known() {
    var known = learn(NEWER, CONVERGED.record(), Looks.machines(CONVERGED));
    var again =
        bookkeeper.learn(
            NEWER, known, Looks.machines(CONVERGED), Optional.of(NOW.minusSeconds(99)), NOW);
    assertThat(again.record().progress()).isEqualTo(known.progress());
  }

  @Test
  void the_same_generation_with_another_content_is_another_desired_state() {
    var other = Wanted.preview(SPEC.replace("off", "stop"));
    assertThat(other.version().generation()).isEqualTo(WANTED.version().generation());
    assertThat(learn(other, CONVERGED.record(), Looks.machines(CONVERGED)).progress())
        .contains(Progress.of(other.version(), NOW));
  }

  @Test
  void another_desired_state_has_nothing_repaired_of_it() {
    var progress = CONVERGED.record().progress().orElseThrow();
    var repaired = progress.withRepairs(Repairs.NONE.withSettled(true).with("machine m0", NOW));
    var known = CONVERGED.record().withProgress(repaired);
    assertThat(learn(WANTED, known, Looks.machines(CONVERGED)).progress()).contains(repaired);
    assertThat(learn(NEWER, known, Looks.machines(CONVERGED)).progress().map(Progress::repairs))
        .contains(Repairs.NONE);
  }

  @Test
  void what_a_tag_meant_is_forgotten_with_the_desired_state_that_it_stood_in() {
    var resolved =
        CONVERGED.record().withImage(Optional.of(new ResolvedImage(WANTED.version(), "sha256:1")));
    assertThat(learn(WANTED, resolved, Looks.machines(CONVERGED)).image()).isPresent();
    assertThat(learn(NEWER, resolved, Looks.machines(CONVERGED)).image()).isEmpty();
  }

  @Test
  void a_name_is_reserved_once() {
    var first = learn(WANTED, RuntimeRecord.none(Wanted.KEY), Look.NONE);
    assertThat(first.naming().reserved().map(Naming.Reserved::name))
        .contains(FlyAppName.of(Given.INSTALLATION, Wanted.KEY, 1));
    assertThat(learn(WANTED, first, Look.NONE, NOW.plusSeconds(1)).naming())
        .isEqualTo(first.naming());
    assertThat(learn(DELETED, RuntimeRecord.none(Wanted.KEY), Look.NONE).naming())
        .isEqualTo(Naming.NONE);
  }

  @Test
  void a_name_that_is_a_stranger_s_is_given_up_for_the_next_one_with_all_that_was_applied() {
    var moved = learn(WANTED, CONVERGED.record(), Look.of(AppSight.FOREIGN));
    assertThat(moved.naming().incarnation()).isEqualTo(2);
    assertThat(moved.naming().reserved().map(Naming.Reserved::name))
        .contains(FlyAppName.of(Given.INSTALLATION, Wanted.KEY, 2));
    assertThat(moved.naming().closed()).hasSize(1);
    assertThat(moved.applied()).isEqualTo(Applied.NOTHING);
  }

  @Test
  void an_app_that_is_gone_is_made_again_under_its_name() {
    var gone = learn(WANTED, CONVERGED.record(), Look.of(AppSight.ABSENT));
    assertThat(gone.naming()).isEqualTo(CONVERGED.record().naming());
    assertThat(gone.applied()).isEqualTo(Applied.NOTHING);
  }

  private static RuntimeRecord closing(Optional<Instant> goneAt) {
    var record = CONVERGED.record();
    var name = record.naming().reserved().orElseThrow().name();
    return record
        .withNaming(record.naming().close(Given.NOW))
        .withApplied(Applied.NOTHING)
        .withClosing(Optional.of(Closing.of(name, Given.NOW, goneAt)));
  }

  @Test
  void a_deletion_is_confirmed_by_two_sightings_so_far_apart() {
    var absent = Look.of(AppSight.ABSENT);
    var once = learn(DELETED, closing(Optional.empty()), absent);
    assertThat(once.closing().flatMap(Closing::goneAt)).contains(NOW);
    var tooSoon = NOW.plus(SECOND_SIGHTING).minusNanos(1);
    assertThat(learn(DELETED, once, absent, tooSoon).closing()).isEqualTo(once.closing());
    assertThat(learn(DELETED, once, absent, NOW.plus(SECOND_SIGHTING)).closing()).isEmpty();
  }

  @Test
  void an_app_that_shows_up_again_has_to_be_sighted_twice_anew() {
    var back = learn(DELETED, closing(Optional.of(Given.NOW)), Look.of(AppSight.PRESENT));
    assertThat(back.closing().orElseThrow().goneAt()).isEmpty();
    assertThat(back.closing().orElseThrow().at()).isEqualTo(Given.NOW);
  }

  @Test
  void a_name_that_a_stranger_has_taken_since_is_gone_too_and_no_sight_is_no_sighting() {
    assertThat(learn(DELETED, closing(Optional.of(Given.NOW)), Look.of(AppSight.FOREIGN)).closing())
        .isEmpty();
    assertThat(learn(DELETED, closing(Optional.of(Given.NOW)), Look.NONE).closing())
        .isEqualTo(closing(Optional.of(Given.NOW)).closing());
  }

  @Test
  void a_wish_to_live_again_ends_the_wait_and_takes_the_next_name() {
    var revived = learn(WANTED, closing(Optional.empty()), Look.NONE);
    assertThat(revived.closing()).isEmpty();
    assertThat(revived.naming().incarnation()).isEqualTo(2);
    assertThat(revived.naming().reserved()).isPresent();
  }

  @Test
  void production_drains_from_the_first_look_on_until_it_is_wished_back() {
    var draining = learn(PRODUCTION_DELETED, CONVERGED.record(), Looks.machines(CONVERGED));
    assertThat(draining.agenda().drainingSince()).contains(NOW);
    var later = learn(PRODUCTION_DELETED, draining, Looks.machines(CONVERGED), NOW.plusSeconds(60));
    assertThat(later.agenda().drainingSince()).contains(NOW);
    var wished = Wanted.desired("production", "running", 3, SPEC);
    assertThat(learn(wished, later, Looks.machines(CONVERGED)).agenda().drainingSince()).isEmpty();
  }

  @Test
  void neither_a_preview_nor_what_was_never_created_drains() {
    assertThat(
            learn(DELETED, CONVERGED.record(), Looks.machines(CONVERGED)).agenda().drainingSince())
        .isEmpty();
    assertThat(
            learn(PRODUCTION_DELETED, Given.nothing(WANTED).record(), Look.NONE)
                .agenda()
                .drainingSince())
        .isEmpty();
  }

  private Duration untilWholeLook(Desired desired) {
    var record = learn(desired, RuntimeRecord.none(desired.key()), Look.NONE);
    return Duration.between(NOW, record.agenda().wholeLookDueAt().orElseThrow());
  }

  @Test
  void whole_looks_are_spread_over_a_part_of_their_interval() {
    var all =
        IntStream.range(0, 200)
            .mapToObj(i -> untilWholeLook(Keyed.preview("pr-" + i)))
            .collect(Collectors.toSet());
    assertThat(all).hasSizeGreaterThan(100);
    assertThat(all)
        .allSatisfy(
            it -> assertThat(it).isBetween(INTERVAL.multipliedBy(9).dividedBy(10), INTERVAL));
    assertThat(Collections.max(all).minus(Collections.min(all)))
        .isGreaterThan(INTERVAL.dividedBy(40));
  }

  @Test
  void only_a_whole_look_moves_the_time_of_the_next_one() {
    var due =
        CONVERGED
            .record()
            .withAgenda(CONVERGED.record().agenda().withWholeLookDueAt(NOW.minusSeconds(1)));
    assertThat(learn(WANTED, due, Looks.machines(CONVERGED)).agenda().wholeLookDueAt())
        .contains(NOW.minusSeconds(1));
    assertThat(
            learn(WANTED, due, Looks.whole(CONVERGED.machines()))
                .agenda()
                .wholeLookDueAt()
                .orElseThrow())
        .isAfter(NOW.plus(Duration.ofHours(21)));
  }

  @ParameterizedTest
  @EnumSource(Intent.Kind.class)
  void what_was_looked_at_is_under_way_no_more(Intent.Kind kind) {
    var intents = new TreeSet<Intent>();
    for (Intent.Kind each : Intent.Kind.values()) {
      intents.add(new Intent(each, "x"));
    }
    var record = CONVERGED.record().withIntents(intents);
    boolean seen = kind == Intent.Kind.MACHINE || kind == Intent.Kind.APP;
    assertThat(
            learn(WANTED, record, Looks.machines(CONVERGED)).intents().stream()
                .anyMatch(it -> it.kind() == kind))
        .isEqualTo(!seen);
    assertThat(learn(WANTED, record, Looks.whole(CONVERGED.machines())).intents()).isEmpty();
    assertThat(learn(WANTED, record, Look.NONE).intents()).isEqualTo(intents);
  }
}
