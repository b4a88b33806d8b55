package io.runtimeservice.local.gateway.mapping;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A request's parameters, by where they stand. Of one that is given twice the last one counts. */
public record Parameters(
    Map<String, String> path, Map<String, String> query, Map<String, String> headers) {

  /** Headers have one name however it is spelled. */
  public Parameters {
    path = Map.copyOf(path);
    query = Map.copyOf(query);
    var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = Collections.unmodifiableMap(anyCase);
  }
}
