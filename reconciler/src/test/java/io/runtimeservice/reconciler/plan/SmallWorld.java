package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.spec.AddressType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A model of Fly that is as small as it can be: what exists, and which mutating calls change it
 * into what. It knows nothing of the planner and shares no code with it.
 *
 * @param secrets the version of the one secret; empty if it is not set
 * @param certificate whether the one host name has been asked for
 */
record SmallWorld(
    boolean app,
    Set<AddressType> addresses,
    Optional<String> secrets,
    boolean certificate,
    Optional<SmallMachine> machine) {

  static final Set<AddressType> ADDRESSES =
      Set.copyOf(EnumSet.of(AddressType.V6, AddressType.SHARED_V4));
  static final List<Optional<String>> SECRETS =
      List.of(Optional.empty(), Optional.of("v1"), Optional.of("v2"));
  static final SmallWorld EMPTY =
      new SmallWorld(false, Set.of(), Optional.empty(), false, Optional.empty());

  SmallWorld {
    addresses = Set.copyOf(addresses);
  }

  /** What a machine was given. */
  record SmallConfig(String image, boolean maySleep, boolean wakes) {
    static final List<SmallConfig> ALL = all();

    private static List<SmallConfig> all() {
      var all = new ArrayList<SmallConfig>();
      for (String image : List.of("a", "b")) {
        all.add(new SmallConfig(image, false, false));
        all.add(new SmallConfig(image, true, false));
        all.add(new SmallConfig(image, true, true));
      }
      return List.copyOf(all);
    }
  }

  /** A machine: what it was given, the secrets that it was started with, and whether it runs. */
  record SmallMachine(SmallConfig config, Optional<String> knows, boolean runs) {}

  /** Every world that there can be. */
  static List<SmallWorld> all() {
    var machines = new ArrayList<Optional<SmallMachine>>();
    machines.add(Optional.empty());
    for (SmallConfig config : SmallConfig.ALL) {
      for (Optional<String> knows : SECRETS) {
        machines.add(Optional.of(new SmallMachine(config, knows, true)));
        machines.add(Optional.of(new SmallMachine(config, knows, false)));
      }
    }
    var worlds = new ArrayList<SmallWorld>();
    worlds.add(EMPTY);
    for (Set<AddressType> addresses : subsets()) {
      for (Optional<String> secrets : SECRETS) {
        for (boolean certificate : new boolean[] {false, true}) {
          machines.forEach(
              it -> worlds.add(new SmallWorld(true, addresses, secrets, certificate, it)));
        }
      }
    }
    return List.copyOf(worlds);
  }

  static List<Set<AddressType>> subsets() {
    return List.of(Set.of(), Set.of(AddressType.V6), Set.of(AddressType.SHARED_V4), ADDRESSES);
  }

  /**
   * Every world that one mutating call leads to. The app's own deletion counts only where it is
   * wished: one that is made anew has another name, and so is no way to anything else.
   */
  Collection<SmallWorld> afterOneCall(boolean mayDelete) {
    if (!app) {
      return List.of(new SmallWorld(true, Set.of(), Optional.empty(), false, Optional.empty()));
    }
    var next = new HashSet<SmallWorld>();
    if (mayDelete) {
      next.add(EMPTY);
    }
    for (AddressType type : ADDRESSES) {
      next.add(withAddress(type));
      next.add(withoutAddress(type));
    }
    SECRETS.forEach(it -> next.add(withSecrets(it)));
    next.add(withCertificate(true));
    next.add(withCertificate(false));
    for (SmallConfig config : SmallConfig.ALL) {
      next.add(withMachine(new SmallMachine(config, secrets, true)));
      next.add(withMachine(new SmallMachine(config, secrets, false)));
    }
    machine.ifPresent(it -> {
      next.add(withMachine(new SmallMachine(it.config(), it.knows(), true)));
      next.add(withMachine(new SmallMachine(it.config(), it.knows(), false)));
      next.add(withoutMachine());
    });
    return next;
  }

  SmallWorld withAddress(AddressType type) {
    var all = new HashSet<>(addresses);
    all.add(type);
    return new SmallWorld(app, all, secrets, certificate, machine);
  }

  SmallWorld withoutAddress(AddressType type) {
    var all = new HashSet<>(addresses);
    all.remove(type);
    return new SmallWorld(app, all, secrets, certificate, machine);
  }

  SmallWorld withSecrets(Optional<String> version) {
    return new SmallWorld(app, addresses, version, certificate, machine);
  }

  SmallWorld withCertificate(boolean asked) {
    return new SmallWorld(app, addresses, secrets, asked, machine);
  }

  SmallWorld withMachine(SmallMachine it) {
    return new SmallWorld(app, addresses, secrets, certificate, Optional.of(it));
  }

  SmallWorld withoutMachine() {
    return new SmallWorld(app, addresses, secrets, certificate, Optional.empty());
  }
}
