package io.runtimeservice.benchmarks.start;

import io.runtimeservice.benchmarks.Benchmark;
import io.runtimeservice.benchmarks.Figure;
import io.runtimeservice.benchmarks.Findings;
import io.runtimeservice.benchmarks.Host;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** From the start of the image's JVM until the service is ready, A B B A. */
public final class StartBenchmark implements Benchmark {

  private static final int ROUNDS = 3;
  private static final double GOAL = 0.5;
  private static final long END_SECONDS_MAX = 30;
  private static final Path STAGED = Path.of("benchmarks/target/staged");
  private static final String READY = "\"message\":\"ready\"";

  @Override
  public String name() {
    return "start";
  }

  /** A start, with the cache or without. */
  private enum Way {
    WITH,
    WITHOUT
  }

  @Override
  public Findings run() throws Exception {
    stage();
    boolean busy = Host.isBusy();
    var withCache = new ArrayList<Duration>();
    var withoutCache = new ArrayList<Duration>();
    try (var table = new TableProcess()) {
      for (int round = 0; round < ROUNDS; round++) {
        for (Way way : List.of(Way.WITH, Way.WITHOUT, Way.WITHOUT, Way.WITH)) {
          (way == Way.WITH ? withCache : withoutCache).add(start(way, table));
        }
      }
    }
    Duration with = median(withCache);
    Duration without = median(withoutCache);
    double ratio = (double) with.toNanos() / without.toNanos();
    return new Findings(
            "The program of the image, as bin/stage-image makes it: from the start of the process until it says that it is\n"
                + "ready. DynamoDB Local, in another process, has an empty table; Fly and the queue do not answer.",
            List.of(
                Figure.beside("from start to ready without the cache", words(without)),
                Figure.of(
                    "the same, with the cache",
                    "at most half",
                    words(with),
                    "%.2f".formatted(ratio),
                    ratio <= GOAL)))
        .unless(busy);
  }

  private static String words(Duration median) {
    return "%d ms (median of %d)".formatted(median.toMillis(), 2 * ROUNDS);
  }

  private static Duration median(List<Duration> took) {
    return took.stream().sorted().toList().get(took.size() / 2);
  }

  private static void stage() throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("bin/stage-image", STAGED.toAbsolutePath().toString())
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException("bin/stage-image has failed: " + code);
    }
  }

  private static Duration start(Way way, TableProcess table)
      throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("start");
    Path token = Files.writeString(work.resolve("token"), "fm2_local");
    var builder = new ProcessBuilder(command(way, work)).redirectErrorStream(true);
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "local"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
                Map.entry("AWS_ENDPOINT_URL_DYNAMODB", table.address()),
                Map.entry("AWS_ENDPOINT_URL_SQS", "http://localhost:9"),
                Map.entry("RUNTIME_TABLE", "runtime"),
                Map.entry("RUNTIME_QUEUE_URL", "http://localhost:9/000000000000/marks"),
                Map.entry("FLY_ORG", "local"),
                Map.entry("FLY_API_TOKEN_FILE", token.toString()),
                Map.entry("FLY_FLAPS_BASE_URL", "http://localhost:9"),
                Map.entry("RUNTIME_SECRET_SOURCE", "file:" + work),
                Map.entry("RUNTIME_HTTP_PORT", "0")));
    long begunNanos = System.nanoTime();
    var process = builder.start();
    try {
      awaitReady(process);
      return Duration.ofNanos(System.nanoTime() - begunNanos);
    } finally {
      process.destroyForcibly();
      process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS);
    }
  }

  private static void awaitReady(Process process) throws IOException {
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var said = new ArrayList<String>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.contains(READY)) {
        return;
      }
      said.add(line);
    }
    throw new IOException("the service has ended before it was ready: " + String.join("\n", said));
  }

  /** The image's own options, where it is staged. */
  private static List<String> command(Way way, Path work) throws IOException {
    String staged = STAGED.toAbsolutePath().toString();
    String options =
        Files.readAllLines(STAGED.resolve("app/java.options")).stream()
            .filter(it -> way == Way.WITH || !it.startsWith("-XX:AOTCache="))
            .map(it -> it.replace("/app/", staged + "/app/"))
            .collect(Collectors.joining("\n"));
    Path file = Files.writeString(work.resolve("java.options"), options);
    return List.of(
        staged + "/opt/java/bin/java",
        "@" + file,
        way == Way.WITH ? "-XX:AOTMode=on" : "-XX:AOTMode=off",
        "io.runtimeservice.app.Main",
        "serve");
  }
}
