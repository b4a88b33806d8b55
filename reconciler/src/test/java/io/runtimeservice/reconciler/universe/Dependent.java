package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.FlyCall;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Whom the service depends on, and what can be the matter with it. */
enum Dependent {
  QUEUE(Dependency.QUEUE),
  TABLE(Dependency.TABLE),
  SECRETS(Dependency.SECRETS),
  FLY_APPS(FlyCall.Api.APPS),
  FLY_ADDRESSES(FlyCall.Api.ADDRESSES),
  FLY_SECRETS(FlyCall.Api.SECRETS),
  FLY_CERTIFICATES(FlyCall.Api.CERTIFICATES),
  FLY_MACHINES(FlyCall.Api.MACHINES),
  FLY_FLEET(FlyCall.Api.FLEET);

  private final Dependency dependency;
  private final Optional<FlyCall.Api> api;

  Dependent(Dependency dependency) {
    this.dependency = dependency;
    this.api = Optional.empty();
  }

  Dependent(FlyCall.Api api) {
    this.dependency = Dependency.FLY;
    this.api = Optional.of(api);
  }

  /** What is the matter. */
  enum Ill {
    /** No connection. */
    DOWN,
    /** Nothing comes before the deadline, and nothing is done. */
    SLOW,
    THROTTLING,
    /** It is done, and its answer does not end before the deadline. */
    DRIPPING,
    /** It is done, and its answer makes no sense. */
    RUBBISH
  }

  /**
   * How often it is asked in ten minutes of trouble, at most. Three ask for marks every two
   * seconds, and what is to be deleted is tried as often; the switches are read every two seconds;
   * Fly is asked again ten times and once a minute, or, where it throttles, by each at its own
   * pace.
   */
  int callsMax() {
    return switch (this) {
      case QUEUE -> 2000;
      case TABLE -> 600;
      case SECRETS -> 20;
      case FLY_APPS, FLY_ADDRESSES, FLY_SECRETS, FLY_CERTIFICATES -> 35;
      case FLY_MACHINES, FLY_FLEET -> 100;
    };
  }

  /** How often in any second of its recovery: an environment takes a handful of calls. */
  int burstMax() {
    return switch (this) {
      case TABLE -> 40;
      case QUEUE -> 8;
      case SECRETS, FLY_APPS, FLY_ADDRESSES, FLY_SECRETS, FLY_CERTIFICATES, FLY_FLEET -> 3;
      case FLY_MACHINES -> 8;
    };
  }

  /** What a short run tries: of certificates, which hold up machines in no case, everything. */
  Set<Ill> inShort() {
    return switch (this) {
      case QUEUE, FLY_APPS -> EnumSet.of(Ill.DOWN, Ill.DRIPPING);
      case TABLE, FLY_ADDRESSES, FLY_MACHINES -> EnumSet.of(Ill.SLOW, Ill.RUBBISH);
      case SECRETS, FLY_SECRETS, FLY_FLEET -> EnumSet.of(Ill.THROTTLING);
      case FLY_CERTIFICATES -> EnumSet.allOf(Ill.class);
    };
  }

  boolean isAsked(Call call) {
    return switch (call.port()) {
      case FLY -> api.filter(it -> it.actions().contains(call.action())).isPresent();
      case QUEUE -> this == QUEUE;
      case SECRETS -> this == SECRETS;
      case ENVIRONMENTS, RUNTIMES, CLAIMS, CONTROLS, SWEEPS, INVENTORY -> this == TABLE;
    };
  }

  /** What becomes of each call to it. */
  Trouble with(Ill ill) {
    var perturbation = perturbation(ill);
    return call -> isAsked(call) ? perturbation : new Perturbation.None();
  }

  private Perturbation perturbation(Ill ill) {
    return switch (ill) {
      case DOWN -> new Perturbation.Refused(new Failure.Unavailable(says("no connection")));
      case SLOW -> new Perturbation.RequestLost();
      case THROTTLING ->
          new Perturbation.Refused(
              new Failure.Throttled(Optional.of(Duration.ofSeconds(1)), says("too many calls")));
      case DRIPPING -> new Perturbation.ReplyLost();
      case RUBBISH -> new Perturbation.DoneAndFails();
    };
  }

  private Evidence says(String text) {
    return Evidence.of(dependency, text);
  }
}
