package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.reconciler.fixture.Said;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Something goes wrong at the calls of every workload: at every single one, or at every third; in a
 * whole run at every one.
 */
class CrashEnumerationTest {

  /** Longer than a lease, and than any call may take. */
  private static final Duration LONG = Universe.LEASE.multipliedBy(3);

  static Stream<Arguments> perturbations() {
    return Stream.of(
        Arguments.of("P1 crash before the call", 1, 1, new Perturbation.CrashBefore()),
        Arguments.of("P2 crash after the call", 1, 1, new Perturbation.CrashAfter()),
        Arguments.of("P3 answer lost", 1, 1, new Perturbation.ReplyLost()),
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

  private static Arguments third(String name, int replicas, Perturbation perturbation) {
    return Arguments.of(name, replicas, 3, perturbation);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("perturbations")
  void nothing_is_lost_nor_doubled(
      String what, int replicas, int stride, Perturbation perturbation) {
    new Enumeration(replicas, stride).at(Enumeration::any, what, perturbation).hold();
  }

  /** Lists may be answered with what was true some time ago. */
  @Test
  void a_list_that_lies_leads_to_nothing() {
    new Enumeration(1, 1)
        .at(CrashEnumerationTest::isList, "P5 list one version old", new Perturbation.Stale(1))
        .at(CrashEnumerationTest::isList, "P5 list two versions old", new Perturbation.Stale(2))
        .at(CrashEnumerationTest::isList, "P5 list three versions old", new Perturbation.Stale(3))
        .at(CrashEnumerationTest::isList, "P6 list says none", new Perturbation.Empty())
        .hold();
  }

  private static boolean isList(Call call) {
    return Enumeration.any(call) && call.mayLag();
  }
}
