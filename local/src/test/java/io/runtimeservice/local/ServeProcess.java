package io.runtimeservice.local;

import io.runtimeservice.app.Main;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.local.parts.FlyPart;
import io.runtimeservice.local.parts.Port;
import io.runtimeservice.local.parts.SqsPart;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The service in a process of its own, told of the world by environment variables alone. */
final class ServeProcess implements AutoCloseable {

  /** A minute, lest a process that does not end keep a test for ever. */
  private static final long END_SECONDS_MAX = 60;

  private final Process process;
  private final URI address;
  private final Path output;

  private ServeProcess(Process process, URI address, Path output) {
    this.process = process;
    this.address = address;
    this.output = output;
  }

  /** Where the world is. */
  record World(DynamoDbPart dynamoDb, SqsPart sqs, FlyPart fly, Path secrets) {}

  /** Starts it with leases of so long, and waits until it is ready. */
  static ServeProcess start(World world, Duration lease) throws Exception {
    Path directory = Files.createTempDirectory("serve");
    Path token = Files.writeString(directory.resolve("token"), FlyPart.TOKEN);
    int port = Port.free(0, "--http-port");
    Path output = directory.resolve("output");
    var builder =
        new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "local"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
                Map.entry("AWS_ENDPOINT_URL_DYNAMODB", world.dynamoDb().endpoint().toString()),
                Map.entry("AWS_ENDPOINT_URL_SQS", world.sqs().endpoint().toString()),
                Map.entry("RUNTIME_TABLE", DynamoDbPart.TABLE),
                Map.entry("RUNTIME_QUEUE_URL", world.sqs().queue().toString()),
                Map.entry("FLY_ORG", FlyPart.ORGANISATION),
                Map.entry("FLY_API_TOKEN_FILE", token.toString()),
                Map.entry("FLY_FLAPS_BASE_URL", world.fly().endpoint().toString()),
                Map.entry("RUNTIME_SECRET_SOURCE", "file:" + world.secrets()),
                Map.entry("RUNTIME_LEASE_DURATION", lease.toSeconds() + "s"),
                Map.entry("RUNTIME_HTTP_PORT", Integer.toString(port))));
    var serve = new ServeProcess(builder.start(), URI.create("http://localhost:" + port), output);
    Soon.until(serve::isReady, serve::output);
    return serve;
  }

  private static List<String> command() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dlogback.configurationFile=logback.xml");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.add("serve");
    return command;
  }

  private boolean isReady() throws Exception {
    if (!process.isAlive()) {
      throw new AssertionError("expected the service to start, and it said\n" + output());
    }
    try (var web = new Web()) {
      return web.get(address, "/readyz").statusCode() == 200;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  URI address() {
    return address;
  }

  /** What it has printed. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return "nothing: " + e;
    }
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    ended();
  }

  /**
   * SIGTERM.
   *
   * @return what it exits with
   */
  int terminate() throws InterruptedException {
    process.destroy();
    return ended();
  }

  private int ended() throws InterruptedException {
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
