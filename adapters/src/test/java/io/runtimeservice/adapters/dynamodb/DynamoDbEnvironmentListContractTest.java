package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.port.EnvironmentListContract;
import io.runtimeservice.model.port.TableWorld;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoDbEnvironmentListContractTest implements EnvironmentListContract {

  @RegisterExtension final DynamoDbLocal dynamoDb = new DynamoDbLocal();

  @Override
  public TableWorld table() {
    return dynamoDb.world();
  }
}
