package io.runtimeservice.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.adapters.vertx.VertxTime;
import io.runtimeservice.app.doctor.Checkup;
import io.runtimeservice.app.doctor.Finding;
import io.runtimeservice.app.settings.Settings;
import io.runtimeservice.local.parts.Aws;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.local.parts.FlyPart;
import io.runtimeservice.local.parts.Port;
import io.runtimeservice.local.parts.SqsPart;
import io.runtimeservice.model.document.Readings;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.simulator.fly.Fault;
import io.runtimeservice.simulator.fly.Refusals;
import io.runtimeservice.simulator.http.FlyVerticle;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** {@code bin/runtime doctor} over the embedded parts, of which one thing is wrong at a time. */
class DoctorTest {

  private static final String NOBODY = "http://localhost:1";

  /**
   * As Fly's tool makes them, for an organisation; nobody signed them, and no key stands behind.
   */
  private static final String MAY_ALL =
      "fm2_lJPECAAAAAAAAAABxBAAAAAAAAAAAAAAAAAAAAAAwrVodHRwczovL2FwaS5mbHkuaW8vdjGSAJLNEmcfxCAAAAAA"
          + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==";

  private static final String READ_ONLY =
      "fm2_lJPECAAAAAAAAAABxBAAAAAAAAAAAAAAAAAAAAAAwrVodHRwczovL2FwaS5mbHkuaW8vdjGUAJLNEmcfAJLNEmcB"
          + "xCAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==";

  private static final Vertx VERTX = Vertx.vertx();
  private static DynamoDbPart dynamoDb;
  private static SqsPart sqs;
  private static AwsClients aws;

  @TempDir private Path directory;
  private FlyPart fly;
  private final Map<String, String> variables = new HashMap<>();
  private Duration ahead = Duration.ZERO;

  @BeforeAll
  static void start() throws Exception {
    dynamoDb = DynamoDbPart.start(Port.free(0, "--port"));
    sqs = SqsPart.start(Port.free(0, "--port"));
    aws = Aws.at(Map.of(AwsService.DYNAMODB, dynamoDb.endpoint(), AwsService.SQS, sqs.endpoint()));
  }

  @AfterAll
  static void end() throws Exception {
    aws.close();
    sqs.close();
    dynamoDb.close();
    Answers.of(VERTX.close());
  }

  /** Fly is a new one each time: its limits are soon used up. */
  @BeforeEach
  void all_is_well() throws Exception {
    fly = FlyPart.start(new FlyVerticle.Ports(0, Port.free(0, "--web-port")));
    Path token = Files.writeString(directory.resolve("token"), FlyPart.TOKEN);
    variables.putAll(
        Map.of(
            "RUNTIME_TABLE",
            DynamoDbPart.TABLE,
            "RUNTIME_QUEUE_URL",
            sqs.queue().toString(),
            "FLY_ORG",
            FlyPart.ORGANISATION,
            "FLY_API_TOKEN_FILE",
            token.toString(),
            "FLY_FLAPS_BASE_URL",
            fly.endpoint().toString(),
            "RUNTIME_SECRET_SOURCE",
            "file:" + directory));
  }

  @AfterEach
  void end_fly() throws Exception {
    fly.close();
  }

  private void door(Fault fault) {
    Answers.of(
        fly.fly()
            .inWorld(world -> {
              world.door().trouble(_ -> fault);
              return world;
            }));
  }

  private List<Finding> look() {
    return look(aws);
  }

  private List<Finding> look(AwsClients clients) {
    var settings = Readings.read(Settings.read(variables));
    Promise<List<Finding>> promise = Promise.promise();
    VERTX.runOnContext(_ ->
        new Checkup(settings, new Checkup.Means(VERTX, clients, clock()))
            .run()
            .onComplete(promise));
    var findings = Answers.of(promise.future());
    assertThat(findings.toString()).doesNotContain(FlyPart.TOKEN, "fm2_", directory.toString());
    return findings;
  }

  /** This machine's clock, as far ahead as it is said to be. */
  private Time clock() {
    var right = new VertxTime(VERTX);
    return new Time() {
      @Override
      public Instant now() {
        return right.now().plus(ahead);
      }

      @Override
      public long nanos() {
        return right.nanos();
      }

      @Override
      public Timer after(Duration delay, Runnable action) {
        return right.after(delay, action);
      }
    };
  }

