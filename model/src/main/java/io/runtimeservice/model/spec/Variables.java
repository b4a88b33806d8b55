package io.runtimeservice.model.spec;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The env vars of the app's process.
 *
 * @param config plain values
 * @param secrets references; no name occurs in both
 */
public record Variables(Map<String, String> config, Map<String, SecretSpec> secrets) {

  public Variables {
    config = Collections.unmodifiableMap(new TreeMap<>(config));
    secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
  }
}
