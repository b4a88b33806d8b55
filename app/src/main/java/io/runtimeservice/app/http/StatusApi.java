package io.runtimeservice.app.http;

import io.runtimeservice.model.control.ControlCodec;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.failure.FaultTrace;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.port.BadCursorException;
import io.runtimeservice.model.port.ControlStore;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.EnvironmentStore.Query;
import io.runtimeservice.model.port.RuntimeStore;
import io.runtimeservice.model.port.SweepStore;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.status.State;
import io.runtimeservice.model.status.Status;
import io.runtimeservice.model.sweep.SweepRecord;
import io.runtimeservice.reconciler.Engine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the service says over HTTP: probes, metrics, and the environments as the table has them, so
 * that every replica answers alike.
 */
public final class StatusApi {

  static final int LIMIT_DEFAULT = 100;
  static final int LIMIT_MAX = 1000;
  static final int CURSOR_CHARACTERS_MAX = 2048;

  private static final Logger LOG = LoggerFactory.getLogger(StatusApi.class);
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

  /** Vert.x refuses by itself what it cannot decode: a path before it is routed, a query after. */
  private static final Problem UNREADABLE =
      Problem.badRequest("path or query", "expected each % to begin an escape");

  /**
   * What it shows.
   *
   * @param metrics the metrics in Prometheus' text form
   */
  public record Parts(
      EnvironmentStore environments,
      RuntimeStore runtimes,
      ControlStore control,
      SweepStore sweeps,
      Engine engine,
      Health health,
      Supplier<String> metrics) {}

  private final Vertx vertx;
  private final Parts parts;

  public StatusApi(Vertx vertx, Parts parts) {
    this.vertx = vertx;
    this.parts = parts;
  }

  /**
   * Starts to answer, in HTTP/1.1 alone: Java's own client asks for an upgrade by default, and was
   * seen to wait for ever for the answer to the request that asked for it.
   */
  public Future<HttpServer> listen(int port) {
    return vertx
        .createHttpServer(
            new HttpServerOptions()
                .setMaxInitialLineLength(8 * 1024)
                .setHttp2ClearTextEnabled(false))
        .requestHandler(router())
        .listen(port);
  }

  private Router router() {
    Router router = Router.router(vertx);
    router.get("/startupz").handler(it -> probe(it, true)); // that it answers says all
    router.get("/livez").handler(it -> probe(it, parts.health().lives()));
    router.get("/readyz").handler(it -> probe(it, parts.health().ready().getAsBoolean()));
    router
        .get("/metrics")
        .handler(it ->
            it.response()
                .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                .end(parts.metrics().get()));
    router.get("/v1/environments").handler(this::list);
    String one = "/v1/environments/:appId/:environmentId";
    router.get(one).handler(it -> about(it, this::show));
    router.get(one + "/plan").handler(it -> about(it, this::plan));
    router.get(one + "/explain").handler(it -> about(it, this::explain));
    router.get(one + "/history").handler(it -> about(it, this::history));
    router.get("/v1/orphans").handler(it -> answer(it, sweep().map(SweepView::orphans)));
    router.get("/v1/drift").handler(it -> answer(it, sweep().map(SweepView::drift)));
    router
        .get("/v1/control")
        .handler(it -> answer(it, parts.control().read().map(ControlCodec::write)));
    router.route().handler(it -> Problem.notFound("there is no such page").send(it));
    router.route().failureHandler(this::fail);
    router.errorHandler(UNREADABLE.status(), UNREADABLE::send);
    return router;
  }

  private Future<SweepRecord> sweep() {
    return parts.sweeps().read();
  }

  private static void answer(RoutingContext context, Future<Value.Tree> page) {
    page.onSuccess(it -> send(context, it)).onFailure(context::fail);
  }

  private interface Answer {
    /** Empty if there is no such environment. */
    Future<Optional<Value.Tree>> about(EnvironmentKey key);
  }

  private void about(RoutingContext context, Answer answer) {
    String app = Objects.requireNonNullElse(context.pathParam("appId"), "");
    String environment = Objects.requireNonNullElse(context.pathParam("environmentId"), "");
    var key = EnvironmentKey.parse(app + "/" + environment);
    if (key.isEmpty()) {
      String field = AppId.isValid(app) ? "environmentId" : "appId";
      Problem.badRequest(field, "expected " + AppId.PATTERN).send(context);
      return;
    }
    answer
        .about(key.orElseThrow())
        .onSuccess(tree ->
            tree.ifPresentOrElse(
                it -> send(context, it),
                () ->
                    Problem.notFound("there is no environment " + key.orElseThrow()).send(context)))
        .onFailure(context::fail);
  }

