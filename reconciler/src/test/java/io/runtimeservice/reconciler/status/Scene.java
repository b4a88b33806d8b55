package io.runtimeservice.reconciler.status;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Progress;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.model.status.Condition;
import io.runtimeservice.model.status.ConditionType;
import io.runtimeservice.model.status.Status;
import io.runtimeservice.reconciler.fixture.Altered;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.plan.Observed;
import io.runtimeservice.reconciler.status.StatusDeriver.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Something to tell: what is wanted, what is there, and what went wrong, if anything. */
record Scene(
    Desired desired,
    Observed observed,
    Optional<Trouble> trouble,
    Optional<Status> previous,
    Instant now,
    int before) {

  static final Duration GRACE = Duration.ofMinutes(10);

  static final String A = "registry.fly.io/checkout@sha256:" + "a".repeat(64);
  static final String B = "registry.fly.io/checkout@sha256:" + "b".repeat(64);

  /** Built-in for a preview (DESIGN, section 2). */
  static final Duration DEADLINE = Duration.ofMinutes(5);

  private static Scene of(Desired desired, Observed observed) {
    return new Scene(desired, observed, Optional.empty(), Optional.empty(), Given.NOW, 0);
  }

  /** Everything is as this preview asks for. */
  static Scene converged(String spec) {
    var desired = preview(1, spec);
    return of(desired, Given.converged(desired));
  }

  /** Nothing has been done yet for this preview but to reserve its name. */
  static Scene fresh(String spec) {
    var desired = preview(1, spec);
    return of(desired, Given.nothing(desired));
  }

  static Desired preview(long generation, String spec) {
    return Wanted.desired("preview", "running", generation, json(spec));
  }

  static String json(String spec) {
    return spec.replace('\'', '"').replace("%A", A).replace("%B", B);
  }

  /** What is there is there, and this is wanted from now on. */
  Scene wants(Desired next) {
    var record = observed.record().withProgress(Progress.of(next.version(), now));
    return new Scene(next, observed.withRecord(record), trouble, previous, now, before);
  }

  Scene wants(String spec) {
    return wants(preview(desired.version().generation().value() + 1, spec));
  }

  Scene seen(Observed next) {
    return new Scene(desired, next, trouble, previous, now, before);
  }

  Scene machines(UnaryOperator<Machine> change) {
    return seen(Altered.machines(observed, change));
  }

  Scene meets(Trouble next) {
    return new Scene(desired, observed, Optional.of(next), previous, now, before);
  }

  Scene later(Duration time) {
    return new Scene(desired, observed, trouble, previous, now.plus(time), before);
  }

  Scene before(int tries) {
    return new Scene(desired, observed, trouble, previous, now, tries);
  }

  /** The same after it has been told, and nothing has gone wrong since. */
  Scene told() {
    return new Scene(
        desired, observed, Optional.empty(), Optional.of(tell().status()), now, before);
  }

  Told tell() {
    return tell(new Telling.Seen(desired, observed, trouble, previous, now));
  }

  /** What is told if Fly cannot be looked at. */
  Told blind(Trouble why) {
    return tell(new Telling.Unseen(desired, why, previous, now));
  }

  /** What is told if the record is refused. */
  Told refused(Trouble why) {
    return tell(
        new Telling.Refused(
            Optional.of(desired.version().generation()),
            desired.wish() == Wish.DELETED,
            why,
            previous,
            now));
  }

  private Told tell(Telling telling) {
    return new StatusDeriver(new RetryPolicy(new Random(7)), GRACE).tell(telling, before);
  }

  Status status() {
    return tell().status();
  }

  Condition condition(ConditionType type) {
    return status().condition(type).orElseThrow();
  }
}
