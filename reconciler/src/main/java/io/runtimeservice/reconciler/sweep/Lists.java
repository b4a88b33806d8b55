package io.runtimeservice.reconciler.sweep;

import io.runtimeservice.model.id.FlyAppName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which machines and apps Fly's two lists show, and what of a roll they do not. */
final class Lists {

  private final Set<String> machines;
  private final Set<FlyAppName> apps;
  private final List<Standing> lacking = new ArrayList<>();
  private int machinesShown;
  private int appsShown;

  /**
   * Empty ones.
   *
   * @param expected about how many there will be of each
   */
  Lists(int expected) {
    this.machines = HashSet.newHashSet(expected);
    this.apps = HashSet.newHashSet(expected);
  }

  void machine(String id) {
    machines.add(id);
  }

  void app(FlyAppName name) {
    apps.add(name);
  }

  /**
   * Once the lists are whole: counts what they show of an environment, and notes what they lack.
   */
  void compare(Standing standing) {
    if (standing.made() && standing.app().filter(apps::contains).isPresent()) {
      appsShown++;
    }
    for (var place : standing.places()) {
      machinesShown += machines.contains(place.machine()) ? 1 : 0;
    }
    if (standing.atRest() && missing(standing).isPresent()) {
      lacking.add(standing);
    }
  }

  /** How many of the machines that are there by the records are shown. */
  int machinesShown() {
    return machinesShown;
  }

  /** How many of the apps that are there by the records are shown. */
  int appsShown() {
    return appsShown;
  }

  /** Those at rest of which something is not shown. */
  List<Standing> lacking() {
    return lacking;
  }

  /** What is there by an environment's records and is not shown. */
  Optional<Difference> missing(Standing standing) {
    if (standing.made() && standing.app().filter(it -> !apps.contains(it)).isPresent()) {
      return Optional.of(standing.appMissing());
    }
    for (var place : standing.places()) {
      if (!machines.contains(place.machine())) {
        return Optional.of(Standing.missing(place));
      }
    }
    return Optional.empty();
  }
}
