package io.runtimeservice.model.record;

import io.runtimeservice.model.id.FlyAppName;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A deletion on its way: the app's deletion was accepted, and it is confirmed by two sightings.
 *
 * @param at when Fly last accepted the deletion
 * @param goneAt when the app was first seen to be gone
 * @param hostnames that the app had certificates for: they are free for others once it is gone
 */
public record Closing(
    FlyAppName name, Instant at, Optional<Instant> goneAt, SortedSet<String> hostnames) {

  public Closing {
    hostnames = Collections.unmodifiableSortedSet(new TreeSet<>(hostnames));
  }

  /** One that had no certificates. */
  public static Closing of(FlyAppName name, Instant at, Optional<Instant> goneAt) {
    return new Closing(name, at, goneAt, new TreeSet<>());
  }

  public Closing withGoneAt(Optional<Instant> it) {
    return new Closing(name, at, it, hostnames);
  }
}
