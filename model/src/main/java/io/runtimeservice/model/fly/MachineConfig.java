package io.runtimeservice.model.fly;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration that a machine is given: what Fly acts on, and what is written on it.
 *
 * @param tree in the form of Fly's API, without metadata
 * @param metadata what is written on the machine; part of the configuration for Fly, not of its
 *     digest
 */
public record MachineConfig(Value.Tree tree, Map<String, String> metadata) {

  public MachineConfig {
    metadata = Map.copyOf(metadata);
  }

  /** The whole, as it is sent. */
  public Value.Tree toSend() {
    return tree.with("metadata", Values.texts(new TreeMap<>(metadata)));
  }

  /** The image, as it is sent. */
  public String image() {
    return tree.text("image").orElseThrow();
  }
}
