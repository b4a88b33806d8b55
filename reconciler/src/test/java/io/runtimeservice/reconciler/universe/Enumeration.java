package io.runtimeservice.reconciler.universe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Something that is done at each call of each workload: at all of them with {@code
 * -Duniverse.full=true}, else at every so many-th, always the same ones. It ends with a line per
 * perturbation and, if any run has broken a promise, with its story.
 */
final class Enumeration {

  private static final boolean FULL = Boolean.getBoolean("universe.full");

  private final Trial trial;
  private final int stride;

  /**
   * An enumeration.
   *
   * @param stride every so many-th call stands for all
   */
  Enumeration(int replicas, int stride) {
    this.trial = new Trial(replicas);
    this.stride = FULL ? 1 : stride;
  }

  /** Every call but those that wait for marks. */
  static boolean any(Call call) {
    return !call.isRoutine();
  }

  static boolean fly(Call call) {
    return call.port() == Call.Port.FLY;
  }

  /** Calls that change nothing: Fly's, and those to the table. */
  static boolean reads(Call call) {
    return (fly(call) && call.app().isEmpty())
        || (call.port() == Call.Port.ENVIRONMENTS && !call.action().startsWith("write"));
  }

  Enumeration at(Predicate<Call> where, String what, Perturbation perturbation) {
    return at(Workload.all(), where, what, perturbation);
  }

  Enumeration at(
      List<Workload> workloads, Predicate<Call> where, String what, Perturbation perturbation) {
    var attempts = new ArrayList<Trial.Attempt>();
    for (Workload workload : workloads) {
      trial.undisturbed(workload).calls().stream()
          .filter(where)
          .map(it -> new Trial.Attempt(workload, Map.of(it.number(), perturbation)))
          .forEach(attempts::add);
    }
    trial.run(what, eachOf(attempts, stride));
    return this;
  }

  /** Every so many-th. */
  static <T> List<T> eachOf(List<T> all, int stride) {
    return IntStream.range(0, Math.ceilDiv(all.size(), stride))
        .mapToObj(i -> all.get(i * stride))
        .toList();
  }

  /** Every workload, in circumstances that are not as usual. */
  Enumeration under(String what, Trial.Circumstances besides) {
    return under(Workload.all(), what, besides);
  }

  Enumeration under(List<Workload> workloads, String what, Trial.Circumstances besides) {
    trial.run(
        what, workloads.stream().map(it -> new Trial.Attempt(it, Map.of(), besides)).toList());
    return this;
  }

  /** Tells what became of it; fails if any promise was broken. */
  void hold() {
    System.out.print(trial.report());
    if (!trial.failures().isEmpty()) {
      throw new AssertionError(trial.told());
    }
  }
}
