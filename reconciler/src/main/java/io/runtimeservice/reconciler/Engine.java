package io.runtimeservice.reconciler;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.ControlStore;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.HostClaims;
import io.runtimeservice.model.port.Inventory;
import io.runtimeservice.model.port.MarkQueue;
import io.runtimeservice.model.port.RuntimeStore;
import io.runtimeservice.model.port.SecretSource;
import io.runtimeservice.model.port.SweepStore;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.port.Witnesses;
import io.runtimeservice.reconciler.accept.Admission;
import io.runtimeservice.reconciler.accept.Judge;
import io.runtimeservice.reconciler.accept.PreviewLimit;
import io.runtimeservice.reconciler.accept.Regions;
import io.runtimeservice.reconciler.act.Crew;
import io.runtimeservice.reconciler.act.FreshApps;
import io.runtimeservice.reconciler.act.LastCalls;
import io.runtimeservice.reconciler.act.StageRunner;
import io.runtimeservice.reconciler.control.Braking;
import io.runtimeservice.reconciler.control.Permits;
import io.runtimeservice.reconciler.control.Switchboard;
import io.runtimeservice.reconciler.drift.Triage;
import io.runtimeservice.reconciler.lease.Lease;
import io.runtimeservice.reconciler.lease.LeaseWatch;
import io.runtimeservice.reconciler.limit.FlyBudget;
import io.runtimeservice.reconciler.look.Bookkeeper;
import io.runtimeservice.reconciler.look.Lookout;
import io.runtimeservice.reconciler.loop.MarkDesk;
import io.runtimeservice.reconciler.loop.Reconciler;
import io.runtimeservice.reconciler.pass.Clock;
import io.runtimeservice.reconciler.pass.Course;
import io.runtimeservice.reconciler.pass.Follower;
import io.runtimeservice.reconciler.pass.OrphanPass;
import io.runtimeservice.reconciler.pass.Pass;
import io.runtimeservice.reconciler.pass.Phases;
import io.runtimeservice.reconciler.pass.Preview;
import io.runtimeservice.reconciler.pass.StatusWriter;
import io.runtimeservice.reconciler.pass.Teller;
import io.runtimeservice.reconciler.plan.Planner;
import io.runtimeservice.reconciler.plan.Reservations;
import io.runtimeservice.reconciler.status.RetryPolicy;
import io.runtimeservice.reconciler.status.StatusDeriver;
import io.runtimeservice.reconciler.sweep.Sweep;
import io.runtimeservice.reconciler.sweep.SweepParts;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * One replica's reconciler, put together: the same for the service and for a simulated world.
 *
 * @param loop runs the passes
 * @param marks brings the marks; to be opened
 * @param preview says what a pass would do
 * @param statuses what could not be written
 * @param sweep finds what no mark brings; to be opened
 * @param switchboard knows what operators let be done; to be opened
 * @param lastCalls ends calls that hang when the replica is to end
 */
