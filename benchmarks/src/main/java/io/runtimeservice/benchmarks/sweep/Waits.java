package io.runtimeservice.benchmarks.sweep;

import java.util.ArrayList;
import java.util.List;

/**
 * How long marks have waited for their passes.
 *
 * @param handedIn how many of those that count were handed in
 * @param nanos how long each waited that has been seen to start a pass
 */
public record Waits(int handedIn, List<Long> nanos) {

  public static final Waits NONE = new Waits(0, List.of());

  public Waits {
    nanos = List.copyOf(nanos);
  }

  public Waits and(Waits others) {
    var all = new ArrayList<>(nanos);
    all.addAll(others.nanos());
    return new Waits(handedIn + others.handedIn(), all);
  }

  /** What was not seen has waited for longer than anybody knows. */
  public boolean allSeen() {
    return nanos.size() == handedIn;
  }

  /** Without end if none was seen. */
  public double p99() {
    return nanos.isEmpty() ? Double.POSITIVE_INFINITY : new Quantiles(nanos).p99();
  }

  public String words() {
    return nanos.isEmpty()
        ? "none of %d marks was seen".formatted(handedIn)
        : "%s (%d of %d marks)".formatted(new Quantiles(nanos).words(), nanos.size(), handedIn);
  }
}
