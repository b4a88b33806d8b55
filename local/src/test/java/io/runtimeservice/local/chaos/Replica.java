package io.runtimeservice.local.chaos;

import io.runtimeservice.local.ServeProcess;
import io.runtimeservice.local.Soon;
import io.runtimeservice.local.Web;
import java.io.IOException;
import java.util.regex.Pattern;

/** A replica: one process after the other, all by the same way to Fly. */
final class Replica implements AutoCloseable {

  private static final Pattern IDENTITY = Pattern.compile("\"replica\":\"([^\"]+)\"");

  private final String name;
  private final FaultProxy way;
  private final Start start;
  private ServeProcess process;

  /** How a process is started. */
  @FunctionalInterface
  interface Start {
    ServeProcess launched() throws IOException;
  }

  Replica(String name, FaultProxy way, Start start) throws IOException {
    this.name = name;
    this.way = way;
    this.start = start;
    this.process = start.launched();
  }

  /** Starts another process in the place of the one that has ended. */
  void launchAgain() throws IOException {
    process = start.launched();
  }

  /** {@code kill -9}, and another process at once. */
  void killAndLaunchAgain() throws Exception {
    process.kill();
    launchAgain();
  }

  ServeProcess process() {
    return process;
  }

  /** How it reaches Fly. */
  FaultProxy way() {
    return way;
  }

  /** The name that its process has given itself, as its first lines say. */
  String identity() {
    var said = IDENTITY.matcher(process.output());
    if (!said.find()) {
      throw new AssertionError("it has not said its name:\n" + process.output());
    }
    return said.group(1);
  }

  /** Waits until it has no pass in flight. */
  void awaitCalm() throws Exception {
    try (var web = new Web()) {
      Soon.until(
          () ->
              web.get(process.address(), "/metrics")
                  .body()
                  .lines()
                  .anyMatch("runtime_reconcile_active 0.0"::equals),
          process::output);
    }
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public void close() {
    process.close();
  }
}
