package io.runtimeservice.reconciler.pass;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.reconciler.accept.Judge;
import io.runtimeservice.reconciler.accept.Judgement;
import io.runtimeservice.reconciler.control.Permits;
import io.runtimeservice.reconciler.drift.Triage;
import io.runtimeservice.reconciler.look.Bookkeeper;
import io.runtimeservice.reconciler.look.Lookout;
import io.runtimeservice.reconciler.plan.Observed;
import io.runtimeservice.reconciler.plan.Plan;
import io.runtimeservice.reconciler.plan.Planner;
import io.runtimeservice.reconciler.status.Trouble;
import io.vertx.core.Future;
import java.util.Optional;

/** Says what a pass would do, and does nothing: it reads table and Fly, and writes neither. */
public final class Preview {

  private final EnvironmentStore store;
  private final Judge judge;
  private final Lookout lookout;
  private final Bookkeeper bookkeeper;
  private final Planner planner;
  private final Clock clock;
  private final Triage triage;
  private final Permits permits;

  public Preview(Pass.Parts parts, Triage triage, Permits permits) {
    this.store = parts.store();
    this.judge = parts.judge();
    this.lookout = parts.lookout();
    this.bookkeeper = parts.bookkeeper();
    this.planner = parts.planner();
    this.clock = parts.clock();
    this.triage = triage;
    this.permits = permits;
  }

  /** What a pass would make of an environment. */
  public sealed interface Previewed {

    /** There is no such environment. */
    record Nothing() implements Previewed {}

    /** It would be refused. */
    record Refused(Trouble trouble) implements Previewed {}

    /**
     * It would be planned for; an empty plan means that nothing is to be done now.
     *
     * @param withheld why not all of it would be done, or why something is left as it is
     */
    record Planned(Desired desired, Plan plan, Optional<Trouble> withheld) implements Previewed {}
  }

  /** Fails with a {@code FailureException} if table or Fly cannot be read. */
  public Future<Previewed> preview(EnvironmentKey key) {
    return store
        .load(key)
        .compose(records ->
            switch (judge.judge(key, records, clock.moment())) {
              case Judgement.Nothing _ -> Future.succeededFuture(new Previewed.Nothing());
              case Judgement.Refused(Trouble trouble) ->
                  Future.succeededFuture(new Previewed.Refused(trouble));
              case Judgement.Accepted(Desired desired, RuntimeRecord record) ->
                  plan(desired, record);
            });
  }

  private Future<Previewed> plan(Desired desired, RuntimeRecord record) {
    return lookout
        .look(desired, record)
        .map(look ->
            planned(
                desired,
                bookkeeper.learn(desired, record, look, Optional.empty(), clock.now()),
                look.unlisted().map(Trouble::of)));
  }

  private Previewed planned(Desired desired, Observed observed, Optional<Trouble> unlisted) {
    Plan whole = planner.plan(desired, observed, clock.moment());
    var triaged = triage.judge(desired, observed, whole, clock.now());
    Plan plan = unlisted.isPresent() ? triaged.plan().withoutCertificates() : triaged.plan();
    var paused =
        plan.isEmpty() ? Optional.<Trouble>empty() : permits.known(desired, observed, plan.first());
    return new Previewed.Planned(desired, plan, paused.or(() -> unlisted).or(triaged::told));
  }
}
