package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.port.InventoryContract;
import io.runtimeservice.model.port.TableWorld;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoDbInventoryContractTest implements InventoryContract {

  @RegisterExtension final DynamoDbLocal dynamoDb = new DynamoDbLocal();

  @Override
  public TableWorld table() {
    return dynamoDb.world();
  }
}
