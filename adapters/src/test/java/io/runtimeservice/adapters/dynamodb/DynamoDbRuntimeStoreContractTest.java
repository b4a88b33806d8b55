package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.port.RuntimeStoreContract;
import io.runtimeservice.model.port.TableWorld;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoDbRuntimeStoreContractTest implements RuntimeStoreContract {

  @RegisterExtension final DynamoDbLocal dynamoDb = new DynamoDbLocal();

  @Override
  public TableWorld table() {
    return dynamoDb.world();
  }
}
