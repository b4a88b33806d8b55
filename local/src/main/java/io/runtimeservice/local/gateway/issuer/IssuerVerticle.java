package io.runtimeservice.local.gateway.issuer;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusal;
import io.runtimeservice.model.document.Values;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The issuer's pages: {@code GET /.well-known/openid-configuration} and {@code GET
 * /.well-known/jwks}, as GitHub's has them, and {@code POST /token}, which no real issuer has: it
 * gives anybody a token that says what the form asks for.
 */
public final class IssuerVerticle extends VerticleBase {

  private static final int FORM_BYTES_MAX = 16 * 1024;

  private static final int IDLE_SECONDS = 60;

  private final LocalIssuer issuer;
  private final int port;

  public IssuerVerticle(LocalIssuer issuer, int port) {
    this.issuer = issuer;
    this.port = port;
  }

  @Override
  public Future<?> start() {
    var router = Router.router(vertx);
    router.get("/.well-known/openid-configuration").handler(this::discover);
    router
        .get("/.well-known/jwks")
        .handler(context -> send(context, 200, "application/json", issuer.published()));
    router
        .post("/token")
        .handler(BodyHandler.create(false).setBodyLimit(FORM_BYTES_MAX))
        .handler(this::mint);
    var options =
        new HttpServerOptions().setIdleTimeout(IDLE_SECONDS).setHttp2ClearTextEnabled(false);
    return vertx.createHttpServer(options).requestHandler(router).listen(port, "127.0.0.1");
  }

  private void discover(RoutingContext context) {
    var document =
        Values.tree()
            .put("issuer", issuer.name())
            .put("jwks_uri", issuer.name() + "/.well-known/jwks")
            .put("response_types_supported", Values.texts(List.of("id_token")))
            .put("subject_types_supported", Values.texts(List.of("public", "pairwise")))
            .put("id_token_signing_alg_values_supported", Values.texts(List.of("RS256")))
            .build();
    send(context, 200, "application/json", Json.write(document));
  }

  private void mint(RoutingContext context) {
    var form = new TreeMap<String, String>();
    context.request().formAttributes().forEach(form::put);
    switch (WishedClaims.read(form, issuer.audience())) {
      case Reading.Read<WishedClaims>(WishedClaims wish) ->
          send(context, 200, "text/plain", issuer.token(wish) + "\n");
      case Reading.Refused<WishedClaims>(List<Refusal> refusals) ->
          send(
              context,
              400,
              "application/problem+json",
              Json.write(
                  Values.tree()
                      .put("status", 400)
                      .put(
                          "detail",
                          refusals.stream()
                              .map(Refusal::toString)
                              .collect(Collectors.joining("; ")))
                      .build()));
    }
  }

  private static void send(RoutingContext context, int status, String type, String body) {
    context.response().setStatusCode(status).putHeader("content-type", type).end(body);
  }
}
