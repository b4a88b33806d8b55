package io.runtimeservice.reconciler.universe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * P4: something goes wrong twice, at pairs of calls of every workload: in a whole run at all of
 * them, but at each seventh where they are very many. The second call is counted in a history that
 * the first one has changed already, which may be longer than the undisturbed one.
 */
class CrashPairsTest {

  private static final boolean FULL = Boolean.getBoolean("universe.full");

  /** In a short run every so many-th pair stands for all. */
  private static final int STRIDE = 101;

  /** So do pairs of the workloads that take long, in a whole one: there are too many of them. */
  private static final int STRIDE_OF_LONG = 7;

  private static final int LONG = 100;

  /** In how many of the nine ways each pair goes wrong: one after the other, from pair to pair. */
  private static final int WAYS = 2;

  /** So many calls more than undisturbed. */
  private static final int LONGER = 12;

  private static final List<Perturbation> KINDS =
      List.of(
          new Perturbation.CrashBefore(),
          new Perturbation.CrashAfter(),
          new Perturbation.ReplyLost());

  @Test
  void nothing_is_lost_nor_doubled() {
    var trial = new Trial(1);
    var chosen = new ArrayList<Trial.Attempt>();
    for (Workload workload : Workload.all()) {
      var calls =
          trial.undisturbed(workload).calls().stream()
              .filter(call -> !call.isRoutine())
              .map(Call::number)
              .toList();
      var attempts = new ArrayList<Trial.Attempt>();
      long last = calls.getLast() + LONGER;
      for (long first : calls) {
        for (long second = first + 1; second <= last; second++) {
          for (int i = 0; i < WAYS; i++) {
            attempts.add(attempt(workload, first, second, attempts.size()));
          }
        }
      }
      chosen.addAll(Enumeration.eachOf(attempts, stride(calls.size())));
    }
    trial.run("P4 P1 to P3 at pairs of calls", chosen);
    System.out.print(trial.report());
    if (!trial.failures().isEmpty()) {
      throw new AssertionError(trial.told());
    }
  }

  private static int stride(int calls) {
    if (!FULL) {
      return STRIDE;
    }
    return calls > LONG ? STRIDE_OF_LONG : 1;
  }

  private static Trial.Attempt attempt(Workload workload, long first, long second, int number) {
    int way = number % (KINDS.size() * KINDS.size());
    return new Trial.Attempt(
        workload,
        Map.of(
            first, KINDS.get(way / KINDS.size()),
            second, KINDS.get(way % KINDS.size())));
  }
}
