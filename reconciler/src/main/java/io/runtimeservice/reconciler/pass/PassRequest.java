package io.runtimeservice.reconciler.pass;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Caller;
import io.runtimeservice.model.mark.MarkSource;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pass to be made.
 *
 * @param attempt how many passes in a row have ended in trouble
 * @param due whether it would be made also if nobody had asked for it
 * @param asked what the marks say that ask for it
 */
public record PassRequest(
    EnvironmentKey key, Trigger trigger, int attempt, boolean due, Asked asked) {

  /**
   * What marks say besides which environment is meant.
   *
   * @param first when the first of them was sent
   * @param callers the repositories that asked
   * @param known whether any of them came from somebody other than a repository
   * @param whole whether an operator asked for a look at everything
   * @param sources what the marks say of where they come from
   */
  public record Asked(
      Optional<Instant> first,
      Set<Caller> callers,
      boolean known,
      boolean whole,
      Set<MarkSource> sources) {

    public static final Asked BY_NOBODY =
        new Asked(Optional.empty(), Set.of(), false, false, Set.of());

    public Asked {
      callers = Set.copyOf(callers);
      sources = Set.copyOf(sources);
    }

    /** Who asked, in words; the claims of a repository are verified by the gateway. */
    public String by() {
      if (first.isEmpty()) {
        return "nobody";
      }
      String all =
          Stream.concat(
                  sources.stream().sorted().map(MarkSource::toString),
                  callers.stream().map(Caller::toString).sorted())
              .collect(Collectors.joining("; "));
      return all.isEmpty() ? "somebody" : all;
    }

    /**
     * Whether only repositories asked of which none may.
     *
     * @param repository GitHub's id of the app's repository, if its record says one
     * @param owner GitHub's id of that repository's owner
     */
    boolean isByStrangers(Optional<Long> repository, Optional<Long> owner) {
      boolean may =
          repository
              .filter(id -> callers.stream().anyMatch(caller -> caller.speaksFor(id, owner)))
              .isPresent();
      return first.isPresent() && !known && !may;
    }
  }
}
