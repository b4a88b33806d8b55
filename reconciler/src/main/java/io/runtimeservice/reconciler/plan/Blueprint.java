package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.document.Digest;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.fly.MachineConfig;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.spec.Check;
import io.runtimeservice.model.spec.ImageReference;
import io.runtimeservice.model.spec.Service;
import io.runtimeservice.model.spec.Sleep;
import io.runtimeservice.model.spec.Wish;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the machines of an environment shall be like.
 *
 * <p>The digest is of what is desired, not of what is sent: a tag counts with the commit that it
 * was built from, whatever image it is found to mean.
 *
 * @param tree the configuration in the form of Fly's API, without metadata
 * @param digest what a machine that was given it carries in its metadata
 */
public record Blueprint(Value.Tree tree, String digest) {

  /** How often Fly restarts a process that ends with an error (Fly's own default). */
  static final int RESTARTS_MAX = 10;

  /** The blueprint for a desired state that has an image. */
  public static Blueprint of(Desired desired, RuntimeRecord record, ImageReference image) {
    var spec = desired.spec();
    var common =
        Values.tree()
            .put("env", Values.texts(spec.variables().config()))
            .put("guest", guest(desired))
            .put(
                "restart",
                Values.tree().put("policy", "on-failure").put("max_retries", RESTARTS_MAX).build())
            .put("services", new Value.Many(List.of(service(desired))))
            .build();
    return new Blueprint(
        common.with("image", Values.text(record.pinned(desired.version(), image).toString())),
        Digest.of(image + "\n" + commitThatCounts(desired, image) + "\n" + Values.canonical(common))
            .hex());
  }

  /** The configuration for one slot, with what is written on the machine. */
  MachineConfig forSlot(Desired desired, RuntimeRecord record, String installation, Slot slot) {
    var metadata =
        new LinkedHashMap<>(
            Ownership.marks(installation, desired.key(), record.naming().incarnation(), slot));
    metadata.put(Ownership.GENERATION, desired.version().generation().toString());
    metadata.put(Ownership.CONFIG, digest);
    metadata.put(Ownership.SECRETS, record.applied().secretsDigest());
    desired.spec().build().commit().ifPresent(it -> metadata.put(Ownership.COMMIT, it));
    return new MachineConfig(tree, Map.copyOf(metadata));
  }

  private static String commitThatCounts(Desired desired, ImageReference image) {
    return image.isPinned() ? "" : desired.spec().build().commit().orElse("");
  }

  private static Value guest(Desired desired) {
    var guest = desired.spec().placement().guest();
    return Values.tree()
        .put("cpu_kind", guest.cpuKind().toString())
        .put("cpus", guest.cpus())
        .put("memory_mb", guest.memoryMb())
        .build();
  }

  private static Value service(Desired desired) {
    Service service = desired.spec().service();
    Sleep sleep = desired.spec().policy().sleep();
    var tree =
        Values.tree()
            .put("protocol", "tcp")
            .put("internal_port", service.internalPort())
            .put("autostop", sleep.toString())
            .put("autostart", wakes(desired))
            .put("min_machines_running", 0)
            .put("ports", new Value.Many(List.of(plainPort(), tlsPort())));
    service
        .check()
        .ifPresent(check ->
            tree.put("checks", new Value.Many(List.of(check(check, service.internalPort())))));
    return tree.build();
  }

  /** A machine that is to stay stopped must not be woken by a request. */
  private static boolean wakes(Desired desired) {
    return desired.wish() == Wish.RUNNING && desired.spec().policy().sleep() != Sleep.OFF;
  }

  private static Value plainPort() {
    return Values.tree()
        .put("port", 80)
        .put("handlers", Values.texts(List.of("http")))
        .put("force_https", true)
        .build();
  }

  private static Value tlsPort() {
    return Values.tree()
        .put("port", 443)
        .put("handlers", Values.texts(List.of("tls", "http")))
        .build();
  }

  private static Value check(Check check, int port) {
    var tree =
        Values.tree()
            .put("type", check.type().toString())
            .put("port", port)
            .put("interval", seconds(check.interval()))
            .put("timeout", seconds(check.timeout()))
            .put("grace_period", seconds(check.gracePeriod()));
    check.path().ifPresent(path -> tree.put("method", "GET").put("path", path));
    return tree.build();
  }

  /** As Go writes a duration, which is what Fly reads. */
  private static String seconds(Duration duration) {
    return duration.toSeconds() + "s";
  }
}
