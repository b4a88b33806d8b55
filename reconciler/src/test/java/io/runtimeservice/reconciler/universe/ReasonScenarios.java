package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.status.Reason;
import java.util.List;
import java.util.stream.Stream;

/** One scenario for each reason. */
final class ReasonScenarios {

  private static final List<ReasonScenario> ALL =
      Stream.of(
              RecordScenarios.ALL,
              AppScenarios.ALL,
              CertificateScenarios.ALL,
              MachineScenarios.ALL,
              HealthScenarios.ALL,
              FlyScenarios.ALL,
              OperatorScenarios.ALL,
              EndScenarios.ALL)
          .flatMap(List::stream)
          .toList();

  private ReasonScenarios() {}

  static List<ReasonScenario> all() {
    return ALL;
  }

  /** The one that leads to a reason, of which there has to be one. */
  static ReasonScenario of(Reason reason) {
    var found = ALL.stream().filter(it -> it.reason() == reason).toList();
    if (found.size() != 1) {
      throw new AssertionError("expected one scenario for " + reason + ", and there are " + found);
    }
    return found.getFirst();
  }
}
