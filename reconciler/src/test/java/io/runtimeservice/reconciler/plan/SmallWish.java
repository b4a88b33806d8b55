package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.plan.SmallWorld.SmallConfig;
import io.runtimeservice.reconciler.plan.SmallWorld.SmallMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be wanted of a {@link SmallWorld}, and whether a world is it. */
record SmallWish(
    Wish wish,
    Optional<String> image,
    boolean maySleep,
    Set<AddressType> addresses,
    Optional<String> secrets,
    boolean certificate) {

  static final String HOSTNAME = "shop.example.com";

  /** Everything that can be wanted. */
  static List<SmallWish> all() {
    var all = new ArrayList<SmallWish>();
    all.add(
        new SmallWish(Wish.DELETED, Optional.of("a"), false, Set.of(), Optional.empty(), false));
    for (Wish wish : List.of(Wish.RUNNING, Wish.STOPPED)) {
      for (Optional<String> image :
          List.of(Optional.<String>empty(), Optional.of("a"), Optional.of("b"))) {
        for (boolean sleep : new boolean[] {false, true}) {
          for (Set<AddressType> addresses : SmallWorld.subsets()) {
            for (Optional<String> secrets : SmallWorld.SECRETS) {
              all.add(new SmallWish(wish, image, sleep, addresses, secrets, false));
              all.add(new SmallWish(wish, image, sleep, addresses, secrets, true));
            }
          }
        }
      }
    }
    return List.copyOf(all);
  }

  /** Whether a world that began as {@code before} is what is wanted. */
  boolean isMetBy(SmallWorld world, SmallWorld before) {
    if (wish == Wish.DELETED) {
      return !world.app();
    }
    return world.app()
        && world.addresses().equals(addresses)
        && world.secrets().equals(secrets)
        && world.certificate() == certificate
        && machineIsRight(world, before);
  }

  /** Without an image the machine is left alone, but for being stopped if that is wished. */
  private boolean machineIsRight(SmallWorld world, SmallWorld before) {
    if (image.isEmpty()) {
      return world
          .machine()
          .equals(
              before
                  .machine()
                  .map(it ->
                      new SmallMachine(
                          it.config(), it.knows(), it.runs() && wish == Wish.RUNNING)));
    }
    return world
        .machine()
        .filter(it -> it.config().equals(config()))
        .filter(it -> it.knows().equals(secrets))
        .filter(it -> wish == Wish.RUNNING ? it.runs() || maySleep : !it.runs())
        .isPresent();
  }

  private SmallConfig config() {
    return new SmallConfig(image.orElseThrow(), maySleep, maySleep && wish == Wish.RUNNING);
  }

  /** The same, as the Environment Manager would write it. */
  Desired desired() {
    return Wanted.desired(
        "preview", wish.toString(), 1, spec(image, maySleep, secrets, addresses, certificate));
  }

  static String spec(
      Optional<String> image,
      boolean maySleep,
      Optional<String> secrets,
      Set<AddressType> addresses,
      boolean certificate) {
    return """
    {"image": %s, "sleep": "%s", "secrets": {%s}, "addresses": [%s], "certificates": [%s]}
    """
        .formatted(
            image.map(SmallWish::reference).map(it -> '"' + it + '"').orElse("null"),
            maySleep ? "suspend" : "off",
            secrets
                .map(version -> "\"KEY\": {\"ref\": \"r\", \"version\": \"" + version + "\"}")
                .orElse(""),
            addresses.stream()
                .sorted()
                .map(it -> "\"" + it + "\"")
                .collect(Collectors.joining(",")),
            certificate ? "{\"hostname\": \"" + HOSTNAME + "\"}" : "");
  }

  static String reference(String image) {
    return "registry.fly.io/checkout@sha256:" + image.repeat(64);
  }
}
