package io.runtimeservice.adapters.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A file of {@code gateway}, as text and as what it says. */
record GatewayFile(Path path, String text) {

  private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));

  static GatewayFile of(String name) {
    return read(ROOT.resolve("gateway").resolve(name));
  }

  private static GatewayFile read(Path path) {
    try {
      return new GatewayFile(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts of all sources in a folder of the project. */
  static Stream<String> sources(String folder) {
    try (var files = Files.walk(ROOT.resolve(folder))) {
      return files
          .filter(it -> it.toString().endsWith(".java"))
          .map(it -> read(it).text())
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it says; a tag such as {@code !Ref} is left away. */
  JsonNode read() {
    return parse(text);
  }

  static JsonNode parse(String text) {
    try {
      return new YAMLMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Map.Entry<String, JsonNode>> fields(JsonNode object) {
    return object.properties().stream();
  }

  static Stream<JsonNode> items(JsonNode array) {
    return array.valueStream();
  }
}
