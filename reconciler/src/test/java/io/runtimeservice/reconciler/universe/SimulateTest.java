package io.runtimeservice.reconciler.universe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** {@code make simulate}: days of many environments, by seeds; a seed that fails is shortened. */
@EnabledIfSystemProperty(named = "simulate.seed", matches = "\\d+")
class SimulateTest {

  private static final long SEED = Long.getLong("simulate.seed", 1);
  private static final int HOURS = Integer.getInteger("simulate.hours", 24);
  private static final int SEEDS = Integer.getInteger("simulate.seeds", 1);
  private static final int ENVIRONMENTS = Integer.getInteger("simulate.environments", 20);

  private static final Mixed.Size SIZE =
      new Mixed.Size(ENVIRONMENTS, 3, Duration.ofHours(HOURS), Duration.ofHours(2), 2);

  @Test
  void all_converges() {
    List<Mixed.Outcome> outcomes =
        LongStream.range(SEED, SEED + SEEDS)
            .parallel()
            .mapToObj(seed -> Mixed.run(seed, SIZE))
            .toList();
    Optional<Mixed.Outcome> failed = outcomes.stream().filter(it -> !it.holds()).findFirst();
    System.out.printf(
        "seeds %d to %d: %,.0f environment-hours, %,d calls, %,d changes, %,d went wrong,"
            + " %d over Fly's limits, %d of %d converge%n",
        SEED,
        SEED + SEEDS - 1,
        outcomes.stream().mapToDouble(Mixed.Outcome::environmentHours).sum(),
        outcomes.stream().mapToLong(Mixed.Outcome::calls).sum(),
        outcomes.stream().mapToInt(Mixed.Outcome::changes).sum(),
        outcomes.stream().mapToInt(it -> it.wrong().size()).sum(),
        outcomes.stream().mapToLong(Mixed.Outcome::overLimits).sum(),
        outcomes.stream().filter(Mixed.Outcome::holds).count(),
        outcomes.size());
    failed.ifPresent(it -> {
      throw new AssertionError(story(Shortest.of(it)));
    });
  }

  private static String story(Mixed.Outcome shortest) {
    var story =
        new StringBuilder(
            "again: make simulate SEED=%d HOURS=%d%nit fails with no more than this:%n"
                .formatted(shortest.seed(), HOURS));
    shortest.wrong().forEach((call, what) -> story.append("call %d: %s%n".formatted(call, what)));
    return story + String.join("\n", shortest.complaints());
  }
}
