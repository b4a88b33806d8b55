package io.runtimeservice.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.adapters.vertx.VertxTime;
import io.runtimeservice.app.fixture.FakeAws;
import io.runtimeservice.app.fixture.FakeAws.Refusal;
import io.runtimeservice.app.settings.Settings;
import io.runtimeservice.model.document.Readings;
import io.runtimeservice.model.port.Answers;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

/**
 * What the doctor says of each thing that AWS refuses, through the clients as they are in earnest:
 * codes, statuses and sentences are those of AWS' docs (common errors of DynamoDB, SQS and Secrets
 * Manager, and {@code x-amzn-query-error} of SQS' JSON protocol).
 */
class AwsRefusalsTest {

  private static final Set<String> OF_AWS = Set.of("table", "queue", "secret source");

  private static final Refusal CONDITION =
      new Refusal(
          400,
          "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
          "The conditional request failed",
          "");

  @TempDir private Path directory;
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final FakeAws aws = new FakeAws();

  /** As AWS answers where all is well. */
  @BeforeEach
  void all_is_well() {
    aws.answers("GetItem", "{}");
    aws.answers("BatchGetItem", "{\"Responses\": {\"runtime\": []}, \"UnprocessedKeys\": {}}");
    aws.answers("Scan", "{\"Items\": [], \"Count\": 0, \"ScannedCount\": 0}");
    aws.answers("Query", "{\"Items\": [], \"Count\": 0, \"ScannedCount\": 0}");
    aws.refuses("UpdateItem", CONDITION);
    aws.refuses("PutItem", CONDITION);
    aws.refuses("DeleteItem", CONDITION);
    aws.answers(
        "GetQueueAttributes",
        """
        {"Attributes": {"ApproximateNumberOfMessages": "0", "RedrivePolicy":
          "{\\"deadLetterTargetArn\\":\\"arn:aws:sqs:us-east-1:1:dead\\",\\"maxReceiveCount\\":5}"}}
        """);
    aws.refuses("GetSecretValue", "ResourceNotFoundException");
  }

  @AfterEach
  void close() {
    aws.close();
    Answers.of(vertx.close());
  }

