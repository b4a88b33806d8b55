package io.runtimeservice.local.image;

import io.runtimeservice.local.Soon;
import io.runtimeservice.local.Web;
import io.runtimeservice.local.parts.DynamoDbPart;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The program of a staged image, run by {@code bin/run-staged}. */
final class Pod implements AutoCloseable {

  /** The limit of the manifests. */
  private static final String MEMORY = "-XX:MaxRAM=768m";

  private static final long END_SECONDS_MAX = 60;
  private static final Pattern LISTENING =
      Pattern.compile("\"message\":\"listening\".*\"port\":([0-9]+)[,}]");

  private final Process process;
  private final Path output;

  private Pod(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static Pod start(StagedImage image, DynamoDbPart table, String... javaOptions)
      throws IOException {
    Path work = Files.createTempDirectory("pod");
    Path token = Files.writeString(work.resolve("token"), "fm2_local");
    Path output = work.resolve("output");
    var command = new ArrayList<String>();
    command.addAll(List.of("bin/run-staged", image.root().toString(), token.toString(), MEMORY));
    command.addAll(List.of(javaOptions));
    command.addAll(List.of("io.runtimeservice.app.Main", "serve"));
    var builder = new ProcessBuilder(command).directory(StagedImage.PROJECT.toFile());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.environment().putAll(variables(table));
    return new Pod(builder.start(), output);
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
    Soon.until(this::isReady, this::output);
  }

  private boolean isReady() throws Exception {
    if (!process.isAlive()) {
      throw new AssertionError("expected the service to start, and it said\n" + output());
    }
    var said = LISTENING.matcher(output());
    if (!said.find()) {
      return false;
    }
    try (var web = new Web()) {
      var address = URI.create("http://127.0.0.1:" + said.group(1));
      return web.get(address, "/readyz").statusCode() == 200;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return "nothing: " + e;
    }
  }

  /** The JVM's own process, among those that have led to it. */
  private ProcessHandle java() {
    return process
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
    if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new AssertionError("expected the service to end, and it said\n" + output());
    }
    return process.exitValue();
  }

  /** What a test that failed has left running. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
