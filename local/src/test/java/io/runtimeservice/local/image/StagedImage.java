package io.runtimeservice.local.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The file system of the image, as {@code bin/stage-image} makes it. */
record StagedImage(Path root) {

  static final Path PROJECT = Path.of(System.getProperty("project.root", ".."));

  private static final long MINUTES_MAX = 5;
  private static final long MEBIBYTE = 1024 * 1024;

  static StagedImage make(Path root) throws IOException, InterruptedException {
    Path said = Files.createTempFile("stage", ".txt");
    var process =
        new ProcessBuilder("bin/stage-image", root.toAbsolutePath().toString())
            .directory(PROJECT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)).as("staged in time").isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    return new StagedImage(root);
  }

  /** All files, by their paths in the image. */
  List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(it -> root.relativize(it).toString())
          .sorted()
          .toList();
    }
  }

  /** The names of what is in a folder. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(it -> String.valueOf(it.getFileName())).sorted().toList();
    }
  }

  /** How much a part of it takes. */
  long megabytes(String part) throws IOException {
    try (Stream<Path> all = Files.walk(root.resolve(part))) {
      return Math.round(
          (double) all.filter(Files::isRegularFile).mapToLong(it -> it.toFile().length()).sum()
              / MEBIBYTE);
    }
  }
}
