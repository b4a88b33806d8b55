package io.runtimeservice.reconciler.pass;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.failure.FaultTrace;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.EnvironmentRecord;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.model.status.ConditionType;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.accept.Admission;
import io.runtimeservice.reconciler.accept.Judge;
import io.runtimeservice.reconciler.accept.Judgement;
import io.runtimeservice.reconciler.drift.Triage;
import io.runtimeservice.reconciler.lease.Lease;
import io.runtimeservice.reconciler.lease.LeaseLostException;
import io.runtimeservice.reconciler.lease.LeaseWatch;
import io.runtimeservice.reconciler.look.Bookkeeper;
import io.runtimeservice.reconciler.look.Lookout;
import io.runtimeservice.reconciler.pass.Phases.Phase;
import io.runtimeservice.reconciler.plan.Observed;
import io.runtimeservice.reconciler.plan.Plan;
import io.runtimeservice.reconciler.plan.Planner;
import io.runtimeservice.reconciler.status.Telling;
import io.runtimeservice.reconciler.status.Trouble;
import io.vertx.core.Future;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass over one environment: what is wanted, what is there, what may be done about it; do it;
 * tell.
 */
public final class Pass {

  private static final Logger LOG = LoggerFactory.getLogger(Pass.class);

  /** Those who do the work. */
  public record Parts(
      EnvironmentStore store,
      Judge judge,
      Admission admission,
      LeaseWatch watch,
      Follower follower,
      Lease.Desk desk,
      Lookout lookout,
      Bookkeeper bookkeeper,
      Planner planner,
      Clock clock,
      Phases phases) {}

  private final Parts parts;
  private final Course.Means means;
  private final Teller teller;
  private final Clock clock;
  private final Phases phases;

  public Pass(Parts parts, Course.Means means, Teller teller) {
    this.parts = parts;
    this.means = means;
    this.teller = teller;
    this.clock = parts.clock();
    this.phases = parts.phases();
  }

  /** Makes the pass. Never fails: whatever happens is an outcome. */
  public Future<Outcome> run(PassRequest request) {
    return phases
        .of(Phase.LOAD, () -> parts.store().load(request.key()))
        .compose(records -> decide(new Case(request, records, request.attempt())))
        .recover(thrown -> Future.succeededFuture(unrecorded(request.key(), thrown)))
        .onSuccess(outcome -> {
          if (outcome instanceof Outcome.Converged) {
            parts.watch().forget(request.key());
          }
        });
  }

  private Future<Outcome> decide(Case it) {
    if (!it.request().due() && isByStrangers(it)) {
      return Future.succeededFuture(new Outcome.Dropped());
    }
    return switch (parts.judge().judge(it.key(), it.records(), clock.moment())) {
      case Judgement.Nothing _ -> {
        parts.watch().forget(it.key());
        yield Future.succeededFuture(new Outcome.Gone());
      }
      case Judgement.Refused(Trouble trouble) -> refuse(it, trouble);
      case Judgement.Accepted(Desired desired, RuntimeRecord record) -> {
        var unseen = means.permits().unseen(it.key());
        yield unseen.isPresent()
            ? unseen(it, desired, unseen.orElseThrow())
            : turn(it, desired, record);
      }
    };
  }

  private Future<Outcome> turn(Case it, Desired desired, RuntimeRecord record) {
    return switch (parts.follower().turn(it, desired, record)) {
      case Turn.Theirs(var again) -> Future.succeededFuture(new Outcome.Held(again));
      case Turn.Nobodys _ -> Future.succeededFuture(new Outcome.Converged());
      case Turn.Ours turn -> admit(it.about(desired, record), desired, turn);
    };
  }

  private static boolean isByStrangers(Case it) {
    var repository = it.records().app().map(app -> app.tree("gitRepository"));
    return it.request()
        .asked()
        .isByStrangers(
            repository.flatMap(tree -> tree.whole("repositoryId")),
            repository.flatMap(tree -> tree.whole("ownerId")));
  }

  private Future<Outcome> admit(Case it, Desired desired, Turn.Ours turn) {
    return parts
        .admission()
        .admit(desired, turn.record(), clock.moment())
        .compose(trouble ->
            trouble.isPresent()
                ? refuse(it, trouble.orElseThrow())
                : parts
                    .follower()
                    .follow(it, desired, turn)
                    .compose(record -> look(it, desired, record)));
  }

  private Future<Outcome> look(Case it, Desired desired, RuntimeRecord record) {
    return phases
        .of(
            Phase.OBSERVE,
            () ->
                parts
                    .lookout()
                    .look(desired, it.request().asked().whole() ? dueNow(record) : record))
        .map(look ->
            new Seen(
                parts
                    .bookkeeper()
                    .learn(desired, record, look, it.request().asked().first(), clock.now()),
                look.unlisted()))
        .transform(seen ->
            seen.succeeded()
                ? act(it, desired, record, seen.result())
                : blind(it, desired, seen.cause()));
  }

  /**
   * What was seen.
   *
   * @param unlisted why nothing is known of certificates that should be
   */
  private record Seen(Observed observed, Optional<Failure> unlisted) {}

