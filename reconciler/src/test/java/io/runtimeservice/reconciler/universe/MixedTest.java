package io.runtimeservice.reconciler.universe;

import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Everything that can go wrong, by seeds. */
class MixedTest {

  /** A seed that has found something stays. */
  private static final int SEEDS = Integer.getInteger("universe.seeds", 200);

  @Test
  void whatever_goes_wrong_in_the_end_all_is_as_it_was_asked_for() {
    var outcomes =
        LongStream.range(0, SEEDS)
            .parallel()
            .mapToObj(seed -> Mixed.run(seed, Mixed.Size.SMALL))
            .toList();
    var failed = outcomes.stream().filter(it -> !it.holds()).toList();
    System.out.printf(
        "P1 to P20 mixed: %d seeds, %d calls, %d went wrong, %d over Fly's limits, %d violations%n",
        outcomes.size(),
        outcomes.stream().mapToLong(Mixed.Outcome::calls).sum(),
        outcomes.stream().mapToInt(it -> it.wrong().size()).sum(),
        outcomes.stream().mapToLong(Mixed.Outcome::overLimits).sum(),
        failed.size());
    if (!failed.isEmpty()) {
      throw new AssertionError(
          failed.stream()
              .limit(4)
              .map(it -> "seed " + it.seed() + ": " + String.join("\n", it.complaints()))
              .collect(Collectors.joining("\n\n")));
    }
  }
}
