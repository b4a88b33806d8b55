package io.runtimeservice.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.local.parts.Aws;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.local.parts.FlyPart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An operator's terminal beside a running stack: {@code bin/runtime} is there, and so is what
 * {@code make run} says to export.
 */
public final class Terminal {

  private static final int COMMAND_SECONDS_MAX = 60;

  private final Path directory;
  private final Map<String, String> variables;

  /**
   * A terminal.
   *
   * @param directory an empty one of its own
   */
  public Terminal(Path directory, Stack stack) throws IOException {
    this.directory = directory;
    this.variables =
        Map.of(
            "RUNTIME_URL", stack.service().toString(),
            "DOOR_URL", "http://localhost:" + stack.ports().door(),
            "RUNTIME_TABLE", DynamoDbPart.TABLE,
            "AWS_ENDPOINT_URL_DYNAMODB", stack.places().table().toString(),
            "AWS_REGION", Aws.REGION,
            "AWS_ACCESS_KEY_ID", Aws.CREDENTIALS,
            "AWS_SECRET_ACCESS_KEY", Aws.CREDENTIALS,
            "FLY_FLAPS_BASE_URL", stack.places().fly().toString(),
            "FLY_API_TOKEN", FlyPart.TOKEN);
    Files.createDirectory(directory.resolve("bin"));
    add(
        "runtime",
        "#!/bin/sh\nexec '%s/bin/java' -XX:TieredStopAtLevel=1 -cp '%s' io.runtimeservice.app.Main \"$@\"\n"
            .formatted(System.getProperty("java.home"), System.getProperty("java.class.path")));
  }

  /** Another program in {@code bin}. */
  void add(String name, String script) throws IOException {
    var file = Files.writeString(directory.resolve("bin").resolve(name), script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /**
   * Types a command, and waits for its end.
   *
   * @return what it prints
   * @throws AssertionError if it fails
   */
  public String type(String command) throws Exception {
    var builder =
        new ProcessBuilder("sh", "-c", command)
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(variables);
    var process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it does not end: " + command + "\n" + printed);
    }
    assertThat(process.exitValue()).as("%s%n%s", command, printed).isZero();
    return printed;
  }
}
