package io.runtimeservice.adapters.sqs;

import io.runtimeservice.model.port.MarkQueueContract;
import io.runtimeservice.model.port.QueueWorld;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqsMarkQueueContractTest implements MarkQueueContract {

  @RegisterExtension final ElasticMq elasticMq = new ElasticMq();

  @Override
  public QueueWorld world() {
    return elasticMq.world();
  }
}