public record Engine(
    Reconciler loop,
    MarkDesk marks,
    Preview preview,
    StatusWriter statuses,
    Sweep sweep,
    Switchboard switchboard,
    LastCalls lastCalls) {

  /** Takes marks, and sweeps, from now on, once it is known what operators let be done. */
  public void open() {
    switchboard.open().onComplete(_ -> begin());
  }

  private void begin() {
    if (!loop.isDraining()) {
      marks.open();
      sweep.open();
    }
  }

  /** Takes no more marks, and finishes what is under way. */
  public Future<Void> close() {
    sweep.close();
    switchboard.close();
    marks.stop();
    lastCalls.end();
    return loop.drain().compose(_ -> marks.close());
  }

  /** The world, as this replica reaches it. */
  public record World(
      Fly fly,
      EnvironmentStore environments,
      RuntimeStore runtimes,
      HostClaims claims,
      MarkQueue queue,
      SecretSource secrets,
      ControlStore controls,
      SweepStore sweeps,
      Inventory inventory,
      Time time,
      Witnesses witnesses,
      Telemetry telemetry) {}

  /** Puts a reconciler together. */
  public static Engine assemble(World world, Options options, RandomGenerator random) {
    return new Assembly(world, options, random).engine();
  }

  /** Those who are needed more than once while the parts are put together. */
  private static final class Assembly {
    private final World world;
    private final Options options;
    private final RandomGenerator random;
    private final FlyBudget budget;
    private final FreshApps freshApps;
    private final Reservations reservations;
    private final Lease.Desk desk;
    private final LastCalls lastCalls;
    private final Fly fly;

    Assembly(World world, Options options, RandomGenerator random) {
      this.world = world;
      this.options = options;
      this.random = random;
      this.lastCalls = new LastCalls(world.time());
      this.fly = lastCalls.of(world.fly());
      this.budget = new FlyBudget(options.pace().rates(), world.time(), world.telemetry());
      this.freshApps = new FreshApps(world.time());
      this.reservations = new Reservations(options.whose().installation());
      this.desk =
          new Lease.Desk(
              world.runtimes(),
              world.time(),
              world.telemetry(),
              options.whose().replica(),
              options.pace().leaseDuration());
    }

    Engine engine() {
      var limited = freshApps.patient(budget.within(fly));
      var limit = new PreviewLimit(world.environments(), world.runtimes());
      var admission =
          new Admission(
              world.environments(), world.claims(), new Regions(limited, world.time()), limit);
      var planner = new Planner(options.whose().installation(), options.pace().deleteGrace());
      var clock = new Clock(world.time(), world.witnesses());
      var watch = new LeaseWatch(options.whose().replica(), options.pace().leaseDuration());
      var bookkeeper = new Bookkeeper(reservations, options.sweeping().wholeLookInterval());
      var parts =
          new Pass.Parts(
              world.environments(),
              new Judge(reservations),
              admission,
              watch,
              new Follower(watch, desk, bookkeeper, budget, options.pace().leaseDuration(), clock),
              desk,
              new Lookout(
                  limited,
                  world.time(),
                  new Lookout.Whose(
                      options.whose().organisation(), options.whose().installation())),
              bookkeeper,
              planner,
              clock,
              new Phases(world.time(), world.telemetry()));
      var later = new Later();
      var switchboard =
          new Switchboard(
              new Switchboard.Parts(
                  world.controls(),
                  world.time(),
                  world.telemetry(),
                  options.pace().controlInterval(),
                  later::wake));
      var braking = new Braking(world.controls(), world.sweeps(), options.brake(), clock::moment);
      var triage = new Triage(options.sweeping().repairsDrift());
      var permits = new Permits(switchboard, braking, world.telemetry());
      var stages = new StageRunner(crew(), desk.callDeadline());
      var means =
          new Course.Means(
              world.environments(),
              planner,
              triage,
              reservations,
              limit,
              permits,
              stages,
              clock,
              later::isDraining);
      var writer = new StatusWriter(world.environments(), world.time(), world.telemetry());
      var pass = new Pass(parts, means, teller(admission, writer));
      var orphanPass =
          new OrphanPass(
              new OrphanPass.Parts(
                  world.environments(), parts.lookout(), permits, desk, stages, clock));
      var loop =
          new Reconciler(
              new Reconciler.Parts(
                  pass,
                  orphanPass,
                  limited,
                  world.time(),
                  world.telemetry(),
                  random,
                  options.pace().concurrency()));
      later.loop = loop;
      var marks = new MarkDesk(world.queue(), world.time(), world.telemetry(), loop::mark);
      loop.serve(marks);
      return new Engine(
          loop,
          marks,
          new Preview(parts, triage, permits),
          writer,
          sweep(loop, limited, clock),
          switchboard,
          lastCalls);
    }

    private Sweep sweep(Reconciler loop, Fly limited, Clock clock) {
      var sweeping = options.sweeping();
      var whose = options.whose();
      var parts =
          new SweepParts(
              world.environments(),
              world.inventory(),
              world.sweeps(),
              limited,
              world.time(),
              clock::moment,
              world.telemetry(),
              finds(loop),
              new SweepParts.Options(
                  whose.organisation(),
                  whose.installation(),
                  whose.replica(),
                  options.pace().leaseDuration(),
                  sweeping.interval(),
                  sweeping.feedInterval(),
                  sweeping.wholeLookInterval(),
                  sweeping.segments(),
                  sweeping.deletesOrphans()));
      return new Sweep(parts, random);
    }

    private static SweepParts.Finds finds(Reconciler loop) {
      return new SweepParts.Finds() {
        @Override
        public void unrest(EnvironmentKey key) {
          loop.sweep(key);
        }

        @Override
        public void drift(EnvironmentKey key) {
          loop.drift(key);
        }

        @Override
        public void orphan(EnvironmentKey key, FlyAppName app) {
          loop.orphan(key, app);
        }

        @Override
        public void turn(EnvironmentKey key, Duration after) {
          loop.round(key, after);
        }
      };
    }

    private Crew crew() {
      return new Crew(
          fly,
          budget,
          freshApps,
          world.secrets(),
          world.time(),
          world.telemetry(),
          options.whose().organisation(),
          options.whose().installation());
    }

    private Teller teller(Admission admission, StatusWriter writer) {
      var deriver = new StatusDeriver(new RetryPolicy(random), options.pace().deleteGrace());
      return new Teller(
          new Teller.Parts(
              world.environments(),
              world.runtimes(),
              admission,
              deriver,
              writer,
              world.telemetry()));
    }
  }

  /** The loop, for those who need it and are made before it. */
  private static final class Later {
    private @org.jspecify.annotations.Nullable Reconciler loop;

    void wake() {
      if (loop != null) {
        loop.wake();
      }
    }

    boolean isDraining() {
      return loop != null && loop.isDraining();
    }
  }
}
