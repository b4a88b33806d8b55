package io.runtimeservice.model.spec;

import java.util.List;

/**
 * Where the machines run and how large they are.
 *
 * @param regions in order of preference; the next is tried when one has no capacity
 * @param machines how many
 */
public record Placement(List<String> regions, int machines, Guest guest) {

  static final int REGIONS_MAX = 20;
  static final int MACHINES_MAX = 50;

  public Placement {
    regions = List.copyOf(regions);
  }
}