  private static List<String> wrong(List<Finding> findings) {
    return findings.stream().filter(it -> !it.ok()).map(Finding::what).toList();
  }

  private static Finding of(String what, List<Finding> findings) {
    return findings.stream().filter(it -> it.what().equals(what)).findFirst().orElseThrow();
  }

  /** Nothing else may be found to be wrong, and it has to be said how it is mended. */
  private static void onlyWrong(List<Finding> findings, String what, String says, String remedy) {
    assertThat(wrong(findings)).as(findings.toString()).containsExactly(what);
    assertThat(of(what, findings).says()).contains(says);
    assertThat(of(what, findings).remedy()).contains(remedy);
  }

  @Test
  void where_all_is_well_everything_is_looked_at_and_nothing_changed() {
    var findings = look();

    assertThat(wrong(findings)).as(findings.toString()).isEmpty();
    assertThat(findings)
        .extracting(Finding::what)
        .containsExactly(
            "table",
            "queue",
            "secret source",
            "Fly token",
            "Fly rights",
            "Fly API",
            "Fly organisation",
            "Fly machines",
            "clock");
    assertThat(of("Fly token", findings).says())
        .isEqualTo("it is there, and does not say until when it holds");
    assertThat(of("Fly rights", findings).says()).contains("shows at the first write");
    assertThat(of("queue", findings).says())
        .isEqualTo("after 5 receives a message goes to marks-dead, which holds 0");
    assertThat(aws.dynamoDb().scan(it -> it.tableName(DynamoDbPart.TABLE)).join().count()).isZero();
  }

  @Test
  void a_table_that_is_not_there() {
    variables.put("RUNTIME_TABLE", "elsewhere");
    onlyWrong(look(), "table", "ResourceNotFound", "RUNTIME_TABLE");
  }

  @Test
  void a_queue_that_is_not_there() {
    variables.put("RUNTIME_QUEUE_URL", sqs.queue().resolve("elsewhere").toString());
    onlyWrong(look(), "queue", "Queue", "RUNTIME_QUEUE_URL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "without | '' | no redrive policy",
        "impatient | 2 | allows 2 receives",
      })
  void a_queue_whose_dead_letters_go_astray(String name, String receives, String says) {
    Map<QueueAttributeName, String> attributes =
        receives.isEmpty() ? Map.of() : Map.of(QueueAttributeName.REDRIVE_POLICY, policy(receives));
    String url =
        aws.sqs().createQueue(it -> it.queueName(name).attributes(attributes)).join().queueUrl();
    variables.put("RUNTIME_QUEUE_URL", url);
    onlyWrong(look(), "queue", says, "maxReceiveCount 5");
  }

  private static String policy(String receives) {
    return "{\"deadLetterTargetArn\": \"arn:aws:sqs:elasticmq:000000000000:marks-dead\","
        + " \"maxReceiveCount\": %s}".formatted(receives);
  }

  @Test
  void a_secret_directory_that_is_missing() {
    variables.put("RUNTIME_SECRET_SOURCE", "file:" + directory.resolve("none"));
    onlyWrong(look(), "secret source", "no such file", "RUNTIME_SECRET_SOURCE");
  }

  @Test
  void a_secret_directory_that_is_a_file() {
    variables.put("RUNTIME_SECRET_SOURCE", "file:" + directory.resolve("token"));
    onlyWrong(look(), "secret source", "no such file", "RUNTIME_SECRET_SOURCE");
  }

  @Test
  void a_token_file_that_is_missing() {
    variables.put("FLY_API_TOKEN_FILE", directory.resolve("none").toString());
    onlyWrong(look(), "Fly token", "cannot be read", "FLY_API_TOKEN_FILE");
  }

  @Test
  void a_token_that_fly_does_not_know() throws IOException {
    Files.writeString(directory.resolve("token"), "fm2_canary");
    var findings = look();
    assertThat(wrong(findings)).containsExactly("Fly API", "Fly organisation", "Fly machines");
    assertThat(of("Fly organisation", findings).remedy()).contains("fly tokens create org");
    assertThat(findings.toString()).doesNotContain("canary");
  }

