package io.runtimeservice.reconciler.universe;

import static io.runtimeservice.reconciler.universe.ReasonScenario.when;

import io.runtimeservice.model.status.Reason;
import io.runtimeservice.simulator.fly.Hosts;
import io.runtimeservice.simulator.fly.ImageBehaviour;
import java.time.Duration;
import java.util.List;

/** What keeps machines from running. */
final class MachineScenarios {

  private static final Duration AT_ONCE = Duration.ofSeconds(1);
  private static final Duration LEASED = Duration.ofMinutes(5);
  private static final int OUT_OF_MEMORY_EXIT_CODE = 137;

  static final List<ReasonScenario> ALL =
      List.of(
          when(
                  Reason.CREATING_MACHINE,
                  "a machine is removed first, and the next one is made then",
                  ground -> {
                    ground.ready("'replacement': 'recreate'");
                    ground.deploy(Samples.IMAGE_2);
                  })
              .shows("Machine m0 does not exist yet")
              .passes(),
          when(
                  Reason.REPLACING_MACHINE,
                  "a machine gets another image",
                  ground -> {
                    ground.ready();
                    ground.deploy(Samples.IMAGE_2);
                  })
              .shows("Machine m0 (", "in iad is replacing")
              .passes(),
          when(
                  Reason.PULLING_IMAGE,
                  "a machine is new to its host",
                  ground -> ground.preview(Ground.spec()))
              .shows("Machine m0 (", "in iad is created")
              .passes(),
          when(
                  Reason.BOOTING,
                  "what was stopped is to run again",
                  ground -> {
                    ground.ready();
                    ground.desire("stopped");
                    ground.untilTold(Reason.STOPPED);
                    ground.desire("running");
                  })
              .shows("Machine m0 (", "in iad is starting")
              .passes(),
          when(
                  Reason.STOPPING,
                  "what runs is to be stopped",
                  ground -> {
                    ground.ready();
                    ground.desire("stopped");
                  })
              .shows("Machine m0 (", "in iad is stopping")
              .passes(),
          when(
                  Reason.MACHINE_LEASED,
                  "somebody holds the lease of a machine that is to be changed",
                  ground -> {
                    ground.ready();
                    ground
                        .world
                        .fly
                        .machines()
                        .takeLease(ground.world.us, ground.machine(), LEASED);
                    ground.deploy(Samples.IMAGE_2);
                  })
              .shows("Fly said: ", "lease currently held by acme@tokens.fly.io, expires at ")
              .passes(),
          when(
                  Reason.INSUFFICIENT_CAPACITY,
                  "every region that is named is full",
                  ground -> {
                    ground.world.fly.hosts().fillRegion("fra");
                    ground.world.fly.hosts().fillRegion("ams");
                    ground.preview(Ground.spec("'regions': ['fra', 'ams']"));
                  })
              .shows("Tried fra, ams")
              .until("a region has room", ground -> ground.world.fly.hosts().mendRegion("ams")),
          when(
                  Reason.CRASH_LOOP,
                  "a process ends with an error at each start",
                  ground -> {
                    ground.ready();
                    ground.deploy(new ImageBehaviour.Exits(1, false, AT_ONCE));
                  })
              .shows("Machine m0 (", "ended with exit code 1")
              .until("another image stays up", Ground::deployWhatServes),
          when(
                  Reason.OOM_KILLED,
                  "a process needs more memory than it has",
                  ground -> {
                    ground.ready();
                    ground.deploy(new ImageBehaviour.Exits(OUT_OF_MEMORY_EXIT_CODE, true, AT_ONCE));
                  })
              .shows("Machine m0 (", "ended with exit code 137")
              .until("another image needs less", Ground::deployWhatServes),
          when(
                  Reason.EXITED_CLEANLY,
                  "the image's command does something and ends",
                  ground -> {
                    ground.ready();
                    ground.deploy(new ImageBehaviour.Exits(0, false, AT_ONCE));
                  })
              .shows("Machine m0 (", "ended with exit code 0")
              .until("another image goes on running", Ground::deployWhatServes),
          when(
                  Reason.MACHINE_LOST,
                  "machines vanish as soon as they are launched",
                  ground -> {
                    ground
                        .world
                        .fly
                        .registry()
                        .put(Samples.IMAGE_2, new ImageBehaviour.NeverBoots(true));
                    ground.preview("{'image': '" + Samples.IMAGE_2 + "', 'sleep': 'off'}");
                  })
              .shows("Machine m0 was lost", "it is made anew at ")
              .until("another image boots", Ground::deployWhatServes),
          when(
                  Reason.HOST_UNREACHABLE,
                  "a machine's host does not answer Fly",
                  ground -> {
                    ground.ready();
                    hostIs(ground, Hosts.Condition.UNREACHABLE);
                  })
              .shows("Machine m0 (", "in iad was last seen started")
              .until("the host answers again", ground -> hostIs(ground, Hosts.Condition.OK)));

  private MachineScenarios() {}

  private static void hostIs(Ground ground, Hosts.Condition condition) {
    ground.world.fly.hosts().set(ground.world.onlyMachine().place().host(), condition);
    ground.managerAsks();
  }
}
