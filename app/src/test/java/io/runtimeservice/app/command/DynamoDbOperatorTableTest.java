package io.runtimeservice.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.command.Terminal.Outcome;
import io.runtimeservice.app.fixture.FakeAws;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The table in DynamoDB, with AWS' own variables and nothing else. */
class DynamoDbOperatorTableTest {

  private static final String ENDPOINT = "aws.endpointUrlDynamoDb";

  private static final Terminal TERMINAL = new Terminal(Map.of("RUNTIME_TABLE", "shared-table"));

  /** The SDK reads properties as it does variables. */
  private final Map<String, String> properties = new HashMap<>();

  @BeforeEach
  void somebody_has_credentials() {
    set("aws.region", "us-east-1");
    set("aws.accessKeyId", "x");
    set("aws.secretAccessKey", "x");
  }

  private void set(String name, String value) {
    properties.put(name, value);
    System.setProperty(name, value);
  }

  @AfterEach
  void unset() {
    properties.keySet().forEach(System::clearProperty);
  }

  @Test
  void it_is_read_where_the_variables_say() {
    try (var aws = new FakeAws()) {
      set(ENDPOINT, aws.uri().toString());
      aws.answers("GetItem", "{}");
      aws.answers("Scan", "{\"Items\": [], \"Count\": 0, \"ScannedCount\": 0}");

      assertThat(TERMINAL.type("brake"))
          .isEqualTo(
              new Outcome(
                  0,
                  """
                  the brake is not tripped
                  taken away for good in the last 10 minutes: 0, in the last hour: 0
                  nothing waits
                  """,
                  ""));
      assertThat(aws.asked()).containsExactly("GetItem", "Scan");
    }
  }

  @Test
  void a_table_that_is_not_there_is_told_in_the_table_s_own_words() {
    try (var aws = new FakeAws()) {
      set(ENDPOINT, aws.uri().toString());
      aws.refuses("GetItem", "ResourceNotFoundException");

      var outcome = TERMINAL.type("switch");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err())
          .startsWith("the table does not answer as it should: ResourceNotFound");
    }
  }

  /**
   * The first call loads the SDK in the time for a connection: on a slow machine that may be over.
   */
  @Test
  void where_nothing_listens_it_does_not_answer() {
    set(ENDPOINT, "http://127.0.0.1:1");

    var outcome = TERMINAL.type("brake");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isIn(noAnswer("no answer: ConnectException"), noAnswer("no answer: TimeoutException"));
  }

  @Test
  void no_answer_is_told_with_what_may_be_wrong() {
    var evidence = Evidence.of(Dependency.TABLE, "no answer");

    for (Failure failure :
        List.of(new Failure.Unavailable(evidence), new Failure.OutcomeUnknown(evidence))) {
      assertThat(OperatorTable.words(new FailureException(failure)) + "\n")
          .isEqualTo(noAnswer("no answer"));
    }
  }

  private static String noAnswer(String why) {
    return "the table does not answer as it should: %s".formatted(why)
        + " (AWS' own variables say where it is, and hold the credentials)\n";
  }

  @Test
  void a_variable_of_aws_that_is_wrong_is_told() {
    set(ENDPOINT, "not an address");

    assertThat(TERMINAL.type("brake"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                "AWS' own variables are not right: expected AWS_REGION, and an address if"
                    + " AWS_ENDPOINT_URL_DYNAMODB is set\n"));
  }
}
