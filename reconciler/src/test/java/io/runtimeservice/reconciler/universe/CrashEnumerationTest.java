package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.reconciler.fixture.Said;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Something goes wrong at every single call of every workload. */
class CrashEnumerationTest {

  /** Longer than a lease, and than any call may take. */
  private static final Duration LONG = Universe.LEASE.multipliedBy(3);

  /** Which calls something is done to. */
  enum At {
    ANY,
    /** Those that may be answered with what was true some time ago. */
    LISTS;

    boolean holds(Call call) {
      return !call.isRoutine() && (this == ANY || call.mayLag());
    }
  }

  static Stream<Arguments> perturbations() {
    return Stream.of(
        Arguments.of("P1 crash before the call", 1, At.ANY, new Perturbation.CrashBefore()),
        Arguments.of("P2 crash after the call", 1, At.ANY, new Perturbation.CrashAfter()),
        Arguments.of("P3 answer lost", 1, At.ANY, new Perturbation.ReplyLost()),
        lists("P5 list one version old", new Perturbation.Stale(1)),
        lists("P5 list two versions old", new Perturbation.Stale(2)),
        lists("P5 list three versions old", new Perturbation.Stale(3)),
        lists("P6 list says none", new Perturbation.Empty()),
        Arguments.of("P13 paused for three leases", 2, At.ANY, new Perturbation.Paused(LONG)),
        Arguments.of("P13 late by three leases", 2, At.ANY, new Perturbation.Late(LONG)),
        Arguments.of("P14 request lost", 1, At.ANY, new Perturbation.RequestLost()),
        Arguments.of("P14 done, and an error", 1, At.ANY, new Perturbation.DoneAndFails()),
        Arguments.of(
            "P14 refused: unavailable",
            1,
            At.ANY,
            new Perturbation.Refused(new Failure.Unavailable(Said.FLY))),
        Arguments.of(
            "P14 refused: throttled",
            1,
            At.ANY,
            new Perturbation.Refused(
                new Failure.Throttled(Optional.of(Duration.ofSeconds(2)), Said.FLY))));
  }

  private static Arguments lists(String name, Perturbation perturbation) {
    return Arguments.of(name, 1, At.LISTS, perturbation);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("perturbations")
  void nothing_is_lost_nor_doubled(String what, int replicas, At calls, Perturbation perturbation) {
    var trial = new Trial(replicas);
    var attempts = new ArrayList<Trial.Attempt>();
    for (Workload workload : Workload.all()) {
      trial.undisturbed(workload).calls().stream()
          .filter(calls::holds)
          .map(it -> new Trial.Attempt(workload, Map.of(it.number(), perturbation)))
          .forEach(attempts::add);
    }
    trial.run(what, attempts);
    System.out.print(trial.report());
    if (!trial.failures().isEmpty()) {
      throw new AssertionError(trial.told());
    }
  }
}
