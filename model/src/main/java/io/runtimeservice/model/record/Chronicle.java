package io.runtimeservice.model.record;

import java.util.Optional;

/**
 * How far has been told what became of an environment.
 *
 * @param historySeq the number of the next history record
 * @param reached the desired state that was reached last, which stays while another is on its way
 */
public record Chronicle(long historySeq, Optional<Reached> reached) {

  public static final Chronicle NOTHING = new Chronicle(0, Optional.empty());

  /**
   * A desired state that was reached.
   *
   * @param seq the number of its generation record
   */
  public record Reached(DesiredVersion version, long seq) {}

  Chronicle withNextHistory() {
    return new Chronicle(historySeq + 1, reached);
  }

  /** It is reached; reached again, after a repair, it is none that would have to be told of. */
  Chronicle withReached(DesiredVersion version) {
    boolean known = reached.filter(it -> it.version().equals(version)).isPresent();
    return known
        ? this
        : new Chronicle(
            historySeq,
            Optional.of(new Reached(version, reached.map(Reached::seq).orElse(0L) + 1)));
  }
}