  /**
   * An operator's mark is worth a whole look now, also where one is due later, for what a former
   * holder may still have done.
   */
  private RuntimeRecord dueNow(RuntimeRecord record) {
    return record.withAgenda(record.agenda().withWholeLookDueAt(clock.now()));
  }

  private Future<Outcome> act(Case it, Desired desired, RuntimeRecord before, Seen seen) {
    Observed observed = seen.observed();
    if (isOver(it, desired)) {
      return Future.succeededFuture(new Outcome.Overtaken());
    }
    var triaged = plan(desired, observed);
    Plan plan = seen.unlisted().isPresent() ? triaged.plan().withoutCertificates() : triaged.plan();
    if (!plan.isEmpty() && means.stopping().getAsBoolean()) {
      return Future.succeededFuture(new Outcome.Overtaken()); // for whoever comes next
    }
    teller.report(it, triaged.detected());
    Observed known = observed.withRecord(triaged.record());
    Future<Acted> acted =
        (plan.isEmpty()
                ? note(before, known)
                : phases.of(Phase.ACT, () -> carryOut(it, desired, before, known, plan)))
            .map(done -> done.orTrouble(seen.unlisted().map(Trouble::of)))
            .map(done -> done.orTrouble(triaged.told()));
    if (!plan.isEmpty()) {
      teller.announce(it, desired, observed.record());
    }
    return acted.compose(done -> {
      Optional<Trouble> refused = done.trouble().filter(Pass::isRefusal);
      if (refused.isPresent()) {
        return refuse(it, refused.orElseThrow());
      }
      var news = News.of(before, observed.record(), done.observed().record());
      return done.overtaken()
          ? teller
              .record(it, desired, done, news.ofOvertaken(), clock.now())
              .map(new Outcome.Overtaken())
          : phases.of(Phase.RECORD, () -> teller.tell(it, desired, done, news, clock.now()));
    });
  }

  private Triage.Triaged plan(Desired desired, Observed observed) {
    Plan plan = parts.planner().plan(desired, observed, clock.moment());
    return means.triage().judge(desired, observed, plan, clock.now());
  }

  /** As far as operators and the brake let it be. */
  private Future<Acted> carryOut(
      Case it, Desired desired, RuntimeRecord before, Observed observed, Plan plan) {
    return means
        .permits()
        .ask(desired, observed, plan.first())
        .compose(permit ->
            permit.stage().isPresent()
                ? new Course(means, desired, it.request(), plan).run(parts.desk(), observed, permit)
                : note(before, observed).map(acted -> acted.withTrouble(permit.withheld())));
  }

  /**
   * Whether its time is over, and only now known to be: what time it is at Fly is known once Fly
   * has been asked for something, which at rest nobody does.
   */
  private boolean isOver(Case it, Desired desired) {
    return desired.wish() != Wish.DELETED
        && it.records()
            .environment()
            .flatMap(EnvironmentRecord::expiry)
            .filter(clock.moment()::isCertainlyPast)
            .isPresent();
  }

  /** What is wanted may turn out to be not allowed only when it is about to be made. */
  private static boolean isRefusal(Trouble trouble) {
    return trouble.reason().about() == ConditionType.ACCEPTED;
  }

  /** What was learnt without doing anything is written only if it is something. */
  private Future<Acted> note(RuntimeRecord before, Observed observed) {
    boolean free = before.lease().owner().isEmpty();
    return free && observed.record().remembersTheSameAs(before)
        ? Future.succeededFuture(Acted.nothing(observed))
        : parts
            .desk()
            .note(observed.record())
            .map(written -> Acted.nothing(observed.withRecord(written)));
  }

  private Future<Outcome> refuse(Case it, Trouble trouble) {
    var telling =
        new Telling.Refused(
            it.records().environment().flatMap(EnvironmentRecord::generation),
            trouble.reason() != Reason.DELETION_PROTECTED && it.wantsDeletion(),
            trouble,
            it.previous(),
            clock.now());
    return phases.of(Phase.RECORD, () -> teller.tell(it, telling));
  }

  private Future<Outcome> blind(Case it, Desired desired, Throwable thrown) {
    reportFault(it.key(), thrown);
    return unseen(it, desired, Trouble.of(FailureException.of(thrown)));
  }

  private Future<Outcome> unseen(Case it, Desired desired, Trouble trouble) {
    var telling = new Telling.Unseen(desired, trouble, it.previous(), clock.now());
    return phases.of(Phase.RECORD, () -> teller.tell(it, telling));
  }

  private static Outcome unrecorded(EnvironmentKey key, Throwable thrown) {
    if (thrown instanceof LeaseLostException) {
      return new Outcome.Overtaken();
    }
    reportFault(key, thrown);
    return new Outcome.Unrecorded(FailureException.of(thrown));
  }

  /** What is no failure of the world's is a fault in the code, and only here has it a stack. */
  private static void reportFault(EnvironmentKey key, Throwable thrown) {
    if (!(thrown instanceof FailureException)) {
      LOG.atError()
          .addKeyValue("app", key.app().value())
          .addKeyValue("environment", key.environment().value())
          .addKeyValue("fault", FaultTrace.of(thrown))
          .log("a pass met a fault in the code");
    }
  }
}
