package io.runtimeservice.model.record;

import io.runtimeservice.model.id.FlyAppName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which Fly app is the environment's. A name is reserved before the app is created and never used
 * again after it: each incarnation has its own.
 *
 * @param incarnation of the reserved name, or of the next one
 * @param reserved the app; empty while there is none
 * @param closed names given up in the last 24 hours: an app that turns up under one of them is left
 *     over from a creation that was still under way
 */
public record Naming(int incarnation, Optional<Reserved> reserved, List<Closed> closed) {

  public static final Naming NONE = new Naming(1, Optional.empty(), List.of());

  static final Duration CLOSED_KEPT = Duration.ofHours(24);
  static final int CLOSED_MAX = 50;

  public Naming {
    closed = List.copyOf(closed);
  }

  /**
   * A reserved name.
   *
   * @param network the private network that the app is created in, for good
   */
  public record Reserved(FlyAppName name, String network, Instant at) {}

  /**
   * A name given up.
   *
   * @param network that its app would be in; one of the name that is elsewhere is somebody else's.
   *     Empty in a record that was written before networks were kept: then none is ours
   */
  public record Closed(FlyAppName name, Optional<String> network, Instant at) {}

  public Naming reserve(FlyAppName name, String network, Instant now) {
    return new Naming(incarnation, Optional.of(new Reserved(name, network, now)), closed);
  }

  /** Gives up the reserved name and moves on to the next incarnation. */
  public Naming close(Instant now) {
    var kept = new ArrayList<Closed>();
    reserved.ifPresent(it -> kept.add(new Closed(it.name(), Optional.of(it.network()), now)));
    closed.stream()
        .filter(it -> it.at().plus(CLOSED_KEPT).isAfter(now))
        .limit(CLOSED_MAX - kept.size())
        .forEach(kept::add);
    return new Naming(incarnation + 1, Optional.empty(), kept);
  }
}
