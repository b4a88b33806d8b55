package io.runtimeservice.local.gateway;

import java.util.Map;
import java.util.TreeMap;

/** What the caller gets. */
record Reply(int status, Map<String, String> headers, String body) {

  Reply {
    var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }
}
