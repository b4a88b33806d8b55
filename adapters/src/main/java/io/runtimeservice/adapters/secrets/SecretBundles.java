package io.runtimeservice.adapters.secrets;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.secret.SecretBundle;
import io.runtimeservice.model.secret.SecretValue;
import io.vertx.core.Future;
import java.util.HashMap;

/**
 * Reads bundles: one JSON object whose values are all strings, no larger than a limit. What is
 * anything else counts as missing, since its version will never be another thing; nothing of it is
 * repeated.
 */
final class SecretBundles {

  /** AWS Secrets Manager's limit for a secret. */
  static final int BYTES_MAX = 64 * 1024;

  private SecretBundles() {}

  static Future<SecretBundle> read(byte[] utf8) {
    if (utf8.length > BYTES_MAX) {
      return refused("the bundle is larger than %d bytes".formatted(BYTES_MAX));
    }
    try {
      return Json.read(utf8) instanceof Value.Tree tree
          ? read(tree)
          : refused("the bundle is not one JSON object");
    } catch (Json.MalformedJsonException malformed) {
      return refused("the bundle is not one JSON object");
    }
  }

  private static Future<SecretBundle> read(Value.Tree tree) {
    var values = new HashMap<String, SecretValue>();
    for (var field : tree.fields().entrySet()) {
      if (!(field.getValue() instanceof Value.Text(String text))) {
        return refused("the bundle has a value that is not a string");
      }
      values.put(field.getKey(), SecretValue.of(text));
    }
    return Future.succeededFuture(new SecretBundle(values));
  }

  static Future<SecretBundle> refused(String why) {
    return failed(new Failure.SecretMissing(Evidence.of(Dependency.SECRETS, why)));
  }

  static Future<SecretBundle> failed(Failure failure) {
    return Future.failedFuture(new FailureException(failure));
  }
}
