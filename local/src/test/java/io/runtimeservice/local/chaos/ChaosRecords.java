package io.runtimeservice.local.chaos;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;

/** Records as the Environment Manager would write them. */
final class ChaosRecords {

  private ChaosRecords() {}

  static Value.Tree app(String id) {
    return tree(
        """
        {"appId": "%s",
         "gitRepository": {"fullName": "acme/%1$s", "repositoryId": 1001, "ownerId": 42},
         "config": {"LOG_LEVEL": "info"}, "limits": {"maxPreviews": 1000}}
        """
            .formatted(id));
  }

  /** A preview with a secret, one machine and the usual two addresses. */
  static Value.Tree preview(String id, String image) {
    return tree(
        """
        {"environmentId": "%s", "type": "preview", "branch": "%1$s",
         "generation": 1, "desired": "running",
         "spec": {"image": "%s",
           "secrets": {"DATABASE_URL": {"ref": "checkout/database", "version": "1", "key": "url"}}}}
        """
            .formatted(id, image));
  }

  private static Value.Tree tree(String json) {
    try {
      return (Value.Tree) Json.read(json);
    } catch (Json.MalformedJsonException e) {
      throw new IllegalStateException("a record is no JSON", e);
    }
  }
}
