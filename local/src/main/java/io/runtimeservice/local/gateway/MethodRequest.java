package io.runtimeservice.local.gateway;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it came.
 *
 * @param path still encoded
 * @param query still encoded; empty if there is none
 * @param headers by name, however it is spelled; of one that is given twice the last one
 * @param body as text in UTF-8
 */
record MethodRequest(
    String method, String path, String query, Map<String, String> headers, String body) {

  MethodRequest {
    var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
