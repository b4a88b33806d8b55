package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.port.EnvironmentStoreContract;
import io.runtimeservice.model.port.TableWorld;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoDbEnvironmentStoreContractTest implements EnvironmentStoreContract {

  @RegisterExtension final DynamoDbLocal dynamoDb = new DynamoDbLocal();

  @Override
  public TableWorld table() {
    return dynamoDb.world();
  }
}
