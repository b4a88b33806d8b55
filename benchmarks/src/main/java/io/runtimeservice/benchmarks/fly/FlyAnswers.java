package io.runtimeservice.benchmarks.fly;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/** What Fly answers, written down beforehand: a file for each request. */
public final class FlyAnswers implements AutoCloseable {

  /** A request's name ends so if it asks for changes only. */
  private static final String CHANGES = "?changes";

  private final Path folder;

  public FlyAnswers() throws IOException {
    this.folder = Files.createTempDirectory("fly-answers");
  }

  Path folder() {
    return folder;
  }

  /** Writes down what a path answers. */
  public void put(String path, String json) throws IOException {
    Files.writeString(folder.resolve(file(path)), json);
  }

  /** Writes down a page of a list. */
  public void putPage(String path, Optional<String> cursor, String json) throws IOException {
    put(path + cursor.map(it -> "?" + it).orElse(""), json);
  }

  /** Writes down what a list answers to those who ask what has changed. */
  public void putChanges(String path, String json) throws IOException {
    put(path + CHANGES, json);
  }

  /** The name of a request. */
  static String name(String path, Optional<String> cursor, boolean changes) {
    return changes ? path + CHANGES : path + cursor.map(it -> "?" + it).orElse("");
  }

  static String file(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
