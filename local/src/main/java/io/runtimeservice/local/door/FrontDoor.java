package io.runtimeservice.local.door;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusal;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.failure.FaultTrace;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.spec.EffectiveSpec;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the Environment Manager does when an image was built or a pull request closed, for whoever
 * plays it. It asks for looks by way of the gateway, signed, so that nobody else has to sign.
 *
 * <p>{@code POST /v1/environments/{appId}/{environmentId}/mark} asks for a look. {@code PATCH
 * /manager/environments/{appId}/{environmentId}} with {@code image}, {@code desired} or fields of
 * {@code spec} changes the record, and asks for a look, unless {@code mark} is false; {@code
 * DELETE} forgets it.
 */
public final class FrontDoor extends VerticleBase {

  /** The contract's limit of a mark. */
  static final int MARK_BYTES_MAX = 1024;

  /** A change may be as long as a spec, and a few words. */
  static final int CHANGE_BYTES_MAX = EffectiveSpec.BYTES_MAX + MARK_BYTES_MAX;

  private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

  private final Function<Vertx, Manager> managers;
  private final int port;

  /**
   * A front door.
   *
   * @param managers makes the Manager that it speaks for
   */
  public FrontDoor(Function<Vertx, Manager> managers, int port) {
    this.managers = managers;
    this.port = port;
  }

  @Override
  public Future<?> start() {
    var manager = managers.apply(vertx);
    var router = Router.router(vertx);
    router
        .post("/v1/environments/:app/:environment/mark")
        .handler(body(MARK_BYTES_MAX))
        .handler(context -> with(context, manager::mark));
    router
        .patch("/manager/environments/:app/:environment")
        .handler(body(CHANGE_BYTES_MAX))
        .handler(context -> with(context, key -> change(context, manager, key)));
    router
        .delete("/manager/environments/:app/:environment")
        .handler(body(MARK_BYTES_MAX))
        .handler(context -> with(context, manager::forget));
    router.errorHandler(
        413,
        context ->
            refuse(
                context,
                413,
                "body: expected at most %d bytes, of a change %d"
                    .formatted(MARK_BYTES_MAX, CHANGE_BYTES_MAX)));
    return vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1");
  }

  private static BodyHandler body(int bytesMax) {
    return BodyHandler.create(false).setBodyLimit(bytesMax);
  }

  /** A change that is not understood. */
  private static final class RefusedException extends Exception {
    RefusedException(String why) {
      super(why, null, false, false);
    }
  }

  private static void with(RoutingContext context, Function<EnvironmentKey, Future<Void>> deed) {
    var key =
        EnvironmentKey.parse(context.pathParam("app") + "/" + context.pathParam("environment"));
    if (key.isEmpty()) {
      refuse(context, 400, "path: expected appId and environmentId, each " + AppId.PATTERN);
      return;
    }
    deed.apply(key.get())
        .onSuccess(_ -> accept(context, key.get()))
        .onFailure(thrown -> refuse(context, thrown));
  }

  private static void accept(RoutingContext context, EnvironmentKey key) {
    var body =
        Values.tree()
            .put("appId", key.app().value())
            .put("environmentId", key.environment().value())
            .put("accepted", true)
            .build();
    send(context, 202, "application/json", body);
  }

  private static Future<Void> change(RoutingContext context, Manager manager, EnvironmentKey key) {
    return switch (Change.read(Objects.requireNonNullElse(context.body().asString(), ""))) {
      case Reading.Refused<Change>(List<Refusal> refusals) ->
          Future.failedFuture(new RefusedException(refusals.getFirst().toString()));
      case Reading.Read<Change>(Change change) ->
          change
              .made(manager, key)
              .compose(_ -> change.marks() ? manager.mark(key) : Future.succeededFuture());
    };
  }

  private static void refuse(RoutingContext context, Throwable thrown) {
    switch (thrown) {
      case RefusedException refused -> refuse(context, 400, String.valueOf(refused.getMessage()));
      case Manager.NoSuchEnvironmentException none ->
          refuse(context, 404, String.valueOf(none.getMessage()));
      case GatewayMarks.NotAcceptedException refused ->
          refuse(context, 503, "no look was asked for: " + refused.getMessage());
      case Throwable other -> {
        LOG.atWarn()
            .addKeyValue("fault", FaultTrace.of(other))
            .log("a request to the front door failed");
        refuse(context, 503, "the table or the gateway does not answer");
      }
    }
  }

  private static void refuse(RoutingContext context, int status, String detail) {
    send(
        context,
        status,
        "application/problem+json",
        Values.tree().put("status", status).put("detail", detail).build());
  }

  private static void send(RoutingContext context, int status, String type, Value body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("content-type", type)
        .end(Json.write(body) + "\n");
  }
}
