package io.runtimeservice.adapters.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.port.Answers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AWS' credentials that are renewed in their file are used without a restart. */
class RenewedCredentialsTest {

  /** The SDK looks at the file now and then; so often it is asked, half a minute at most. */
  private static final int LOOKS_MAX = 300;

  private static final long LOOK_EVERY_MILLIS = 100;

  private static final Pattern KEY = Pattern.compile("Credential=([A-Z0-9]+)/");

  private final Vertx vertx = Vertx.vertx();
  private final Queue<String> keys = new ConcurrentLinkedQueue<>();
  private final HttpServer server =
      Answers.of(
          vertx
              .createHttpServer()
              .requestHandler(request -> {
                var key = KEY.matcher(String.valueOf(request.getHeader("Authorization")));
                keys.add(key.find() ? key.group(1) : "none");
                request
                    .response()
                    .putHeader("content-type", "application/x-amz-json-1.0")
                    .end("{\"TableNames\": []}");
              })
              .listen(0, "localhost"));

  /** A process cannot change its environment variables, and the SDK reads both alike. */
  private final Map<String, String> properties = new HashMap<>();

  @AfterEach
  void close() {
    properties.keySet().forEach(System::clearProperty);
    Answers.of(vertx.close());
  }

  private void set(String name, String value) {
    properties.put(name, value);
    System.setProperty(name, value);
  }

  private static void write(Path file, String key, long modifiedSeconds) throws IOException {
    Files.writeString(
        file,
        """
        [default]
        aws_access_key_id = %s
        aws_secret_access_key = secret
        """
            .formatted(key));
    Files.setLastModifiedTime(file, FileTime.fromMillis(modifiedSeconds * 1000));
  }

  @Test
  void of_a_credentials_file(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("credentials");
    write(file, "AKIAONE", 1_800_000_000);
    set("aws.region", "us-east-1");
    set("aws.sharedCredentialsFile", file.toString());
    set("aws.configFile", directory.resolve("none").toString());
    set("aws.endpointUrlDynamoDb", "http://localhost:" + server.actualPort());
    try (var clients = AwsClients.ofDefaultChain();
        var table = clients.dynamoDb()) {
      table.listTables().join();
      write(file, "AKIATWO", 1_800_000_060);
      for (int looks = 0; !keys.contains("AKIATWO") && looks < LOOKS_MAX; looks++) {
        table.listTables().join();
        new CompletableFuture<Void>()
            .completeOnTimeout(null, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)
            .join();
      }
    }
    assertThat(List.copyOf(keys)).startsWith("AKIAONE").endsWith("AKIATWO");
  }
}
