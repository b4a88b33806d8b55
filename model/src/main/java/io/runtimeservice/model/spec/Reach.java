package io.runtimeservice.model.spec;

import java.util.List;
import java.util.Optional;

/**
 * How the environment is reached.
 *
 * @param network the private network's name; empty for one of the environment's own
 */
public record Reach(List<AddressType> addresses, Optional<String> network) {

  /** Fly's name for the network that an organisation has from the start. */
  public static final String DEFAULT_NETWORK = "default";

  public Reach {
    addresses = List.copyOf(addresses);
  }
}
