package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.record.Records;
import io.vertx.core.Future;

/** The Manager's records in DynamoDB. What is ours in them is written by one update each. */
public final class DynamoDbEnvironmentStore implements EnvironmentStore {

  private static final String URL = "url";
  private static final String STATUS = "status";
  private static final String REV = "rev";
  private static final String GENERATION = "generation";

  private final DynamoDbTable table;
  private final RecordsReader reader;
  private final EnvironmentPages pages;

  public DynamoDbEnvironmentStore(DynamoDbTable table, Time time) {
    this.table = table;
    this.reader = new RecordsReader(table, time);
    this.pages = new EnvironmentPages(table);
  }

  @Override
  public Future<Records> load(EnvironmentKey key) {
    return reader.read(key);
  }

  @Override
  public Future<Write> writeStatus(StatusWrite write) {
    var update =
        new ItemUpdate()
            .set(STATUS, write.status())
            .put(URL, write.url().map(Values::text))
            .ifItemExists()
            .ifSame(write.loadedGeneration(), GENERATION)
            .ifSame(write.loadedRev(), STATUS, REV);
    return table.update(ItemKey.environment(write.key()), update).map(Conditional::write);
  }

  @Override
  public Future<Write> writeUrl(EnvironmentKey key, String url) {
    var update = new ItemUpdate().set(URL, Values.text(url)).ifItemExists();
    return table.update(ItemKey.environment(key), update).map(Conditional::write);
  }

  @Override
  public Future<Page> list(Query query) {
    return pages.list(query);
  }
}
