package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.port.HostClaimsContract;
import io.runtimeservice.model.port.TableWorld;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoDbHostClaimsContractTest implements HostClaimsContract {

  @RegisterExtension final DynamoDbLocal dynamoDb = new DynamoDbLocal();

  @Override
  public TableWorld table() {
    return dynamoDb.world();
  }
}
