package io.runtimeservice.app;

import io.runtimeservice.model.document.Canary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Looks for secrets in all that leaves the service, place by place. */
final class LeakSearch {

  private final List<Canary> secrets;
  private final Map<String, Supplier<String>> places = new LinkedHashMap<>();

  LeakSearch(List<Canary> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  /** A place, and how to read all that is there. */
  LeakSearch in(String place, Supplier<String> text) {
    places.put(place, text);
    return this;
  }

  /** How many places there are. */
  int places() {
    return places.size();
  }

  /** All that is in a place. */
  String text(String place) {
    return places.getOrDefault(place, () -> "").get();
  }

  /** The places that show a secret, in whatever form. */
  List<String> found() {
    return places.entrySet().stream()
        .filter(it -> {
          String text = it.getValue().get();
          return secrets.stream().anyMatch(secret -> secret.occursIn(text));
        })
        .map(Map.Entry::getKey)
        .toList();
  }
}
