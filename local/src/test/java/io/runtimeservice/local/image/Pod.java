package io.runtimeservice.local.image;

import io.runtimeservice.local.Started;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.local.parts.FlyPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program of a staged image, run by {@code bin/run-staged}. */
final class Pod implements AutoCloseable {

  /** The limit of the manifests. */
  private static final String MEMORY = "-XX:MaxRAM=768m";

  private final Started started;

  private Pod(Started started) {
    this.started = started;
  }

  static Pod start(StagedImage image, DynamoDbPart table, String... javaOptions)
      throws IOException {
    Path work = Files.createTempDirectory("pod");
    Path token = Files.writeString(work.resolve("token"), FlyPart.TOKEN);
    Path output = work.resolve("output");
    var command = new ArrayList<String>();
    command.addAll(List.of("bin/run-staged", image.root().toString(), token.toString(), MEMORY));
    command.addAll(List.of(javaOptions));
    command.addAll(List.of("io.runtimeservice.app.Main", "serve"));
    var builder = new ProcessBuilder(command).directory(StagedImage.PROJECT.toFile());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.environment().putAll(variables(table));
    return new Pod(new Started(builder.start(), output));
  }

  /** Nothing but the table is there: a replica is ready once it has read that. */
  private static Map<String, String> variables(DynamoDbPart table) {
    return Map.ofEntries(
        Map.entry("AWS_REGION", "us-east-1"),
        Map.entry("AWS_ACCESS_KEY_ID", "local"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
        Map.entry("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + table.endpoint().getPort()),
        Map.entry("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:9"),
        Map.entry("RUNTIME_TABLE", DynamoDbPart.TABLE),
        Map.entry("RUNTIME_QUEUE_URL", "http://127.0.0.1:9/000000000000/marks"),
        Map.entry("FLY_ORG", "local"),
        Map.entry("FLY_API_TOKEN_FILE", "/tmp/token"),
        Map.entry("FLY_FLAPS_BASE_URL", "http://127.0.0.1:9"),
        Map.entry("RUNTIME_SECRET_SOURCE", "file:/tmp"),
        Map.entry("RUNTIME_HTTP_PORT", "0"));
  }

  void awaitReady() throws Exception {
    started.awaitReady();
  }

  String output() {
    return started.said();
  }

  /** The JVM's own process, among those that have led to it. */
  private ProcessHandle java() {
    return started
        .process()
        .descendants()
        .filter(it -> it.info().command().orElse("").endsWith("/bin/java"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no JVM:\n" + output()));
  }

  /** A line of what the kernel says of it, without its name. */
  String status(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(java().pid()), "status")).stream()
        .filter(it -> it.startsWith(name + ":"))
        .map(it -> it.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }

  /** A place of its file system, seen from here with the rights that we have. */
  Path inside(String path) {
    return Path.of("/proc", Long.toString(java().pid()), "root", path);
  }

  /**
   * SIGTERM.
   *
   * @return what it exits with
   */
  int terminate() throws InterruptedException {
    java().destroy();
    return ended();
  }

  int ended() throws InterruptedException {
    return started.ended();
  }

  /** What a test that failed has left running, the JVM under its launcher among it. */
  @Override
  public void close() {
    started.process().descendants().forEach(ProcessHandle::destroyForcibly);
    started.process().destroyForcibly();
  }
}
