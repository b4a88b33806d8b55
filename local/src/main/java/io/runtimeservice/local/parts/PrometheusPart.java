package io.runtimeservice.local.parts;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Prometheus, in a process of its own, that scrapes one service and evaluates rules over it. */
public final class PrometheusPart implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private static final String RULES = "/monitoring/prometheus-rule.yaml";
  private static final String SPEC = "\nspec:\n";

  /** More series than one service has, by far. */
  private static final int SAMPLES_MAX = 50_000;

  private final Process process;
  private final URI address;

  private PrometheusPart(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * What it is to do.
   *
   * @param programs the directory that holds the program {@code prometheus}
   * @param service whose {@code /metrics} it scrapes
   * @param every how often it scrapes and evaluates; whole seconds
   * @param rules to evaluate, as {@link #rules} has them
   */
  public record Task(Path programs, URI service, Duration every, String rules) {}

  /** The shipped rules as Prometheus itself reads them: what the operator's object specifies. */
  public static String rules() throws IOException {
    try (InputStream file = PrometheusPart.class.getResourceAsStream(RULES)) {
      if (file == null) {
        throw new IOException(RULES + " is not on the class path");
      }
      String object = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      int spec = object.indexOf(SPEC);
      if (spec < 0) {
        throw new IOException(RULES + " has no spec");
      }
      return object.substring(spec + SPEC.length()).indent(-2);
    }
  }

  /**
   * Starts it in a directory of its own; blocks until it answers.
   *
   * @param port where it listens, on this machine alone
   */
  public static PrometheusPart start(Task task, int port, Path directory) throws Exception {
    Path rules = Files.writeString(directory.resolve("rules.yml"), task.rules());
    Path config = Files.writeString(directory.resolve("prometheus.yml"), config(task, rules));
    Path log = directory.resolve("prometheus.log");
    var process =
        new ProcessBuilder(
                task.programs().resolve("prometheus").toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    var part = new PrometheusPart(process, URI.create("http://localhost:" + port));
    try {
      part.awaitReady(log);
    } catch (Exception notStarted) {
      part.close();
      throw notStarted;
    }
    return part;
  }

  private static String config(Task task, Path rules) {
    return """
    global:
      scrape_interval: %1$ds
      scrape_timeout: %1$ds
      evaluation_interval: %1$ds
    rule_files: ['%2$s']
    scrape_configs:
      - job_name: runtime-service
        sample_limit: %3$d
        static_configs:
          - targets: ['%4$s']
    """
        .formatted(task.every().toSeconds(), rules, SAMPLES_MAX, task.service().getAuthority());
  }

  private void awaitReady(Path log) throws Exception {
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try (var client = HttpClient.newHttpClient()) {
      while (!isReady(client)) {
        if (!process.isAlive()) {
          throw new IOException("prometheus did not start, and said: " + Files.readString(log));
        }
        if (System.nanoTime() > endNanos) {
          throw new TimeoutException("prometheus is not ready, and said: " + Files.readString(log));
        }
        new CompletableFuture<Void>()
            .completeOnTimeout(null, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)
            .join();
      }
    }
  }

  private boolean isReady(HttpClient client) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(address.resolve("/-/ready")).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Where it answers. */
  public URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
