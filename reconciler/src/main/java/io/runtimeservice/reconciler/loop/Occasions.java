package io.runtimeservice.reconciler.loop;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.reconciler.pass.Trigger;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why each environment is to be looked at, and from when on it would be if nobody had asked: a mark
 * brings a look forward, and if those who sent it may not ask, the look is still due when it was.
 *
 * <p>Time comes in as an argument, in nanoseconds of a monotonic clock.
 */
final class Occasions {

  private final Map<EnvironmentKey, Reasons> all = new HashMap<>();

  /** What has come together for one environment. */
  private static final class Reasons {
    final Set<Trigger> triggers = EnumSet.noneOf(Trigger.class);
    Optional<Long> dueNanos = Optional.empty();
  }

  /**
   * Why a pass is made.
   *
   * @param trigger the foremost reason
   * @param due whether it would be made now also if nobody had asked for it
   * @param later what is due later, whoever has asked for it now
   */
  record Occasion(Trigger trigger, boolean due, Optional<Later> later) {}

  /** What is due from a time on, for these reasons, none of which is a mark. */
  record Later(Set<Trigger> triggers, long dueNanos) {

    Later {
      triggers = Set.copyOf(triggers);
    }
  }

  void add(EnvironmentKey key, Trigger trigger, long dueNanos) {
    Reasons reasons = all.computeIfAbsent(key, _ -> new Reasons());
    reasons.triggers.add(trigger);
    if (trigger != Trigger.MARK) {
      reasons.dueNanos =
          Optional.of(reasons.dueNanos.filter(before -> before <= dueNanos).orElse(dueNanos));
    }
  }

  boolean has(EnvironmentKey key) {
    return all.containsKey(key);
  }

  /** The occasion of a pass that starts now; nothing is remembered of it any more. */
  Occasion take(EnvironmentKey key, long nowNanos) {
    Reasons reasons = all.remove(key);
    if (reasons == null) {
      return new Occasion(Trigger.RETRY, true, Optional.empty());
    }
    var own = EnumSet.copyOf(reasons.triggers);
    own.remove(Trigger.MARK);
    return new Occasion(
        reasons.triggers.iterator().next(),
        reasons.dueNanos.filter(due -> due <= nowNanos).isPresent(),
        reasons.dueNanos.filter(due -> due > nowNanos).map(due -> new Later(own, due)));
  }
}
