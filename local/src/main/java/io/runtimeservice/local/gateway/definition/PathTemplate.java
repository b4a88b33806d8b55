package io.runtimeservice.local.gateway.definition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A path with holes: {@code /v1/apps/{appId}}, or at its end one that takes all that is left,
 * {@code /{proxy+}}.
 */
public record PathTemplate(List<Part> parts) {

  private static final Pattern HOLE = Pattern.compile("\\{[A-Za-z0-9_-]+\\+?}");

  public PathTemplate {
    parts = List.copyOf(parts);
  }

  /** What stands between two slashes; the more exact one comes first. */
  public sealed interface Part {
    record Word(String word) implements Part {}

    record Hole(String name) implements Part {}

    record Rest(String name) implements Part {}

    /** How exact it is: "the most specific match" is taken. */
    default int rank() {
      return switch (this) {
        case Word _ -> 0;
        case Hole _ -> 1;
        case Rest _ -> 2;
      };
    }
  }

  static PathTemplate parse(String path) {
    return new PathTemplate(Stream.of(segments(path)).map(PathTemplate::part).toList());
  }

  /** What stands between the slashes of a path, still encoded. */
  static String[] segments(String path) {
    return path.substring(1).split("/", -1);
  }

  private static Part part(String segment) {
    if (!HOLE.matcher(segment).matches()) {
      return new Part.Word(segment);
    }
    String name = segment.substring(1, segment.length() - 1);
    return name.endsWith("+")
        ? new Part.Rest(name.substring(0, name.length() - 1))
        : new Part.Hole(name);
  }

  /** What the holes are filled with in a path that fits, still encoded. */
  Optional<Map<String, String>> match(String[] segments) {
    var filled = new HashMap<String, String>();
    for (int i = 0; i < parts.size(); i++) {
      if (i == segments.length || segments[i].isEmpty()) {
        return Optional.empty();
      }
      switch (parts.get(i)) {
        case Part.Word(String word) -> {
          if (!word.equals(segments[i])) {
            return Optional.empty();
          }
        }
        case Part.Hole(String name) -> filled.put(name, segments[i]);
        case Part.Rest(String name) -> {
          filled.put(name, String.join("/", List.of(segments).subList(i, segments.length)));
          return Optional.of(filled);
        }
      }
    }
    return segments.length == parts.size() ? Optional.of(filled) : Optional.empty();
  }

  /** The paths on the way to it, which are resources without a method. */
  Stream<PathTemplate> above() {
    return Stream.iterate(1, length -> length < parts.size(), length -> length + 1)
        .map(length -> new PathTemplate(parts.subList(0, length)));
  }

  /** As it is written. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    for (Part part : parts) {
      text.append('/')
          .append(
              switch (part) {
                case Part.Word(String word) -> word;
                case Part.Hole(String name) -> "{" + name + "}";
                case Part.Rest(String name) -> "{" + name + "+}";
              });
    }
    return text.toString();
  }
}