  private Future<Optional<Value.Tree>> show(EnvironmentKey key) {
    return parts
        .environments()
        .load(key)
        .map(records -> records.environment().map(it -> view(key, it).whole()));
  }

  private Future<Optional<Value.Tree>> plan(EnvironmentKey key) {
    return parts.engine().preview().preview(key).map(it -> PlanView.of(key, it));
  }

  private Future<Optional<Value.Tree>> explain(EnvironmentKey key) {
    return parts
        .environments()
        .load(key)
        .map(records ->
            records
                .environment()
                .map(it ->
                    new Explanation(
                            key, records, view(key, it), parts.engine().loop().isBusyWith(key))
                        .tree()));
  }

  private Future<Optional<Value.Tree>> history(EnvironmentKey key) {
    var generations = parts.runtimes().generations(key);
    var operations = parts.runtimes().history(key);
    var records = parts.environments().load(key);
    return Future.all(generations, operations, records)
        .map(_ ->
            Optional.of(
                new HistoryView(key, generations.result(), operations.result())
                    .tree(serving(key, records.result()))));
  }

  private Optional<Generation> serving(EnvironmentKey key, Records records) {
    return records
        .environment()
        .flatMap(it -> view(key, it).status())
        .flatMap(Status::readyGeneration);
  }

  private void list(RoutingContext context) {
    var app = parameter(context, "appId");
    var state = parameter(context, "state");
    var limit = parameter(context, "limit");
    var cursor = parameter(context, "cursor");
    if (app.filter(it -> !AppId.isValid(it)).isPresent()) {
      Problem.badRequest("appId", "expected " + AppId.PATTERN).send(context);
    } else if (state.filter(it -> !isState(it)).isPresent()) {
      Problem.badRequest("state", "expected one of " + Arrays.toString(State.values()))
          .send(context);
    } else if (limit.filter(it -> limit(it).isEmpty()).isPresent()) {
      Problem.badRequest("limit", "expected a whole number from 1 to " + LIMIT_MAX).send(context);
    } else if (cursor.filter(it -> it.length() > CURSOR_CHARACTERS_MAX).isPresent()) {
      Problem.badRequest("cursor", "expected the next of an earlier answer").send(context);
    } else {
      var query =
          new Query(
              app.map(AppId::new),
              state,
              limit.flatMap(StatusApi::limit).orElse(LIMIT_DEFAULT),
              cursor);
      answer(context, parts.environments().list(query).map(this::page));
    }
  }

  private Value.Tree page(EnvironmentStore.Page page) {
    var rows = page.rows().stream().<Value>map(row -> view(row.key(), row.record()).row()).toList();
    return Values.tree()
        .put("environments", new Value.Many(rows))
        .putText("next", page.next())
        .build();
  }

  private EnvironmentView view(EnvironmentKey key, Value.Tree record) {
    return new EnvironmentView(key, record, parts.engine().statuses().unwritable(key));
  }

  private static Optional<String> parameter(RoutingContext context, String name) {
    return context.queryParam(name).stream().findFirst();
  }

  private static boolean isState(String word) {
    return Arrays.stream(State.values()).anyMatch(it -> it.toString().equals(word));
  }

  private static Optional<Integer> limit(String text) {
    return Optional.of(text)
        .filter(it -> NUMBER.matcher(it).matches())
        .map(Integer::valueOf)
        .filter(it -> it >= 1 && it <= LIMIT_MAX);
  }

  private static void probe(RoutingContext context, boolean good) {
    context.response().setStatusCode(good ? 200 : 503).end(good ? "ok\n" : "not now\n");
  }

  private static void send(RoutingContext context, Value.Tree tree) {
    context.response().putHeader("content-type", "application/json").end(Json.write(tree) + "\n");
  }

  /** What the world failed at is said; what this service failed at is logged. */
  private void fail(RoutingContext context) {
    Throwable thrown = context.failure();
    if (thrown instanceof BadCursorException) {
      Problem.badRequest("cursor", "expected the next of an earlier answer").send(context);
    } else if (thrown instanceof FailureException known) {
      Problem.unavailable(known.failure().evidence().by() + " does not answer as it should")
          .send(context);
    } else if (context.statusCode() == UNREADABLE.status()) {
      UNREADABLE.send(context);
    } else if (thrown == null) {
      new Problem(context.statusCode(), "refused", "the request cannot be answered").send(context);
    } else {
      LOG.atError()
          .addKeyValue("fault", FaultTrace.of(thrown))
          .log("a request met a fault in the code");
      new Problem(500, "internal error", "the service met a fault of its own").send(context);
    }
  }
}
