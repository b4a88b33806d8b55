package io.runtimeservice.adapters.dynamodb;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.adapters.aws.StandIn;
import io.runtimeservice.adapters.aws.WireLog;
import io.runtimeservice.model.port.Answers;
import io.vertx.core.Vertx;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** DynamoDB Local, started once for all tests, and in it an empty table for each. */
final class DynamoDbLocal implements BeforeEachCallback, AfterEachCallback {

  private static final AtomicInteger TABLES = new AtomicInteger();

  private @Nullable DynamoDbWorld world;

  DynamoDbWorld world() {
    return requireNonNull(world);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    var server =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(DynamoDbLocal.class))
            .computeIfAbsent(Server.class, _ -> Server.start(), Server.class);
    world = DynamoDbWorld.create(server, "table-" + TABLES.incrementAndGet());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    world().drop();
  }

  /** What all tests share. */
  record Server(DynamoDBProxyServer server, Vertx vertx, AwsClients clients, WireLog wire)
      implements AutoCloseable {

    static Server start() {
      try {
        int port = freePort();
        var server =
            ServerRunner.createServerFromCommandLineArgs(
                new String[] {"-inMemory", "-port", Integer.toString(port), "-disableTelemetry"});
        server.start();
        var wire = new WireLog();
        var clients = StandIn.at(URI.create("http://localhost:" + port), wire);
        return new Server(server, Vertx.vertx(), clients, wire);
      } catch (Exception e) {
        throw new IllegalStateException("expected DynamoDB Local to start", e);
      }
    }

    private static int freePort() throws Exception {
      try (var socket = new ServerSocket(0)) {
        return socket.getLocalPort();
      }
    }

    @Override
    public void close() {
      clients.close();
      Answers.of(vertx.close());
      try {
        server.stop();
      } catch (Exception e) {
        throw new IllegalStateException("expected DynamoDB Local to stop", e);
      }
    }
  }
}
