package io.runtimeservice.adapters.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.port.Answers;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The SDK's own settings lead to region, endpoint and credentials. As system properties here: a
 * process cannot change its environment variables, and the SDK reads both alike.
 */
class DefaultChainTest {

  private final Vertx vertx = Vertx.vertx();
  private final FakeAws aws = new FakeAws(vertx);
  private final Map<String, String> settings =
      Map.of(
          "aws.region", "eu-west-3",
          "aws.accessKeyId", "test",
          "aws.secretAccessKey", "test",
          "aws.endpointUrlDynamoDb", aws.uri().toString());

  @BeforeEach
  void set() {
    settings.forEach(System::setProperty);
  }

  @AfterEach
  void close() {
    settings.keySet().forEach(System::clearProperty);
    aws.close();
    Answers.of(vertx.close());
  }

  @Test
  void the_sdks_settings_lead_to_the_table() {
    aws.replies(
        _ -> FakeAws.ok(new JsonObject().put("TableNames", new JsonArray().add("a-table"))));
    try (var clients = AwsClients.ofDefaultChain()) {
      assertThat(clients.dynamoDb().listTables().join().tableNames()).containsExactly("a-table");
    }
  }
}
