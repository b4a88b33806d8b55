package io.runtimeservice.local;

import io.runtimeservice.local.door.Manager;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An app with a production environment and two previews, as an Environment Manager would write. */
public final class Samples {

  static final String APP = "checkout";
  static final EnvironmentKey PRODUCTION = EnvironmentKey.of(APP, "production");
  static final EnvironmentKey PREVIEW_1 = EnvironmentKey.of(APP, "pr-1");
  static final EnvironmentKey PREVIEW_2 = EnvironmentKey.of(APP, "pr-2");
  static final List<EnvironmentKey> ALL = List.of(PRODUCTION, PREVIEW_1, PREVIEW_2);

  static final String IMAGE_OF_PRODUCTION = "registry.fly.io/checkout:v1";
  static final String IMAGE_OF_PREVIEW_1 = "registry.fly.io/checkout:pr-1";

  /** Where the only secret is. */
  static final String SECRET = "checkout/database";

  /** Whose DNS leads nowhere yet when its certificate is asked for. */
  static final String HOSTNAME = "shop.example.com";

  private static final String APP_RECORD =
      """
      {"appId": "checkout",
       "gitRepository": {"fullName": "acme/checkout", "repositoryId": 1001, "ownerId": 42},
       "config": {"LOG_LEVEL": "info"}}
      """;

  private static final String PRODUCTION_RECORD =
      """
      {"environmentId": "production", "type": "production", "branch": "main",
       "generation": 1, "desired": "running",
       "spec": {
         "image": "registry.fly.io/checkout:v1",
         "config": {"GREETING": "welcome"},
         "secrets": {"DATABASE_URL": {"ref": "checkout/database", "version": "1", "key": "url"}},
         "certificates": [{"hostname": "shop.example.com"}],
         "service": {"internalPort": 8080, "check": {"type": "http", "path": "/healthz"}}}}
      """;

  private Samples() {}

  /** Writes the production environment's secret into a directory of secrets, in two versions. */
  static void writeSecrets(Path directory, String value) throws IOException {
    Path bundle = Files.createDirectories(directory.resolve("checkout").resolve("database"));
    Files.writeString(bundle.resolve("1"), secret(value));
    Files.writeString(bundle.resolve("2"), secret(value + "&version=2"));
  }

  private static String secret(String value) {
    return Json.write(Values.tree().put("url", value).build());
  }

  /** Writes all records and sends a mark for each environment. */
  static Future<Void> write(Manager manager) {
    return manager
        .putApp(APP, tree(APP_RECORD))
        .compose(_ -> manager.putEnvironment(PRODUCTION, tree(PRODUCTION_RECORD)))
        .compose(_ ->
            manager.putEnvironment(PREVIEW_1, preview("pr-1", "new-basket", IMAGE_OF_PREVIEW_1)))
        .compose(_ ->
            manager.putEnvironment(
                PREVIEW_2, preview("pr-2", "fix-totals", "registry.fly.io/checkout:pr-2")));
  }

  private static Value.Tree preview(String id, String branch, String image) {
    return tree(
        """
        {"environmentId": "%s", "type": "preview", "branch": "%s",
         "generation": 1, "desired": "running",
         "spec": {
           "image": "%s",
           "config": {"GREETING": "hello from %1$s"},
           "service": {"internalPort": 8080, "check": {"type": "http", "path": "/healthz"}}}}
        """
            .formatted(id, branch, image));
  }

  private static Value.Tree tree(String json) {
    try {
      return (Value.Tree) Json.read(json);
    } catch (Json.MalformedJsonException e) {
      throw new IllegalStateException("a sample is no JSON", e);
    }
  }
}
