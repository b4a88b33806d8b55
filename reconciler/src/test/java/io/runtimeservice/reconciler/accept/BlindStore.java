package io.runtimeservice.reconciler.accept;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.reconciler.fixture.Said;
import io.vertx.core.Future;

/** A table that does not answer. */
final class BlindStore implements EnvironmentStore {

  @Override
  public Future<Records> load(EnvironmentKey key) {
    return Said.failed(new Failure.Unavailable(Said.TABLE));
  }

  @Override
  public Future<Write> writeStatus(StatusWrite write) {
    return Said.failed(new Failure.Unavailable(Said.TABLE));
  }

  @Override
  public Future<Write> writeUrl(EnvironmentKey key, String url) {
    return Said.failed(new Failure.Unavailable(Said.TABLE));
  }

  @Override
  public Future<Page> list(Query query) {
    return Said.failed(new Failure.Unavailable(Said.TABLE));
  }
}
