package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import io.runtimeservice.model.status.Condition;
import io.runtimeservice.model.status.ConditionType;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.Status;
import io.runtimeservice.model.status.StatusCodec;
import io.runtimeservice.reconciler.status.UnderWay;
import io.runtimeservice.simulator.fly.Fault;
import io.runtimeservice.simulator.fly.FlyError;
import io.runtimeservice.simulator.fly.ImageBehaviour;
import io.runtimeservice.simulator.fly.MachineDesk;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A fresh world with one app, in which somebody waits for one environment. */
final class Ground {

  static final String SHOP = "shop.example.com";

  /** Fly needs about 80 ms for an answer: nothing that lasts for a call is missed. */
  private static final Duration GLANCE = Duration.ofMillis(20);

  private static final Duration PATIENCE = Duration.ofMinutes(40);

  final Universe world = new Universe();

  private EnvironmentKey key = EnvironmentKey.of("checkout", "pr-1");

  Ground() {
    world.app("checkout", Samples.app());
  }

  EnvironmentKey key() {
    return key;
  }

  /** A spec with an image that serves, and these fields. */
  static String spec(String... fields) {
    return "{'image': '" + Samples.IMAGE_1 + "'" + more(fields) + "}";
  }

  private static String more(String... fields) {
    return Arrays.stream(fields).reduce("", (all, field) -> all + ", " + field);
  }

  /** Somebody asks for a preview, and a replica works. */
  void preview(String spec) {
    asked(spec);
    world.replica();
  }

  /** Somebody asks for a preview, and nobody works yet. */
  void asked(String spec) {
    key = world.environment("checkout", "pr-1", Samples.preview(spec));
  }

  /** Another preview, which is the one that is waited for from now on. */
  void another(String spec) {
    key = world.environment("checkout", "pr-2", Samples.preview(spec));
  }

  /** A preview that serves, and never sleeps. */
  void ready(String... fields) {
    preview(spec("'sleep': 'off'" + more(fields)));
    untilServing();
  }

  /** A preview that serves, and may sleep. */
  void readyToSleep() {
    preview(spec());
    untilServing();
  }

  void readyProduction(String... fields) {
    key = world.environment("checkout", "production", Samples.production(spec(fields)));
    world.replica();
    untilServing();
  }

  /** Host names may still wait. */
  private void untilServing() {
    await(Reason.AS_DESIRED, this::serves);
    world.pass(Duration.ofSeconds(30));
  }

  private boolean serves() {
    return status()
        .flatMap(it -> it.condition(ConditionType.READY))
        .filter(Condition::isTrue)
        .isPresent();
  }

  /** The image that is asked for from now on behaves so. */
  void deploy(ImageBehaviour behaviour) {
    world.fly.registry().put(Samples.IMAGE_2, behaviour);
    deploy(Samples.IMAGE_2);
  }

  void deploy(String image) {
    set("image", "'" + image + "'");
  }

  void deployWhatServes() {
    deploy(Samples.IMAGE_1);
  }

  /** A new generation, with another value of a field. */
  void set(String field, String value) {
    world.spec(key, field, value);
  }

  void desire(String wish) {
    world.desire(key, wish);
  }

  /** A new generation, with other fields. */
  void ask(String spec) {
    world.change(key, record -> record.with("spec", Universe.tree(spec)));
  }

  /** An operator asks for a whole look. */
  void operatorAsks() {
    world.queue.send(Mark.of(key, MarkSource.OPERATOR));
  }

  void managerAsks() {
    world.mark(key);
  }

  void control(String json) {
    world.table.putControl(Universe.tree(json));
  }

  /** Fly refuses all calls of a kind. */
  void flyRefuses(String action, FlyError error) {
    world
        .fly
        .door()
        .trouble(
            visit -> visit.action().equals(action) ? new Fault.Refused(error) : new Fault.None());
  }

  void flyIsItselfAgain() {
    world.fly.door().trouble(_ -> new Fault.None());
  }

  /** Something goes wrong with all calls of a kind. */
  void goesWrong(String action, Perturbation how) {
    world.trouble = call -> call.action().equals(action) ? how : new Perturbation.None();
  }

  void nothingGoesWrong() {
    world.trouble = Trouble.NONE;
  }

  /** The way to the only machine. */
  MachineDesk.Path machine() {
    return new MachineDesk.Path(world.onlyApp(), world.onlyMachine().id());
  }

  Optional<Status> status() {
    return StatusCodec.read(world.table.status(key));
  }

  /** What the service's own record says that it is at. */
  Optional<Reason> underWay() {
    return UnderWay.of(key, world.table.runtime(key));
  }

  /** Waits until the headline of the status gives the reason. */
  Status untilTold(Reason reason) {
    await(reason, () -> isTold(reason));
    return status().orElseThrow();
  }

  boolean isTold(Reason reason) {
    return status().filter(it -> it.headline().reason() == reason).isPresent();
  }

  /** Waits until another reason is told, in a state. */
  void untilOutOf(Reason reason, String state) {
    await(reason, () -> world.state(key).equals(state) && !isTold(reason));
  }

  /** Waits while there is no status, until the service is at what the reason says. */
  void untilUnderWay(Reason reason) {
    await(reason, () -> status().isPresent() || underWay().orElse(Reason.NOT_LOOKED) == reason);
  }

  private void await(Reason reason, BooleanSupplier happens) {
    var end = world.time.now().plus(PATIENCE);
    while (!happens.getAsBoolean()) {
      if (world.time.now().isAfter(end)) {
        throw new AssertionError(
            "it does not come about, or does not pass: %s%n%s"
                .formatted(reason, Json.write(world.table.status(key))));
      }
      world.pass(GLANCE);
    }
  }
}
