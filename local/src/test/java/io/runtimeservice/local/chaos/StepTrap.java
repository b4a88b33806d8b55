package io.runtimeservice.local.chaos;

import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Lies in wait for the nth call of a kind to Fly, whichever replica makes it. */
final class StepTrap {

  private static final Pattern ID = Pattern.compile("(apps|machines)/[^/?]+");

  private final Predicate<ProxiedRequest> kind;
  private final int step;
  private final Sprung sprung;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicReference<Optional<Caught>> caught = new AtomicReference<>(Optional.empty());

  /** Who was caught, and at what. */
  record Caught(Replica replica, String call) {}

  /** What is done with who is caught, at that moment. */
  @FunctionalInterface
  interface Sprung {
    ProxyFault at(Replica replica) throws Exception;
  }

  /**
   * A trap for calls that change something.
   *
   * @param step counted from one
   */
  static StepTrap forChange(int step, Sprung sprung) {
    return new StepTrap(StepTrap::changes, step, sprung);
  }

  /** A trap for the first call that only reads. */
  static StepTrap forFirstLook(Sprung sprung) {
    return new StepTrap(request -> !changes(request), 1, sprung);
  }

  private StepTrap(Predicate<ProxiedRequest> kind, int step, Sprung sprung) {
    this.kind = kind;
    this.step = step;
    this.sprung = sprung;
  }

  /** What a replica's way to Fly is watched by. */
  Function<ProxiedRequest, ProxyFault> before(Replica replica) {
    return request -> {
      if (!kind.test(request) || calls.incrementAndGet() != step) {
        return new ProxyFault.None();
      }
      try {
        ProxyFault fault = sprung.at(replica);
        caught.set(Optional.of(new Caught(replica, words(request))));
        return fault;
      } catch (Exception e) {
        throw new IllegalStateException("the trap is broken", e);
      }
    };
  }

  static boolean changes(ProxiedRequest request) {
    return !request.method().equals(HttpMethod.GET);
  }

  private static String words(ProxiedRequest request) {
    return request.method() + " " + ID.matcher(request.uri()).replaceAll("$1/*");
  }

  Optional<Caught> caught() {
    return caught.get();
  }
}
