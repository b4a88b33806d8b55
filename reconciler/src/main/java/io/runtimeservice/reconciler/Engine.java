package io.runtimeservice.reconciler;

import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.HostClaims;
import io.runtimeservice.model.port.MarkQueue;
import io.runtimeservice.model.port.RuntimeStore;
import io.runtimeservice.model.port.SecretSource;
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
import io.runtimeservice.reconciler.lease.Lease;
import io.runtimeservice.reconciler.lease.LeaseWatch;
import io.runtimeservice.reconciler.limit.FlyBudget;
import io.runtimeservice.reconciler.limit.FlyRates;
import io.runtimeservice.reconciler.look.Bookkeeper;
import io.runtimeservice.reconciler.look.Lookout;
import io.runtimeservice.reconciler.loop.MarkDesk;
import io.runtimeservice.reconciler.loop.Reconciler;
import io.runtimeservice.reconciler.pass.Clock;
import io.runtimeservice.reconciler.pass.Course;
import io.runtimeservice.reconciler.pass.Follower;
import io.runtimeservice.reconciler.pass.Pass;
import io.runtimeservice.reconciler.pass.Preview;
import io.runtimeservice.reconciler.pass.StatusWriter;
import io.runtimeservice.reconciler.pass.Teller;
import io.runtimeservice.reconciler.plan.Planner;
import io.runtimeservice.reconciler.plan.Reservations;
import io.runtimeservice.reconciler.status.RetryPolicy;
import io.runtimeservice.reconciler.status.StatusDeriver;
import io.runtimeservice.reconciler.sweep.Sweep;
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
 * @param lastCalls ends calls that hang when the replica is to end
 */
public record Engine(
    Reconciler loop,
    MarkDesk marks,
    Preview preview,
    StatusWriter statuses,
    Sweep sweep,
    LastCalls lastCalls) {

  /** Takes marks, and sweeps, from now on. */
  public void open() {
    marks.open();
    sweep.open();
  }

  /** Takes no more marks, and finishes what is under way. */
  public Future<Void> close() {
    sweep.close();
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
      Time time,
      Witnesses witnesses,
      Telemetry telemetry) {}

  /**
   * How it behaves.
   *
   * @param installation part of names and marks, so that two installations never meet
   * @param organisation the slug of the Fly organisation
   * @param replica this replica's own name, never used before
   */
  public record Options(
      String installation,
      String organisation,
      String replica,
      Duration leaseDuration,
      Duration deleteGrace,
      Duration wholeLookInterval,
      Duration sweepInterval,
      int concurrency,
      FlyRates rates) {}

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
      this.budget = new FlyBudget(options.rates(), world.time(), world.telemetry());
      this.freshApps = new FreshApps(world.time());
      this.reservations = new Reservations(options.installation());
      this.desk =
          new Lease.Desk(
              world.runtimes(),
              world.time(),
              world.telemetry(),
              options.replica(),
              options.leaseDuration());
    }

    Engine engine() {
      var limited = freshApps.patient(budget.within(fly));
      var limit = new PreviewLimit(world.environments(), world.runtimes());
      var admission =
          new Admission(
              world.environments(), world.claims(), new Regions(limited, world.time()), limit);
      var planner = new Planner(options.installation(), options.deleteGrace());
      var clock = new Clock(world.time(), world.witnesses());
      var watch = new LeaseWatch(options.replica(), options.leaseDuration());
      var bookkeeper = new Bookkeeper(reservations, options.wholeLookInterval());
      var parts =
          new Pass.Parts(
              world.environments(),
              new Judge(reservations),
              admission,
              watch,
              new Follower(watch, desk, bookkeeper, budget, options.leaseDuration(), clock),
              desk,
              new Lookout(
                  limited,
                  world.time(),
                  new Lookout.Whose(options.organisation(), options.installation())),
              bookkeeper,
              planner,
              clock);
      var stopping = new Stopping();
      var means =
          new Course.Means(
              world.environments(),
              planner,
              reservations,
              limit,
              new StageRunner(crew(), desk.callDeadline()),
              parts.clock(),
              stopping::isDraining);
      var writer = new StatusWriter(world.environments(), world.time(), world.telemetry());
      var pass = new Pass(parts, means, teller(admission, writer));
      var loop =
          new Reconciler(
              new Reconciler.Parts(
                  pass, limited, world.time(), world.telemetry(), random, options.concurrency()));
      stopping.loop = loop;
      var marks = new MarkDesk(world.queue(), world.time(), world.telemetry(), loop::mark);
      loop.serve(marks);
      return new Engine(loop, marks, new Preview(parts), writer, sweep(loop), lastCalls);
    }

    private Sweep sweep(Reconciler loop) {
      return new Sweep(
          new Sweep.Parts(
              world.environments(), world.time(), random, options.sweepInterval(), loop::sweep));
    }

    private Crew crew() {
      return new Crew(
          fly,
          budget,
          freshApps,
          world.secrets(),
          world.time(),
          world.telemetry(),
          options.organisation(),
          options.installation());
    }

    private Teller teller(Admission admission, StatusWriter writer) {
      var deriver = new StatusDeriver(new RetryPolicy(random), options.deleteGrace());
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

  /** Knows whether the loop is draining, before there is a loop. */
  private static final class Stopping {
    private @org.jspecify.annotations.Nullable Reconciler loop;

    boolean isDraining() {
      return loop != null && loop.isDraining();
    }
  }
}
