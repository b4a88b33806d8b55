package io.runtimeservice.model.record;

import io.runtimeservice.model.id.FlyAppName;
import java.time.Instant;
import java.util.Optional;

/**
 * A deletion on its way: the app's deletion was accepted, and it is confirmed by two sightings.
 *
 * @param at when Fly last accepted the deletion
 * @param goneAt when the app was first seen to be gone
 */
public record Closing(FlyAppName name, Instant at, Optional<Instant> goneAt) {}
