package io.runtimeservice.reconciler.mutant;

import java.util.List;
import java.util.stream.Stream;

/** All of them, in the order in which a pass comes by the places that they are in. */
final class Mutants {

  private Mutants() {}

  static List<Mutant> all() {
    return Stream.of(
            LoopMutants.ALL,
            SweepMutants.ALL,
            PassMutants.ALL,
            SightMutants.ALL,
            PlanMutants.ALL,
            PreviewMutants.ALL,
            DriftMutants.ALL,
            RolloutMutants.ALL,
            BrakeMutants.ALL,
            ActMutants.ALL,
            StatusMutants.ALL)
        .flatMap(List::stream)
        .toList();
  }
}
