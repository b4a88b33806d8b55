package io.runtimeservice.local.parts;

import io.runtimeservice.local.gateway.GatewayVerticle;
import io.runtimeservice.local.gateway.definition.ApiDefinition;
import io.runtimeservice.local.gateway.definition.DefinitionException;
import io.runtimeservice.local.gateway.definition.Stage;
import io.runtimeservice.local.gateway.definition.StageReader;
import io.runtimeservice.local.gateway.issuer.IssuerVerticle;
import io.runtimeservice.local.gateway.issuer.LocalIssuer;
import io.runtimeservice.local.gateway.mapping.Dialect;
import io.runtimeservice.local.gateway.mapping.TemplateEngine;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * API Gateway, played from the files that a stack is made of, and an issuer of tokens beside it.
 */
public final class GatewayPart implements AutoCloseable {

  /** What a token has to be for. */
  public static final String AUDIENCE = "runtime-service.local";

  /** GitHub's ids of those whose repositories may ask: the sample app's owner. */
  public static final String OWNER_IDS = "42";

  private static final long PATIENCE_SECONDS = 30;

  private final Vertx vertx;
  private final LocalIssuer issuer;
  private final URI endpoint;

  /** Where they listen; free ones, for the issuer's name is made of its port. */
  public record Ports(int gateway, int issuer) {}

  private GatewayPart(Vertx vertx, LocalIssuer issuer, URI endpoint) {
    this.vertx = vertx;
    this.issuer = issuer;
    this.endpoint = endpoint;
  }

  /**
   * Starts it; blocks until it answers.
   *
   * @param queue where marks go, as {@code RUNTIME_QUEUE_URL} has it
   */
  public static GatewayPart start(Ports ports, URI queue) throws Exception {
    var api = new GatewayVerticle.Api(definition(queue, Dialect.VELOCITY_1), stage());
    return start(ports, queue, api);
  }

  /** The same, with another stage or definition. */
  public static GatewayPart start(Ports ports, URI queue, GatewayVerticle.Api api)
      throws TimeoutException {
    var random = RandomGenerator.getDefault();
    var issuer =
        new LocalIssuer(
            "http://localhost:" + ports.issuer(), AUDIENCE, InstantSource.system(), random);
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    var world =
        new GatewayVerticle.World(queue.resolve("/"), issuer.name(), Aws.CREDENTIALS, random);
    try {
      vertx
          .deployVerticle(new IssuerVerticle(issuer, ports.issuer()))
          .compose(_ -> vertx.deployVerticle(new GatewayVerticle(api, world, ports.gateway())))
          .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (RuntimeException | TimeoutException notStarted) {
      vertx.close();
      throw notStarted;
    }
    return new GatewayPart(vertx, issuer, URI.create("http://localhost:" + ports.gateway()));
  }

  /** The API, with the queue in the place of the stack's. */
  public static ApiDefinition definition(URI queue, Dialect dialect)
      throws IOException, DefinitionException {
    return ApiDefinition.read(file("openapi.yaml"), names(queue), new TemplateEngine(dialect));
  }

  /** What the API's file refers to: a region, an account, a queue, an audience. */
  public static Map<String, String> names(URI queue) {
    String[] path = queue.getPath().split("/", -1);
    if (path.length != 3) {
      throw new IllegalArgumentException("expected a queue's URL, as http://host/account/name");
    }
    return Map.of(
        "AWS::Partition",
        "aws",
        "AWS::Region",
        Aws.REGION,
        "AWS::AccountId",
        path[1],
        "Marks.QueueName",
        path[2],
        "GatewayRole.Arn",
        "arn:aws:iam::" + path[1] + ":role/gateway",
        "GitHubAudience",
        AUDIENCE);
  }

  /** The stack's stage. */
  public static Stage stage() throws IOException, DefinitionException {
    return StageReader.read(file("template.yaml"), Map.of("GitHubOwnerIds", OWNER_IDS));
  }

  private static String file(String name) throws IOException {
    try (InputStream file = GatewayPart.class.getResourceAsStream("/gateway/" + name)) {
      if (file == null) {
        throw new IOException("gateway/" + name + " is not on the class path");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Where the API is. */
  public URI endpoint() {
    return endpoint;
  }

  /** Who makes the tokens that the API trusts. */
  public LocalIssuer issuer() {
    return issuer;
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
