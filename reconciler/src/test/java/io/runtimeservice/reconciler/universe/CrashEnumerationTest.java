package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Something goes wrong at every single call of every workload. */
class CrashEnumerationTest {

  private final Trial trial = new Trial(1);

  private void atEveryCall(String what, Perturbation perturbation) {
    for (Workload workload : Workload.all()) {
      for (Call call : trial.undisturbed(workload).calls()) {
        trial.run(what, workload, Map.of(call.number(), perturbation));
      }
    }
    System.out.println(trial.report());
    assertThat(trial.failures()).as(trial.told()).isEmpty();
  }

  @Test
  void a_replica_that_dies_before_a_call_loses_and_doubles_nothing() {
    atEveryCall("P1 crash before the call", new Perturbation.CrashBefore());
  }

  @Test
  void a_replica_that_dies_after_a_call_loses_and_doubles_nothing() {
    atEveryCall("P2 crash after the call", new Perturbation.CrashAfter());
  }

  @Test
  void an_answer_that_is_lost_loses_and_doubles_nothing() {
    atEveryCall("P3 answer lost", new Perturbation.ReplyLost());
  }
}
