package io.runtimeservice.adapters.fly;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where Fly's official OpenAPI file of May 2026 is known not to say what Fly does. Each is mended
 * before the file judges anything, and each names its evidence; the sources are those of the
 * project's reference page on Fly.
 */
final class FlySpecErrors {

  /**
   * An error in the file.
   *
   * @param evidence what is known of how Fly really answers, and from where
   * @param mend puts it right in the file
   */
  record Known(String evidence, Consumer<JsonObject> mend) {}

  private static final String MACHINE = "/apps/{app_name}/machines/{machine_id}";

  static final List<Known> ALL =
      List.of(
          new Known(
              "one operation id stands for two operations, which OpenAPI forbids",
              file ->
                  operation(file, MACHINE + "/metadata", "patch")
                      .put("operationId", "Machines_patch_metadata")),
          new Known(
              "no operation declares 401, 403, 404, 409, 412, 422 and 429, with which all of them"
                  + " answer (Fly's docs; measured by others), always with an error's body",
              file -> everyOperation(file, it -> responses(it).put("default", error()))),
          new Known(
              "a refused app name has the code name_taken (the file of September 2026; fly-go)",
              file ->
                  schema(file, "main.statusCode")
                      .getJsonArray("enum")
                      .add("name_taken")
                      .add("volume_placement_capacity")),
          new Known(
              "an app can be created with an idempotency key (the file of September 2026)",
              file -> property(file, "CreateAppRequest", "idempotency_key", string())),
          new Known(
              "a created app is answered with its id and time (Fly's docs; the September file)",
              file ->
                  answers(
                      operation(file, "/apps", "post"),
                      "201",
                      object()
                          .put(
                              "properties",
                              new JsonObject().put("id", string()).put("created_at", whole())))),
          new Known(
              "an app with machines is deleted with force=true (Fly's docs)",
              file -> query(operation(file, "/apps/{app_name}", "delete"), "force", "boolean")),
          new Known(
              "a machine says its version, and whether it is cordoned (Fly's docs; the September"
                  + " file)",
              file -> {
                property(file, "Machine", "version", string());
                property(file, "Machine", "cordoned", new JsonObject().put("type", "boolean"));
              }),
          new Known(
              "stop, cordon, uncordon and delete are answered with {\"ok\": true} (Fly's docs)",
              file ->
                  List.of(
                          operation(file, MACHINE + "/stop", "post"),
                          operation(file, MACHINE + "/cordon", "post"),
                          operation(file, MACHINE + "/uncordon", "post"),
                          operation(file, MACHINE, "delete"))
                      .forEach(it -> answers(it, "200", ok()))),
          new Known(
              "start is answered with what was before (Fly's docs)",
              file ->
                  answers(
                      operation(file, MACHINE + "/start", "post"),
                      "200",
                      object()
                          .put(
                              "properties",
                              new JsonObject()
                                  .put("previous_state", string())
                                  .put("migrated", new JsonObject().put("type", "boolean"))
                                  .put("new_host", string())))),
          new Known(
              "a secret is unset by setting it to null (flyctl)",
              file ->
                  schema(file, "AppSecretsUpdateRequest")
                      .getJsonObject("properties")
                      .getJsonObject("values")
                      .put("additionalProperties", string().put("nullable", true))),
          new Known(
              "a lease comes in an envelope (Fly's docs; fly-go)",
              file ->
                  answers(
                      operation(file, MACHINE + "/lease", "get"),
                      "200",
                      object()
                          .put(
                              "properties",
                              new JsonObject()
                                  .put("status", string())
                                  .put("data", reference("Lease"))))),
          new Known(
              "the list of regions has capitalised keys (measured by others; fly-go)",
              file -> {
                var properties = schema(file, "main.regionResponse").getJsonObject("properties");
                properties.put("Regions", properties.remove("regions"));
                properties.put("Nearest", properties.remove("nearest"));
              }));

  private FlySpecErrors() {}

  private static JsonObject operation(JsonObject file, String path, String method) {
    return file.getJsonObject("paths").getJsonObject(path).getJsonObject(method);
  }

  private static void everyOperation(JsonObject file, Consumer<JsonObject> mend) {
    for (var path : file.getJsonObject("paths")) {
      for (var operation : (JsonObject) path.getValue()) {
        mend.accept((JsonObject) operation.getValue());
      }
    }
  }

  private static JsonObject responses(JsonObject operation) {
    return operation.getJsonObject("responses");
  }

  private static void answers(JsonObject operation, String status, JsonObject schema) {
    responses(operation).getJsonObject(status).put("content", json(schema));
  }

  private static void query(JsonObject operation, String name, String type) {
    operation
        .getJsonArray("parameters", new JsonArray())
        .add(
            new JsonObject()
                .put("name", name)
                .put("in", "query")
                .put("schema", new JsonObject().put("type", type)));
  }

  private static JsonObject schema(JsonObject file, String name) {
    return file.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
  }

  private static void property(JsonObject file, String schema, String name, JsonObject type) {
    schema(file, schema).getJsonObject("properties").put(name, type);
  }

  private static JsonObject error() {
    return new JsonObject()
        .put("description", "Refused")
        .put("content", json(reference("ErrorResponse")));
  }

  private static JsonObject ok() {
    return object()
        .put("properties", new JsonObject().put("ok", new JsonObject().put("type", "boolean")));
  }

  private static JsonObject json(JsonObject schema) {
    return new JsonObject().put("application/json", new JsonObject().put("schema", schema));
  }

  private static JsonObject reference(String name) {
    return new JsonObject().put("$ref", "#/components/schemas/" + name);
  }

  private static JsonObject object() {
    return new JsonObject().put("type", "object");
  }

  private static JsonObject string() {
    return new JsonObject().put("type", "string");
  }

  private static JsonObject whole() {
    return new JsonObject().put("type", "integer");
  }
}
