package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.port.SweepStoreContract;
import io.runtimeservice.model.port.TableWorld;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoDbSweepStoreContractTest implements SweepStoreContract {

  @RegisterExtension final DynamoDbLocal dynamoDb = new DynamoDbLocal();

  @Override
  public TableWorld table() {
    return dynamoDb.world();
  }
}
