package io.runtimeservice.simulator.fly;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Fly's regions and the hosts in them: which have room, and which can be reached. */
public final class Hosts {

  /** The regions that Fly's docs list in August 2026. */
  static final List<String> REGIONS =
      List.of(
          "ams", "arn", "bom", "cdg", "dfw", "ewr", "fra", "gru", "iad", "jnb", "lax", "lhr", "nrt",
          "ord", "sin", "sjc", "syd", "yyz");

  static final int PER_REGION = 4;

  private final Map<String, Condition> conditions = new HashMap<>();
  private final Set<String> fullRegions = new TreeSet<>();
  private final Set<String> overQuota = new TreeSet<>();
  private final Set<String> unreadable = new TreeSet<>();

  /** How a host is. */
  public enum Condition {
    OK,
    /** It runs what it runs, and takes nothing more. */
    FULL,
    /** It takes no changes for a while. */
    IN_MAINTENANCE,
    /** Nobody knows what it does. */
    UNREACHABLE
  }

  public void set(String host, Condition condition) {
    conditions.put(host, condition);
  }

  public void fillRegion(String region) {
    fullRegions.add(region);
  }

  public void exhaustQuota(String region) {
    overQuota.add(region);
  }

  /** Puts a region to rights again. */
  public void mendRegion(String region) {
    fullRegions.remove(region);
    overQuota.remove(region);
    unreadable.remove(region);
  }

  /** Makes the organisation's list miss a region, and say so. */
  public void hideRegion(String region) {
    unreadable.add(region);
  }

  Set<String> unreadableRegions() {
    return unreadable;
  }

  Condition of(String host) {
    return conditions.getOrDefault(host, Condition.OK);
  }

  /** A host for a new machine. */
  String place(String organisation, Optional<String> wanted, Ids ids) {
    String region = wanted.orElse("iad");
    if (!REGIONS.contains(region)) {
      throw Refusals.invalid("region " + region + " not found");
    }
    if (overQuota.contains(region)) {
      throw Refusals.overQuota(organisation, region);
    }
    int first = ids.below(PER_REGION);
    for (int i = 0; i < PER_REGION && !fullRegions.contains(region); i++) {
      String host = region + "-" + (first + i) % PER_REGION;
      if (of(host) == Condition.OK) {
        return host;
      }
    }
    throw Refusals.noRoomInRegion();
  }

  /** Refuses a change that a host cannot take now. */
  void admitChange(String host) {
    switch (of(host)) {
      case OK -> {}
      case FULL -> throw Refusals.noRoomOnHost();
      case IN_MAINTENANCE -> throw Refusals.hostInMaintenance();
      case UNREACHABLE -> throw Refusals.timedOut();
    }
  }

  /** Refuses what needs the host to answer. */
  void admitContact(String host) {
    if (of(host) == Condition.UNREACHABLE) {
      throw Refusals.timedOut();
    }
  }
}
