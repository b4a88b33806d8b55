package io.runtimeservice.reconciler.look;

import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.record.Applied;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lists that leave out what the record says is there: either it is gone, or the list is short, or
 * older than our last write. Of what has no question of its own only another list can tell.
 */
record Doubt(Applied applied) {

  boolean addresses(List<Address> seen) {
    return !containsAll(seen.stream().map(Address::ip).toList(), applied.addresses().values());
  }

  boolean secrets(Map<String, String> digests) {
    return applied.secrets().entrySet().stream()
        .anyMatch(it -> !it.getValue().digest().equals(digests.get(it.getKey())));
  }

  /**
   * Of certificates.
   *
   * @param absent host names of which Fly has said so already when it was asked for each
   */
  boolean certificates(List<Certificate> seen, Set<String> absent) {
    var expected = new HashSet<>(applied.certificates().keySet());
    expected.removeAll(absent);
    return !containsAll(seen.stream().map(Certificate::hostname).toList(), expected);
  }

  private static boolean containsAll(List<String> seen, Collection<String> recorded) {
    return seen.stream().collect(Collectors.toSet()).containsAll(recorded);
  }
}