  /**
   * A macaroon of a nonce, a location, a validity window and a signature, each as short as can be.
   */
  private static String macaroon(Instant end) {
    byte[] document =
        ByteBuffer.allocate(17)
            .put(HexFormat.of().parseHex("9490a092049200cf"))
            .putLong(end.getEpochSecond())
            .put((byte) 0xc0)
            .array();
    return "fm2_" + Base64.getEncoder().encodeToString(document);
  }

  /** Fly does not know it, which is said apart. */
  private Finding token(Instant end) throws IOException {
    String token = macaroon(end);
    Files.writeString(directory.resolve("token"), token);
    var findings = look();
    assertThat(findings.toString()).doesNotContain(token.substring("fm2_".length()));
    assertThat(wrong(findings)).contains("Fly API");
    return of("Fly token", findings);
  }

  @Test
  void a_token_says_until_when_it_holds_and_has_to_be_replaced_in_time() throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant late = now.plus(Duration.ofDays(15));
    assertThat(token(late)).isEqualTo(new Finding("Fly token", true, "it holds until " + late, ""));

    Instant soon = now.plus(Duration.ofDays(13));
    assertThat(token(soon).ok()).isFalse();
    assertThat(token(soon).says()).isEqualTo("it ends at " + soon);
    assertThat(token(soon).remedy()).contains("fly tokens create org", "FLY_API_TOKEN_FILE");

    Instant past = now.minusSeconds(1);
    assertThat(token(past).ok()).isFalse();
    assertThat(token(past).says()).isEqualTo("it has ended at " + past);
  }

  /** Fly lets it list everything. */
  @Test
  void a_token_that_may_only_read() throws IOException {
    admit(READ_ONLY);
    onlyWrong(look(), "Fly rights", "may not write, create, delete, control", "will not do");
  }

  @Test
  void a_token_that_says_that_it_may_write() throws IOException {
    admit(MAY_ALL);
    var findings = look();
    assertThat(wrong(findings)).isEmpty();
    assertThat(of("Fly rights", findings).says()).contains("may read and write");
  }

  private void admit(String token) throws IOException {
    Answers.of(
        fly.fly()
            .inWorld(world -> {
              world.organisation(FlyPart.ORGANISATION, token);
              return world;
            }));
    Files.writeString(directory.resolve("token"), "FlyV1 " + token);
  }

  @Test
  void a_token_without_rights_to_the_organisation() {
    variables.put("FLY_ORG", "somebody-elses");
    var findings = look();
    assertThat(wrong(findings)).containsExactly("Fly organisation", "Fly machines");
    assertThat(of("Fly organisation", findings).remedy()).contains("FLY_ORG");
  }

  @Test
  void a_fly_that_is_down() {
    door(new Fault.Refused(Refusals.broken(503)));
    var findings = look();
    assertThat(wrong(findings)).containsExactly("Fly API", "Fly organisation", "Fly machines");
    assertThat(of("Fly API", findings).remedy()).contains("if Fly is down");
  }

  @Test
  void a_fly_that_nobody_reaches() {
    variables.put("FLY_FLAPS_BASE_URL", NOBODY);
    var findings = look();
    assertThat(wrong(findings)).containsExactly("Fly API", "Fly organisation", "Fly machines");
    assertThat(of("Fly API", findings).says()).contains("no connection");
  }

  @Test
  void an_aws_that_nobody_reaches() {
    var nobody = URI.create(NOBODY);
    try (var far = Aws.at(Map.of(AwsService.DYNAMODB, nobody, AwsService.SQS, nobody))) {
      var findings = look(far);
      assertThat(wrong(findings)).containsExactly("table", "queue");
      assertThat(of("table", findings).remedy()).contains("port 443");
    }
  }

  @ParameterizedTest
  @CsvSource({"PT7M, ahead of", "PT-7M, behind"})
  void a_clock_that_is_off(Duration by, String which) {
    ahead = by;
    onlyWrong(look(), "clock", which + " Fly", "NTP");
  }

  @Test
  void a_clock_that_is_a_little_off_will_do() {
    ahead = Duration.ofSeconds(40);
    assertThat(wrong(look())).isEmpty();
  }
}
