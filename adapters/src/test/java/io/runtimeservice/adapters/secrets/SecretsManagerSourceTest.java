package io.runtimeservice.adapters.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.runtimeservice.adapters.aws.AwsCalls;
import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.adapters.aws.Counted;
import io.runtimeservice.adapters.aws.FakeAws;
import io.runtimeservice.adapters.aws.FakeAws.Reply;
import io.runtimeservice.adapters.aws.StandIn;
import io.runtimeservice.adapters.aws.WireLog;
import io.runtimeservice.adapters.vertx.OnContext;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.SecretSource;
import io.runtimeservice.model.port.SecretSourceContract;
import io.runtimeservice.model.secret.SecretReference;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class SecretsManagerSourceTest implements SecretSourceContract {

  private final Vertx vertx = Vertx.vertx();
  private final FakeAws aws = new FakeAws(vertx);
  private final AwsClients clients = StandIn.at(aws.uri(), new WireLog());
  private final Counted counted = new Counted();
  private final SecretSource source =
      new SecretsManagerSource(
          clients.secretsManager(),
          new AwsCalls(AwsService.SECRETS_MANAGER, new OnContext(vertx), counted));

  private final Map<SecretReference, JsonObject> secrets = new HashMap<>();

  SecretsManagerSourceTest() {
    aws.replies(this::reply);
  }

  private synchronized Reply reply(JsonObject request) {
    var reference =
        new SecretReference(request.getString("SecretId"), request.getString("VersionId"));
    return Optional.ofNullable(secrets.get(reference))
        .map(FakeAws::ok)
        .orElseGet(() -> FakeAws.error(400, "ResourceNotFoundException"));
  }

  @AfterEach
  void close() {
    clients.close();
    aws.close();
    Answers.of(vertx.close());
  }

  @Override
  public SecretSource source() {
    return source;
  }

  @Override
  public synchronized void put(SecretReference reference, Map<String, String> values) {
    var text = new JsonObject();
    values.forEach(text::put);
    secrets.put(reference, new JsonObject().put("SecretString", text.encode()));
  }

  private Failure failureOf(Reply reply) {
    aws.replies(_ -> reply);
    return Answers.failure(source.fetch(REFERENCE));
  }

  private static Reply secret(String text) {
    return FakeAws.ok(new JsonObject().put("SecretString", text));
  }

  @ParameterizedTest
  @CsvSource({
    "ResourceNotFoundException, SecretMissing",
    "InvalidRequestException, SecretMissing",
    "InvalidParameterException, SecretMissing",
    "ValidationException, SecretMissing",
    "AccessDeniedException, SecretDenied",
    "DecryptionFailure, SecretDenied",
    "UnrecognizedClientException, SecretDenied",
    "ExpiredTokenException, SecretDenied"
  })
  void an_error_says_whom_it_waits_for(String code, String failure) {
    var said = failureOf(FakeAws.error(400, code));
    assertThat(said.getClass().getSimpleName()).isEqualTo(failure);
    assertThat(said.evidence().text()).isEqualTo(code);
    assertThat(said.evidence().requestId()).contains(FakeAws.REQUEST_ID);
    assertThat(counted.of("secretsmanager", "GetSecretValue", "failed")).isOne();
  }

  @Test
  void throttling_passes() {
    assertThat(failureOf(FakeAws.error(400, "ThrottlingException")))
        .isInstanceOf(Failure.Throttled.class);
    assertThat(counted.of("secretsmanager", "GetSecretValue", "throttled")).isOne();
  }

  @Test
  void a_store_that_is_broken_is_unavailable() {
    assertThat(failureOf(FakeAws.error(500, "InternalServiceError")))
        .isInstanceOf(Failure.Unavailable.class);
    assertThat(failureOf(new Reply.Reset())).isInstanceOf(Failure.Unavailable.class);
    assertThat(failureOf(new Reply.Answer(200, "no json"))).isInstanceOf(Failure.Unavailable.class);
  }

  @Test
  void what_is_not_an_object_of_strings_is_refused() {
    for (var text :
        List.of(
            "",
            "plain",
            "[\"a\"]",
            "\"a\"",
            "7",
            "null",
            "{\"a\":1}",
            "{\"a\":true}",
            "{\"a\":null}",
            "{\"a\":{}}",
            "{\"a\":[]}",
            "{\"a\":\"b\"",
            "{\"a\":\"b\",\"a\":\"c\"}",
            "{\"a\":\"b\"} {}")) {
      assertThat(failureOf(secret(text))).as(text).isInstanceOf(Failure.SecretMissing.class);
    }
  }

  @Test
  void a_binary_bundle_is_refused() {
    assertThat(failureOf(FakeAws.ok(new JsonObject().put("SecretBinary", "e30="))))
        .isInstanceOf(Failure.SecretMissing.class);
  }

  @Test
  void a_bundle_past_its_size_is_refused() {
    int frame = "{\"a\":\"\"}".length();
    int room = SecretBundles.BYTES_MAX - frame;
    aws.replies(_ -> secret("{\"a\":\"" + "x".repeat(room) + "\"}"));
    assertThat(Answers.of(source.fetch(REFERENCE)).values()).containsKey("a");
    assertThat(failureOf(secret("{\"a\":\"" + "x".repeat(room + 1) + "\"}")))
        .isInstanceOf(Failure.SecretMissing.class);
  }

  @Test
  void a_value_is_in_no_log_no_exception_and_no_text_form() {
    var canary = "canary-" + Long.toHexString(new Random(20261124).nextLong());
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var level = root.getLevel();
    var logged = new ListAppender<ILoggingEvent>();
    logged.start();
    root.addAppender(logged);
    root.setLevel(Level.INFO);
    var said = new StringBuilder();
    try {
      put(REFERENCE, Map.of("TOKEN", canary));
      aws.replies(this::reply);
      said.append(Answers.of(source.fetch(REFERENCE)));
      for (var reply :
          List.of(
              secret("{\"TOKEN\":7,\"OTHER\":\"" + canary + "\"}"),
              secret("{\"TOKEN\":\"" + canary + "\""),
              secret(canary),
              secret("{\"TOKEN\":\"" + canary + "\",\"" + canary + "\":{}}"),
              new Reply.Answer(200, canary),
              new Reply.Answer(200, "{\"SecretString\":\"" + canary),
              new Reply.Answer(500, canary),
              FakeAws.error(400, "AccessDeniedException", canary),
              FakeAws.error(500, "InternalServiceError", canary))) {
        aws.replies(_ -> reply);
        said.append(trace(Answers.error(source.fetch(REFERENCE))));
      }
    } finally {
      root.setLevel(level);
      root.detachAppender(logged);
    }
    assertThat(said.toString()).contains(FailureException.class.getName());
    assertThat(said.toString()).doesNotContain(canary);
    assertThat(logged.list.stream().map(SecretsManagerSourceTest::text))
        .allSatisfy(text -> assertThat(text).doesNotContain(canary));
  }

  private static String text(ILoggingEvent event) {
    return event.getFormattedMessage()
        + event.getKeyValuePairs()
        + (event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }

  private static String trace(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