  private Settings settings() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "fm2_test");
    return Readings.read(
        Settings.read(
            Map.of(
                "RUNTIME_TABLE", "runtime",
                "RUNTIME_QUEUE_URL", aws.uri() + "/1/marks",
                "RUNTIME_SECRET_SOURCE", "secrets-manager",
                "FLY_ORG", "acme",
                "FLY_API_TOKEN_FILE", token.toString(),
                "FLY_FLAPS_BASE_URL", "http://localhost:1")));
  }

  /** Fly is nobody's matter here. */
  private List<Finding> look(AwsClients clients) throws IOException {
    var settings = settings();
    Promise<List<Finding>> promise = Promise.promise();
    vertx.runOnContext(_ ->
        new Checkup(settings, new Checkup.Means(vertx, clients, new VertxTime(vertx)))
            .run()
            .onComplete(promise));
    return Answers.of(promise.future()).stream().filter(it -> OF_AWS.contains(it.what())).toList();
  }

  private Finding onlyWrong() throws IOException {
    var wrong = look(aws.clients()).stream().filter(it -> !it.ok()).toList();
    assertThat(wrong).hasSize(1);
    return wrong.getFirst();
  }

  private void onlyWrong(String what, String says, String remedy) throws IOException {
    var wrong = onlyWrong();
    assertThat(wrong.what()).isEqualTo(what);
    assertThat(wrong.says()).contains(says);
    assertThat(wrong.remedy()).contains(remedy);
  }

  @Test
  void where_aws_refuses_nothing_all_is_well() throws IOException {
    assertThat(look(aws.clients())).hasSize(3).allMatch(Finding::ok);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GetItem", "BatchGetItem", "Scan", "Query", "UpdateItem", "PutItem", "DeleteItem"})
  void each_right_to_the_table_that_is_missing_is_named(String operation) throws IOException {
    aws.refuses(
        operation,
        new Refusal(
            400,
            "com.amazon.coral.service#AccessDeniedException",
            "User: arn:aws:sts::1:assumed-role/runtime/pod is not authorized to perform: dynamodb:"
                + operation
                + " on resource: arn:aws:dynamodb:us-east-1:1:table/runtime because no identity-based"
                + " policy allows the action",
            ""));

    var wrong = onlyWrong();

    assertThat(wrong.what()).isEqualTo("table");
    assertThat(wrong.says()).contains("AccessDeniedException", "dynamodb:" + operation);
    assertThat(wrong.remedy()).contains("ServiceRole in gateway/template.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          com.amazonaws.dynamodb.v20120810#ResourceNotFoundException | Requested resource not found | RUNTIME_TABLE
          com.amazon.coral.service#ExpiredTokenException | The security token included in the request is expired | renew AWS' credentials
          com.amazon.coral.service#UnrecognizedClientException | The security token included in the request is invalid. | renew AWS' credentials
          com.amazon.coral.service#InvalidSignatureException | The request signature we calculated does not match the signature you provided. | renew AWS' credentials
          com.amazon.coral.service#MissingAuthenticationTokenException | Request is missing Authentication Token | renew AWS' credentials
          com.amazon.coral.validate#ValidationException | The provided key element does not match the schema | pk and sk
          com.amazon.coral.service#AccessDeniedException | User: u is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:r:1:key/k | kms:Decrypt
          com.amazonaws.dynamodb.v20120810#RequestLimitExceeded | Throughput exceeds the current throughput limit for your account. | higher limit
          """)
  void what_is_refused_of_the_table(String type, String message, String remedy) throws IOException {
    aws.refuses("GetItem", new Refusal(400, type, message, ""));

    onlyWrong("table", message, remedy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | com.amazonaws.sqs#QueueDoesNotExist | AWS.SimpleQueueService.NonExistentQueue;Sender | The specified queue does not exist. | RUNTIME_QUEUE_URL to a queue that is there
          403 | com.amazon.coral.service#AccessDeniedException | AccessDenied;Sender | User: u is not authorized to perform: sqs:getqueueattributes on resource: q | ServiceRole in gateway/template.yaml
          403 | com.amazon.coral.service#ExpiredTokenException | ExpiredToken;Sender | The security token included in the request is expired | renew AWS' credentials
          403 | com.amazon.coral.service#UnrecognizedClientException | InvalidClientTokenId;Sender | The security token included in the request is invalid. | renew AWS' credentials
          404 | com.amazonaws.sqs#InvalidAddress | InvalidAddress;Sender | The address is not valid for this endpoint. | the queue's whole URL
          400 | com.amazonaws.sqs#KmsAccessDenied | KMS.AccessDeniedException;Sender | User: u is not authorized to perform: kms:Decrypt on resource: k | kms:Decrypt
          400 | com.amazonaws.sqs#KmsDisabled | KMS.DisabledException;Sender | The key is disabled. | has to be enabled
          400 | com.amazonaws.sqs#KmsNotFound | KMS.NotFoundException;Sender | The key does not exist. | has to be enabled
          """)
  void what_is_refused_of_the_queue(
      int status, String type, String queryError, String message, String remedy)
      throws IOException {
    aws.refuses("GetQueueAttributes", new Refusal(status, type, message, queryError));

    onlyWrong("queue", message, remedy);
  }

  /** Its own words are left out: a broken one might repeat what it stores. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          com.amazon.coral.service#ExpiredTokenException | ExpiredTokenException | renew AWS' credentials
          com.amazon.coral.service#UnrecognizedClientException | UnrecognizedClientException | renew AWS' credentials
          com.amazon.coral.service#ThrottlingException | ThrottlingException | higher limit
          """)
  void what_is_refused_of_the_secrets(String type, String says, String remedy) throws IOException {
    aws.refuses("GetSecretValue", new Refusal(400, type, "canary-4711", ""));

    var wrong = onlyWrong();

    assertThat(wrong.what()).isEqualTo("secret source");
    assertThat(wrong.says()).isEqualTo(says);
    assertThat(wrong.remedy()).contains(remedy);
  }

  /**
   * It is asked for a bundle that is nobody's: a role that may read its own ones may not see it.
   */
  @Test
  void a_role_that_may_not_see_nobodys_bundle_is_well() throws IOException {
    aws.refuses("GetSecretValue", "AccessDeniedException");

    assertThat(look(aws.clients())).allMatch(Finding::ok);
  }

  @Test
  void without_credentials_each_says_so() throws IOException {
    var nobody =
        AwsCredentialsProviderChain.of(() -> {
          throw SdkClientException.create("nothing here");
        });
    try (var clients =
        new AwsClients(
            nobody, (_, builder) -> builder.endpointOverride(aws.uri()).region(Region.US_EAST_1))) {
      assertThat(look(clients))
          .hasSize(3)
          .allSatisfy(it -> {
            assertThat(it.ok()).isFalse();
            assertThat(it.says()).contains("no credentials");
            assertThat(it.remedy()).contains("renew AWS' credentials");
          });
    }
  }
}
