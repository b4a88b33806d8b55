package io.runtimeservice.model.fly;

import java.util.Map;

/**
 * What Fly says of an app's secrets after a write: a machine started with at least this version has
 * them.
 *
 * @param digests Fly's own digest of each secret, by name; opaque
 */
public record SecretsWritten(long version, Map<String, String> digests) {

  public SecretsWritten {
    digests = Map.copyOf(digests);
  }
}
