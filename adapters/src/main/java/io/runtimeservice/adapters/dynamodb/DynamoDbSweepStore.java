package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.port.SweepStore;
import io.runtimeservice.model.port.Understood;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.sweep.SweepRecord;
import io.runtimeservice.model.sweep.SweepRecordCodec;
import io.vertx.core.Future;

/** The sweep record in DynamoDB. */
public final class DynamoDbSweepStore implements SweepStore {

  private static final String VERSION = "version";

  private final DynamoDbTable table;

  public DynamoDbSweepStore(DynamoDbTable table) {
    this.table = table;
  }

  @Override
  public Future<SweepRecord> read() {
    return table.record(ItemKey.SWEEP).map(SweepRecordCodec::read).compose(Understood::of);
  }

  @Override
  public Future<Write> replace(long readVersion, SweepRecord next) {
    var record = SweepRecordCodec.write(next);
    var update = new ItemUpdate();
    SweepRecordCodec.ATTRIBUTES.forEach(name -> update.put(name, record.get(name)));
    return table
        .update(ItemKey.SWEEP, update.ifCounted(readVersion, VERSION))
        .map(answer -> answer.write(stands -> SweepRecordCodec.isWritten(stands, next)));
  }
}
