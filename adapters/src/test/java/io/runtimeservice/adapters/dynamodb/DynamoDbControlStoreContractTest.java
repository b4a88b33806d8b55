package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.port.ControlStoreContract;
import io.runtimeservice.model.port.TableWorld;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoDbControlStoreContractTest implements ControlStoreContract {

  @RegisterExtension final DynamoDbLocal dynamoDb = new DynamoDbLocal();

  @Override
  public TableWorld table() {
    return dynamoDb.world();
  }
}
