package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.MachineId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A machine as it is at a moment.
 *
 * @param version the ULID of its configuration, Fly's {@code instance_id}
 * @param config as Fly echoes it
 * @param events newest first
 */
public record MachineShot(
    MachineId id,
    String app,
    String name,
    Place place,
    MachineState state,
    String version,
    boolean cordoned,
    Image image,
    Value.Tree config,
    List<Check> checks,
    List<Event> events,
    Map<String, String> secrets,
    Instant createdAt,
    Instant updatedAt) {

  public MachineShot {
    checks = List.copyOf(checks);
    events = List.copyOf(events);
    secrets = Map.copyOf(secrets);
  }

  /** Where it is. */
  public record Place(String region, String host, String privateIp) {}

  /** What its image was resolved to. */
  public record Image(String registry, String repository, Optional<String> tag, String digest) {}

  /**
   * What a check says.
   *
   * @param status {@code passing}, {@code warning} or {@code critical}
   */
  public record Check(String name, String status, String output, Instant updatedAt) {}

  /** Something that happened to it. */
  public record Event(
      String id, String type, String status, String source, Instant at, Optional<Exit> exit) {}

  /** How its process ended. */
  public record Exit(int code, boolean outOfMemory, boolean requested, boolean restarting) {}

  public boolean isGone() {
    return state.isGone();
  }
}
