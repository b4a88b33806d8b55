package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.reconciler.fixture.Said;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Something goes wrong at the calls of every workload: at every single one, or at every third. */
class CrashEnumerationTest {

  /** Longer than a lease, and than any call may take. */
  private static final Duration LONG = Universe.LEASE.multipliedBy(3);

  /** Which calls something is done to. */
  enum At {
    EACH(1),
    EACH_THIRD(3),
    /** Those that may be answered with what was true some time ago. */
    LISTS(1);

    private final int stride;

    At(int stride) {
      this.stride = stride;
    }

    boolean holds(Call call) {
      return !call.isRoutine() && (this != LISTS || call.mayLag());
    }
  }

  static Stream<Arguments> perturbations() {
    return Stream.of(
        Arguments.of("P1 crash before the call", 1, At.EACH, new Perturbation.CrashBefore()),
        Arguments.of("P2 crash after the call", 1, At.EACH, new Perturbation.CrashAfter()),
        Arguments.of("P3 answer lost", 1, At.EACH, new Perturbation.ReplyLost()),
        lists("P5 list one version old", new Perturbation.Stale(1)),
        lists("P5 list two versions old", new Perturbation.Stale(2)),
        lists("P5 list three versions old", new Perturbation.Stale(3)),
        lists("P6 list says none", new Perturbation.Empty()),
        third("P13 paused for three leases", 2, new Perturbation.Paused(LONG)),
        third("P13 late by three leases", 2, new Perturbation.Late(LONG)),
        third("P14 request lost", 1, new Perturbation.RequestLost()),
        third("P14 done, and an error", 1, new Perturbation.DoneAndFails()),
        third(
            "P14 refused: unavailable",
            1,
            new Perturbation.Refused(new Failure.Unavailable(Said.FLY))),
        third(
            "P14 refused: throttled",
            1,
            new Perturbation.Refused(
                new Failure.Throttled(Optional.of(Duration.ofSeconds(2)), Said.FLY))));
  }

  private static Arguments lists(String name, Perturbation perturbation) {
    return Arguments.of(name, 1, At.LISTS, perturbation);
  }

  private static Arguments third(String name, int replicas, Perturbation perturbation) {
    return Arguments.of(name, replicas, At.EACH_THIRD, perturbation);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("perturbations")
  void nothing_is_lost_nor_doubled(String what, int replicas, At calls, Perturbation perturbation) {
    new Enumeration(replicas, calls.stride).at(calls::holds, what, perturbation).hold();
  }
}
