package io.runtimeservice.benchmarks.sweep;

import io.runtimeservice.benchmarks.Host;
import io.runtimeservice.model.port.Inventory;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.telemetry.Metric;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets a sweep begin when it is told to: its first pages come only then, and all pages come as a
 * network's answers do, in a turn of the loop of their own. Sees by the metrics when it has ended.
 */
final class SweepGate implements Inventory, Telemetry {

  private final Inventory inventory;
  private final Context loop;
  private Promise<String> gate = Promise.promise();
  private Promise<Sweep> ended = Promise.promise();
  private long beganNanos;
  private long beganCpuNanos;

  /** Written on the loop, and read by whoever hands in a mark. */
  private volatile boolean sweeping;

  /** Whether a sweep has come that was not let pass yet. */
  private boolean waiting;

  /** Whether it is known how the last one ended. */
  private Optional<String> outcome = Optional.empty();

  SweepGate(Inventory inventory, Context loop) {
    this.inventory = inventory;
    this.loop = loop;
  }

  /**
   * One that has ended.
   *
   * @param cpuNanos what the process has used meanwhile
   */
  record Sweep(String outcome, Duration took, long cpuNanos) {}

  /** Lets one sweep pass. */
  Future<Sweep> sweep() {
    var promise = Promise.<Sweep>promise();
    loop.runOnContext(_ -> {
      ended = promise;
      sweeping = true;
      beganNanos = System.nanoTime();
      beganCpuNanos = Host.cpuNanos();
      waiting = false;
      gate.tryComplete("");
    });
    return promise.future();
  }

  /** Lets pass whatever comes. */
  void open() {
    loop.runOnContext(_ -> gate.tryComplete(""));
  }

  /** Whether one is under way. */
  boolean isSweeping() {
    return sweeping;
  }

  /** Whether one waits to be let pass; to be asked on the loop. */
  boolean isWaiting() {
    return waiting;
  }

  @Override
  public Future<Page> page(Segment segment, Optional<String> cursor) {
    waiting = !gate.future().isComplete();
    var answer = Promise.<Page>promise();
    gate.future()
        .onSuccess(_ -> loop.runOnContext(_ -> inventory.page(segment, cursor).onComplete(answer)));
    return answer.future();
  }

  @Override
  public void count(Metric metric, String... labelValues) {
    if (metric == Metric.SWEEPS) {
      outcome = Optional.of(labelValues[0]);
      if (labelValues[0].equals("failed")) {
        end();
      }
    }
  }

  @Override
  public void time(Metric metric, Duration took, String... labelValues) {
    if (metric == Metric.SWEEP_DURATION) {
      end();
    }
  }

  private void end() {
    sweeping = false;
    gate = Promise.promise();
    ended.tryComplete(
        new Sweep(
            outcome.orElse("unknown"),
            Duration.ofNanos(System.nanoTime() - beganNanos),
            Host.cpuNanos() - beganCpuNanos));
  }

  @Override
  public void set(Metric metric, double value, String... labelValues) {
    // what stands is of no interest
  }
}
