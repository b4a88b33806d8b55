package io.runtimeservice.local.parts;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.runtimeservice.adapters.aws.AwsService;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** DynamoDB Local, on a machine that may be slow. */
class DynamoDbPartTest {

  /** The first answer may come too late, and the SDK asks again. */
  @Test
  void a_table_that_is_there_already_counts_as_created() throws Exception {
    try (var part = DynamoDbPart.start(Port.free(0, "--port"));
        var aws = Aws.at(Map.of(AwsService.DYNAMODB, part.endpoint()))) {
      assertThatCode(() -> DynamoDbPart.createTable(aws.dynamoDb())).doesNotThrowAnyException();
    }
  }
}
