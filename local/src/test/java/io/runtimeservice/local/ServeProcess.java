package io.runtimeservice.local;

import io.runtimeservice.app.Main;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.local.parts.FlyPart;
import io.runtimeservice.local.parts.SqsPart;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The service in a process of its own, told of the world by environment variables alone. */
public final class ServeProcess implements AutoCloseable {

  /** Several of them share a machine with all that stands in for the world. */
  private static final List<String> SMALL =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx160m");

  private final Started started;
  private final Process process;

  private ServeProcess(Started started) {
    this.started = started;
    this.process = started.process();
  }

  /** Where the world is. */
  public record World(URI dynamoDb, URI sqs, URI queue, URI fly, Path secrets) {

    static World of(DynamoDbPart dynamoDb, SqsPart sqs, FlyPart fly, Path secrets) {
      return new World(dynamoDb.endpoint(), sqs.endpoint(), sqs.queue(), fly.endpoint(), secrets);
    }
  }

  /** Starts it with leases of so long, and waits until it is ready. */
  static ServeProcess start(World world, Duration lease) throws Exception {
    var serve = launch(world, lease, Map.of());
    serve.awaitReady();
    return serve;
  }

  /**
   * Starts it and does not wait.
   *
   * @param more settings, by the names of their variables
   */
  public static ServeProcess launch(World world, Duration lease, Map<String, String> more)
      throws IOException {
    return launch(world, lease, more, SMALL);
  }

  /** The same, on a JVM with these options. */
  public static ServeProcess launch(
      World world, Duration lease, Map<String, String> more, List<String> jvm) throws IOException {
    Path directory = Files.createTempDirectory("serve");
    Path token = Files.writeString(directory.resolve("token"), FlyPart.TOKEN);
    Path output = directory.resolve("output");
    var builder =
        new ProcessBuilder(command(jvm)).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "local"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
                Map.entry("AWS_ENDPOINT_URL_DYNAMODB", world.dynamoDb().toString()),
                Map.entry("AWS_ENDPOINT_URL_SQS", world.sqs().toString()),
                Map.entry("RUNTIME_TABLE", DynamoDbPart.TABLE),
                Map.entry("RUNTIME_QUEUE_URL", world.queue().toString()),
                Map.entry("FLY_ORG", FlyPart.ORGANISATION),
                Map.entry("FLY_API_TOKEN_FILE", token.toString()),
                Map.entry("FLY_FLAPS_BASE_URL", world.fly().toString()),
                Map.entry("RUNTIME_SECRET_SOURCE", "file:" + world.secrets()),
                Map.entry("RUNTIME_LEASE_DURATION", lease.toSeconds() + "s"),
                Map.entry("RUNTIME_HTTP_PORT", "0")));
    builder.environment().putAll(more);
    return new ServeProcess(new Started(builder.start(), output));
  }

  private static List<String> command(List<String> jvm) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(jvm);
    command.add("-Dlogback.configurationFile=logback.xml");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.add("serve");
    return command;
  }

  /** Waits until it takes marks. */
  public void awaitReady() throws Exception {
    started.awaitReady();
  }

  /** Where it answers, once it does. */
  public URI address() {
    return started.listening().orElseThrow(() -> new AssertionError("it does not listen yet"));
  }

  /** What it has printed. */
  public String output() {
    return started.said();
  }

  /** The process' number. */
  public long pid() {
    return process.pid();
  }

  /** {@code kill -9}. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    ended();
  }

  /** SIGSTOP: from now on it does nothing, and does not know it. */
  public void stop() throws Exception {
    signal("-STOP");
  }

  /** SIGCONT: it goes on as if nothing had been. */
  public void goOn() throws Exception {
    signal("-CONT");
  }

  private void signal(String signal) throws Exception {
    int code = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new AssertionError("expected kill " + signal + " to reach the process: " + code);
    }
  }

  /** SIGTERM, and does not wait for the end. */
  public void askToEnd() {
    process.destroy();
  }

  /**
   * SIGTERM.
   *
   * @return what it exits with
   */
  public int terminate() throws InterruptedException {
    askToEnd();
    return ended();
  }

  /** Waits for its end, and says what it exits with. */
  public int ended() throws InterruptedException {
    return started.ended();
  }

  /** What a test that failed has left running. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
