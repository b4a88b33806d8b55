package io.runtimeservice.reconciler.universe;

import org.junit.jupiter.api.Test;

/** P12: somebody with a terminal changes what is ours, in the midst of everything. */
class MeddlingTest {

  /** No workload has more of a kind than three addresses, or three machines. */
  private static final int MOST = 3;

  /** A machine that may sleep and is stopped by somebody sleeps: the next request wakes it. */
  private static Workload awake(Workload workload) {
    return new Workload(
        workload.name() + ", never asleep",
        world -> {
          world.app(
              "checkout",
              Samples.app()
                  .replace("'config'", "'defaults': {'preview': {'sleep': 'off'}}, 'config'"));
          workload.begins().accept(world);
        },
        workload.steps());
  }

  @Test
  void what_somebody_changes_by_hand_is_put_right() {
    new Enumeration(1, 16)
        .at(Enumeration::any, "P12 a machine destroyed", Deeds.byHand("destroys", Deeds::destroy))
        .at(
            Workload.all().stream().map(MeddlingTest::awake).toList(),
            Enumeration::any,
            "P12 a machine stopped",
            Deeds.byHand("stops", Deeds::stop))
        .at(Enumeration::any, "P12 a machine edited", Deeds.byHand("edits", Deeds::edit))
        .at(Enumeration::any, "P12 an address released", Deeds.byHand("releases", Deeds::release))
        .at(Enumeration::any, "P12 a secret created", Deeds.byHand("adds", Deeds::addSecret))
        .at(
            Enumeration::any,
            "P12 the app deleted",
            Deeds.byHand("deletes", MOST, Deeds::deleteApp))
        .hold();
  }
}
