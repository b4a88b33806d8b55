package io.runtimeservice.local.gateway.definition;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All routes. Of several paths that fit a request, API Gateway takes the one that is more exact at
 * the first place where they differ. A path that is only on the way to one that has a method is one
 * of them, and has none; it leaves nothing to a path that takes all the rest.
 */
public final class Routes {

  /** More exact paths first. */
  private static final Comparator<PathTemplate> EXACTNESS =
      (one, other) ->
          IntStream.range(0, Math.min(one.parts().size(), other.parts().size()))
              .map(i -> one.parts().get(i).rank() - other.parts().get(i).rank())
              .filter(difference -> difference != 0)
              .findFirst()
              .orElseGet(() -> one.parts().size() - other.parts().size());

  private final List<Route> all;
  private final List<PathTemplate> paths;

  Routes(List<Route> all) {
    this.all = List.copyOf(all);
    this.paths =
        all.stream()
            .map(Route::path)
            .flatMap(path -> Stream.concat(Stream.of(path), path.above()))
            .distinct()
            .sorted(EXACTNESS)
            .toList();
  }

  /**
   * What a request is for.
   *
   * @param holes what the path's holes are filled with, still encoded
   */
  public record Found(Route route, Map<String, String> holes) {}

  public List<Route> all() {
    return all;
  }

  /** The route; empty if there is no such path, or none of its methods is the one. */
  public Optional<Found> find(String method, String path) {
    if (!path.startsWith("/")) {
      return Optional.empty();
    }
    String[] segments = PathTemplate.segments(path);
    return paths.stream()
        .filter(it -> it.match(segments).isPresent())
        .findFirst()
        .flatMap(it ->
            all.stream()
                .filter(route -> route.path().equals(it) && route.takes(method))
                .findFirst()
                .map(route -> new Found(route, it.match(segments).orElseThrow())));
  }
}
