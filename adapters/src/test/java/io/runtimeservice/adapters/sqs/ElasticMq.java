package io.runtimeservice.adapters.sqs;

import static java.util.Objects.requireNonNull;

import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.adapters.aws.StandIn;
import io.runtimeservice.adapters.aws.WireLog;
import io.runtimeservice.model.port.Answers;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** ElasticMQ, started once for all tests, and in it an empty queue for each. */
final class ElasticMq implements BeforeEachCallback, AfterEachCallback {

  private static final AtomicInteger QUEUES = new AtomicInteger();

  private @Nullable ElasticMqWorld world;

  ElasticMqWorld world() {
    return requireNonNull(world);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    var server =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(ElasticMq.class))
            .computeIfAbsent(Server.class, _ -> Server.start(), Server.class);
    world = ElasticMqWorld.create(server, "queue-" + QUEUES.incrementAndGet());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    world().drop();
  }

  /** What all tests share. */
  record Server(SQSRestServer server, Vertx vertx, AwsClients clients, WireLog wire)
      implements AutoCloseable {

    static Server start() {
      var server = SQSRestServerBuilder.withDynamicPort().withInterface("localhost").start();
      int port = server.waitUntilStarted().localAddress().getPort();
      var wire = new WireLog();
      var clients = StandIn.at(URI.create("http://localhost:" + port), wire);
      return new Server(server, Vertx.vertx(), clients, wire);
    }

    @Override
    public void close() {
      clients.close();
      Answers.of(vertx.close());
      server.stopAndWait();
    }
  }
}
