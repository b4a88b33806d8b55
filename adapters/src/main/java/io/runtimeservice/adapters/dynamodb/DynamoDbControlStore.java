package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.control.Control;
import io.runtimeservice.model.control.ControlCodec;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.port.ControlStore;
import io.runtimeservice.model.port.Understood;
import io.runtimeservice.model.port.Write;
import io.vertx.core.Future;
import java.util.List;

/** The control record in DynamoDB. Who is paused is a set of strings, easily changed by hand. */
public final class DynamoDbControlStore implements ControlStore {

  private static final String REV = "rev";

  private final DynamoDbTable table;

  public DynamoDbControlStore(DynamoDbTable table) {
    this.table = table;
  }

  @Override
  public Future<Control> read() {
    return table.record(ItemKey.CONTROL).map(ControlCodec::read).compose(Understood::of);
  }

  @Override
  public Future<Write> replace(long readRev, Control next) {
    var record = ControlCodec.write(next);
    var update = new ItemUpdate();
    for (String name : ControlCodec.ATTRIBUTES) {
      if (name.equals(ControlCodec.PAUSED)) {
        update.putSet(name, texts(record.items(name)));
      } else {
        update.put(name, record.get(name));
      }
    }
    return table.update(ItemKey.CONTROL, update.ifCounted(readRev, REV)).map(Conditional::write);
  }

  private static List<String> texts(List<Value> items) {
    return items.stream().map(item -> ((Value.Text) item).value()).toList();
  }
}
