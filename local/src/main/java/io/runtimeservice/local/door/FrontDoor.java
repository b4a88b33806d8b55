package io.runtimeservice.local.door;

import io.runtimeservice.model.document.Fields;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusal;
import io.runtimeservice.model.document.Refusals;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.failure.FaultTrace;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plain HTTP endpoint in the place of the gateway, and beside it what the Environment Manager
 * does when an image was built or a pull request closed.
 *
 * <p>{@code POST /v1/environments/{appId}/{environmentId}/mark} asks for a look. {@code PATCH
 * /manager/environments/{appId}/{environmentId}} with {@code image} or {@code desired} changes the
 * record, and asks for a look, unless {@code mark} is false; {@code DELETE} forgets it.
 */
public final class FrontDoor extends VerticleBase {

  /** The contract's limit of a mark; the Manager's changes are no longer. */
  static final int BODY_BYTES_MAX = 1024;

  private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
  private static final Map<String, String> WISHES =
      Map.of("running", "running", "stopped", "stopped", "deleted", "deleted");

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
    router.route().handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES_MAX));
    router
        .post("/v1/environments/:app/:environment/mark")
        .handler(context -> with(context, manager::mark));
    router
        .patch("/manager/environments/:app/:environment")
        .handler(context -> with(context, key -> change(context, manager, key)));
    router
        .delete("/manager/environments/:app/:environment")
        .handler(context -> with(context, manager::forget));
    router.errorHandler(413, context -> refuse(context, 413, "body: expected at most 1 KiB"));
    return vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1");
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
    return switch (read(Objects.requireNonNullElse(context.body().asString(), ""))) {
      case Reading.Refused<Change>(List<Refusal> refusals) ->
          Future.failedFuture(new RefusedException(refusals.getFirst().toString()));
      case Reading.Read<Change>(Change change) ->
          change
              .made(manager, key)
              .compose(_ -> change.marks() ? manager.mark(key) : Future.succeededFuture());
    };
  }

  /** What may be changed. */
  private sealed interface Change {
    /** Whether a look is asked for as well. */
    boolean marks();

    Future<Void> made(Manager manager, EnvironmentKey key);

    record Image(String image, boolean marks) implements Change {
      @Override
      public Future<Void> made(Manager manager, EnvironmentKey key) {
        return manager.pushImage(key, image);
      }
    }

    record Wish(String wish, boolean marks) implements Change {
      @Override
      public Future<Void> made(Manager manager, EnvironmentKey key) {
        return manager.desire(key, wish);
      }
    }
  }

  private static Reading<Change> read(String body) {
    var refusals = new Refusals();
    var fields = new Fields(tree(body), "", refusals);
    var image = fields.text("image", "the name of an image", it -> !it.isBlank());
    var wish = fields.word("desired", WISHES);
    boolean marks = fields.bool("mark").orElse(true);
    fields.noOthers();
    if (refusals.isEmpty() && image.isPresent() == wish.isPresent()) {
      fields.refuse("image", "either image or desired");
    }
    return refusals.orElse(() ->
        image
            .<Change>map(it -> new Change.Image(it, marks))
            .orElseGet(() -> new Change.Wish(wish.orElseThrow(), marks)));
  }

  private static Value.Tree tree(String body) {
    try {
      return Json.read(body) instanceof Value.Tree tree ? tree : Value.Tree.EMPTY;
    } catch (Json.MalformedJsonException e) {
      return Value.Tree.EMPTY;
    }
  }

  private static void refuse(RoutingContext context, Throwable thrown) {
    switch (thrown) {
      case RefusedException refused -> refuse(context, 400, String.valueOf(refused.getMessage()));
      case Manager.NoSuchEnvironmentException none ->
          refuse(context, 404, String.valueOf(none.getMessage()));
      case Throwable other -> {
        LOG.atWarn()
            .addKeyValue("fault", FaultTrace.of(other))
            .log("a change could not be written");
        refuse(context, 503, "the table or the queue does not answer");
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
