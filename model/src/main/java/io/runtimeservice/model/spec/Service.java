package io.runtimeservice.model.spec;

import java.util.Optional;

/**
 * What the app serves.
 *
 * @param internalPort where its process listens
 */
public record Service(int internalPort, Optional<Check> check) {

  static final int PORT_DEFAULT = 8080;
  static final int PORT_MAX = 65_535;
}
