package io.runtimeservice.reconciler.universe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All that watches a universe from its beginning, and says what of it broke a promise. */
final class Oracles {

  private final DestroyProof proof;
  private final StatusTruth truth;
  private final Fairness fairness;
  private final StepWork steps;
  private final NoLeak leaks;
  private final LogTruth log;

  /**
   * Begins to watch.
   *
   * @param startsWithin when a marked environment has to be looked at, whatever goes wrong
   */
  Oracles(Universe world, Duration startsWithin) {
    var beliefs = new Beliefs(world);
    this.proof = new DestroyProof(world, beliefs);
    this.truth = new StatusTruth(world, beliefs);
    this.fairness = new Fairness(world, startsWithin);
    this.steps = new StepWork(world.time);
    this.leaks = new NoLeak(world);
    this.log = new LogTruth(world);
    List.of(proof, truth, fairness, steps, log, beliefs).forEach(world::watch);
  }

  /** How much was there to be judged: an oracle that is asked nothing holds nothing. */
  record Judged(
      int destructions, int statuses, int logs, int mostInOneStep, Duration longestWait) {}

  /** To be asked when {@link #complaints} was. */
  Judged judged() {
    return new Judged(
        proof.judged(), truth.checked(), log.replayed(), steps.most(), fairness.longest());
  }

  /** What was to be complained of as it happened: it is wrong whatever comes after it. */
  List<String> soFar() {
    var complaints = new ArrayList<String>();
    complaints.addAll(proof.complaints());
    complaints.addAll(truth.complaints());
    complaints.addAll(fairness.past());
    complaints.addAll(steps.complaints());
    return complaints;
  }

  /** What is to be complained of, at the end. */
  List<String> complaints() {
    var complaints = new ArrayList<String>();
    complaints.addAll(leaks.complaints());
    complaints.addAll(proof.complaints());
    complaints.addAll(truth.complaints());
    complaints.addAll(fairness.complaints());
    complaints.addAll(steps.complaints());
    complaints.addAll(log.complaints());
    return complaints;
  }
}
