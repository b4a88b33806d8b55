package io.runtimeservice.local.monitoring;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Other programs, run to their end. */
final class Programs {

  private static final long SECONDS_MAX = 120;

  private Programs() {}

  /** What it prints; fails with that if it does not exit with 0. */
  static String run(Path directory, List<String> command) throws Exception {
    return run(directory, command, "");
  }

  /**
   * The same.
   *
   * @param input what it reads
   */
  static String run(Path directory, List<String> command, String input) throws Exception {
    var process = new ProcessBuilder(command).directory(directory.toFile()).start();
    var said = new StringBuffer();
    var reader =
        Thread.ofVirtual()
            .start(() ->
                process
                    .errorReader(StandardCharsets.UTF_8)
                    .lines()
                    .forEach(it -> said.append(it + "\n")));
    var writer =
        Thread.ofVirtual()
            .start(() -> {
              try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
                in.write(input);
              } catch (java.io.IOException gone) {
                said.append("it did not read its input\n");
              }
            });
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    reader.join();
    writer.join();
    if (process.exitValue() != 0) {
      throw new AssertionError(command + " failed: " + printed + said);
    }
    return printed;
  }
}
