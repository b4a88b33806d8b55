package io.runtimeservice.local.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code bin/verify-report} prints when all is over. */
final class Counts {

  private static final Path DIRECTORY =
      Path.of(System.getProperty("project.root"), "local", "target", "counts");

  private Counts() {}

  /**
   * Keeps a line.
   *
   * @param what names the file that keeps it
   */
  static void keep(String what, String line) throws IOException {
    Files.createDirectories(DIRECTORY);
    Files.writeString(DIRECTORY.resolve(what + ".txt"), line + "\n");
  }
}
