package io.runtimeservice.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.fixture.Exposition;
import io.runtimeservice.app.fixture.FakeAws;
import io.runtimeservice.app.fixture.LogTap;
import io.runtimeservice.app.fixture.Reply;
import io.runtimeservice.app.fixture.Web;
import io.runtimeservice.app.settings.Settings;
import io.runtimeservice.model.document.Readings;
import io.runtimeservice.model.port.Answers;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is put together: when it is ready, and how it ends. */
class ServiceTest {

  private static final String NO_RECORD = "{\"Items\": [], \"Count\": 0, \"ScannedCount\": 0}";

  /** An environment of which nothing else is known. */
  private static final String ONE_RECORD =
      """
      {"Items": [{"pk": {"S": "APP#checkout"}, "sk": {"S": "ENV#pr-1"},
                  "environmentId": {"S": "pr-1"}}], "Count": 1, "ScannedCount": 1}
      """;

  private static final String NONE_OF_THEM =
      "{\"Responses\": {\"shared-table\": []}, \"UnprocessedKeys\": {}}";

  private static final int LOOKS_MAX = 100_000;

  /** No Fly answers in this world. */
  private static final String WITHOUT_FLY =
      "a sweep could not read everything; the next one starts anew";

  private final Vertx vertx = Vertx.vertx();
  private final FakeAws aws = new FakeAws();
  private final LogTap log = new LogTap();

  /** Nobody sweeps, pauses or brakes. */
  @BeforeEach
  void theServicesOwnRecordsAreNotThere() {
    aws.answers("GetItem", "{}");
    aws.answers("UpdateItem", "{}");
  }

  @AfterEach
  void close() {
    log.close();
    Answers.of(vertx.close());
    aws.close();
  }

  /** A service that has been started, and by which name. */
  private record Started(String id, int port) {
    Reply get(String path) {
      return Web.get("http://localhost:" + port + path);
    }

    boolean isReady() {
      return get("/readyz").status() == 200;
    }
  }

  private Started start(Path tokenFile) {
    var service = new Service(settings(tokenFile, 0), aws.clients(), "replica-1");
    String id = Answers.of(vertx.deployVerticle(service));
    return new Started(id, Answers.of(service.listening()));
  }

  private static Settings settings(Path tokenFile, int port) {
    return Readings.read(
        Settings.read(
            Map.of(
                "RUNTIME_TABLE", "shared-table",
                "RUNTIME_QUEUE_URL", "http://localhost/000000000000/marks",
                "FLY_ORG", "acme",
                "FLY_API_TOKEN_FILE", tokenFile.toString(),
                "FLY_FLAPS_BASE_URL", "http://localhost:1",
                "RUNTIME_HTTP_PORT", Integer.toString(port))));
  }

  private static Path token(Path directory) throws IOException {
    return Files.writeString(directory.resolve("fly-token"), "fm2_ours");
  }

  /** Each look is a request. */
  private static void until(BooleanSupplier isSo) {
    for (int looks = 0; !isSo.getAsBoolean(); looks++) {
      assertThat(looks).as("how often it was looked at").isLessThan(LOOKS_MAX);
    }
  }

  @Test
  void it_answers_at_once_and_is_ready_when_the_table_has_been_read(@TempDir Path directory)
      throws IOException {
    var service = start(token(directory));

    aws.awaitAsked("Scan");
    assertThat(service.isReady()).isFalse();
    assertThat(service.get("/livez").status()).isEqualTo(200);
    assertThat(aws.asked()).containsOnly("Scan");

    aws.answers("Scan", NO_RECORD);
    until(service::isReady);
    aws.awaitAsked("ReceiveMessage");
    assertThat(log.complaints()).isSubsetOf(WITHOUT_FLY);
  }

  @Test
  void a_table_that_cannot_be_read_is_asked_again_and_meanwhile_it_is_not_ready(
      @TempDir Path directory) throws IOException {
    aws.refuses("Scan", "ResourceNotFoundException");
    var service = start(token(directory));

    assertThat(service.get("/v1/environments").problem(503)).startsWith("the table");
    until(() -> !service.isReady() && !log.complaints().isEmpty());
    assertThat(log.complaints()).containsOnly("the table cannot be read yet");
    assertThat(service.get("/livez").status()).isEqualTo(200);
    assertThat(aws.asked()).doesNotContain("ReceiveMessage");

    aws.answers("Scan", NO_RECORD);
    until(service::isReady);
  }

  /** SIGTERM: not ready, no new stage, what is under way is finished (OPERATIONS.md). */
  @Test
  void while_it_ends_it_lives_and_is_not_ready_until_what_is_under_way_is_done(
      @TempDir Path directory) throws IOException {
    aws.answers("Scan", ONE_RECORD);
    var service = start(token(directory));
    aws.awaitAsked("BatchGetItem");
    assertThat(service.isReady()).isTrue();

    var ended = vertx.undeploy(service.id());
    until(() -> !service.isReady());
    assertThat(service.get("/livez").status()).isEqualTo(200);
    assertThat(ended.isComplete()).isFalse();

    aws.answers("BatchGetItem", NONE_OF_THEM);
    Answers.of(ended);
    assertThat(log.complaints()).isSubsetOf(WITHOUT_FLY);
  }

  @Test
  void its_metrics_are_those_of_the_running_service(@TempDir Path directory) throws IOException {
    aws.answers("Scan", NO_RECORD);
    var service = start(token(directory));
    until(service::isReady);

    var page = Exposition.read(service.get("/metrics").body());

    assertThat(page.value("runtime_build_info", Map.of())).isEqualTo(1);
    var scans = Map.of("service", "dynamodb", "action", "Scan", "outcome", "ok");
    assertThat(page.value("runtime_aws_requests_total", scans)).isPositive();
  }

  @Test
  void without_a_token_it_does_not_start(@TempDir Path directory) {
    var service = new Service(settings(directory.resolve("none"), 0), aws.clients(), "replica-1");

    assertThat(Answers.error(vertx.deployVerticle(service)))
        .hasMessageContaining("Fly's token file");
    assertThat(aws.asked()).isEmpty();
  }

  /** Somebody put the token itself where its file should be named. */
  @Test
  void a_token_in_the_place_of_its_file_is_not_repeated() {
    var service = new Service(settings(Path.of("fm2_canary"), 0), aws.clients(), "replica-1");

    assertThat(Answers.error(vertx.deployVerticle(service)).toString()).doesNotContain("canary");
    assertThat(log.events()).noneMatch(it -> it.toString().contains("canary"));
  }

  @Test
  void on_a_port_that_is_taken_it_does_not_start(@TempDir Path directory) throws IOException {
    aws.answers("Scan", NO_RECORD);
    var first = start(token(directory));
    var second = new Service(settings(token(directory), first.port()), aws.clients(), "replica-2");

    assertThat(Answers.error(vertx.deployVerticle(second))).hasMessageContaining("in use");
  }
}
