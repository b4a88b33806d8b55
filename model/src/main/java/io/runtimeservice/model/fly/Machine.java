package io.runtimeservice.model.fly;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.MachineId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A machine as Fly shows it.
 *
 * @param version the ULID of its configuration ({@code instance_id}); moves with every update
 * @param imageDigest what its image was found to be, {@code sha256:…}
 * @param config as Fly echoes it, normalised by Fly; empty while its host cannot be reached
 * @param health what its checks and its host say
 */
public record Machine(
    MachineId id,
    String name,
    String region,
    MachineState state,
    String version,
    Optional<String> imageDigest,
    Optional<Value.Tree> config,
    Health health) {

  /** Events by which a machine's process begins anew, in Fly's words. */
  public static final Set<String> BEGINNINGS = Set.of("launch", "start", "restart", "update");

  /**
   * What a machine's checks and its host say.
   *
   * @param hostOk whether its host can be reached; if not, nothing else here can be trusted
   * @param cordoned whether Fly's edge sends it no requests
   * @param checks a row for each check that has run; empty right after a start
   * @param lastExit how its process ended, if it has not been begun anew since
   * @param lastCrash how its process last ended by itself, whatever has become of it since
   */
  public record Health(
      boolean hostOk,
      boolean cordoned,
      List<CheckRow> checks,
      Optional<Exit> lastExit,
      Optional<Exit> lastCrash) {

    /** One whose last end is the only one that is known. */
    public Health(
        boolean hostOk, boolean cordoned, List<CheckRow> checks, Optional<Exit> lastExit) {
      this(hostOk, cordoned, checks, lastExit, lastExit.filter(exit -> !exit.requested()));
    }

    public static final Health FRESH = new Health(true, false, List.of(), Optional.empty());

    public Health {
      checks = List.copyOf(checks);
    }
  }

  /** What a check says, in Fly's words. */
  public record CheckRow(String name, boolean passing, String output) {}

  /**
   * How a machine's process ended.
   *
   * @param requested whether somebody asked for it
   * @param at when, by Fly's clock
   */
  public record Exit(int code, boolean outOfMemory, boolean requested, Instant at) {}

  /** The same machine, in another state. */
  public Machine withState(MachineState next) {
    return new Machine(id, name, region, next, version, imageDigest, config, health);
  }

  /** The same machine, as Fly's edge is to treat it. */
  public Machine withCordoned(boolean cordoned) {
    return new Machine(
        id,
        name,
        region,
        state,
        version,
        imageDigest,
        config,
        new Health(
            health.hostOk(), cordoned, health.checks(), health.lastExit(), health.lastCrash()));
  }

  /** What is written on it, as strings by name; empty if its configuration is not known. */
  public Map<String, String> metadata() {
    var written = new TreeMap<String, String>();
    config
        .map(tree -> tree.tree("metadata"))
        .ifPresent(tree ->
            tree.fields()
                .keySet()
                .forEach(name -> tree.text(name).ifPresent(it -> written.put(name, it))));
    return written;
  }
}
