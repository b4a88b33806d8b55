package io.runtimeservice.model.fly;

import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One page of an organisation's machines. A page may be short or empty while more remain.
 *
 * @param next where the next page begins; empty on the last one
 * @param errorRegions regions that could not be read: their machines are missing here, not gone
 * @param lastUpdatedAt Fly's own time of the newest row
 */
public record Fleet(
    List<Row> rows,
    Optional<String> next,
    Set<String> errorRegions,
    Optional<Instant> lastUpdatedAt) {

  public Fleet {
    rows = List.copyOf(rows);
    errorRegions = Set.copyOf(errorRegions);
  }

  /** A machine in that list, which shows less than its app's own list does. */
  public record Row(
      FlyAppName app,
      MachineId id,
      String name,
      String region,
      MachineState state,
      String version,
      Map<String, String> metadata) {

    public Row {
      metadata = Map.copyOf(metadata);
    }
  }
}
