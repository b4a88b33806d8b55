package io.runtimeservice.model.port;

import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A Fly with two organisations in it, and what else can happen in the world. */
public interface FlyScene {

  String OURS = "acme";
  String THEIRS = "strangers";

  /** Long enough for any one call. */
  Duration DEADLINE = Duration.ofSeconds(15);

  /** Fly, for a holder of our organisation's token. */
  Fly ours();

  /** Fly, for a holder of another organisation's token. */
  Fly theirs();

  /** Fly, for somebody whose token is good for nothing. */
  Fly nobodys();

  /** Takes the answer out of a future, while time passes as far as it must. */
  <T> T await(Future<T> future);

  /** Lets time pass until something is so; fails if it never is. */
  void until(BooleanSupplier isSo);

  /** Lets so much of the scene's own time pass that its lists have caught up. */
  void settle();

  /** What one of Fly's regions can no longer take. */
  void fillRegion(String region);

  /** Makes an image be none, or one that Fly may not pull. */
  void spoilImage(String image, boolean denied);

  /** Somebody else takes a machine's lease. */
  void takeLease(FlyAppName app, MachineId machine);

  /** Makes the machine's host one that has no room for changes, or one that cannot be reached. */
  void spoilHost(FlyAppName app, MachineId machine, boolean unreachable);

  /** Makes a region's machines be missing from the organisation's list. */
  void hideRegion(String region);

  void dns(String type, String name, String value);

  /** One call with our token. */
  default <R> Future<Fly.Answer<R>> ask(FlyCall<R> call) {
    return ours().call(call, DEADLINE);
  }
}
