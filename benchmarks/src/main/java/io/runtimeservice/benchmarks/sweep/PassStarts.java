package io.runtimeservice.benchmarks.sweep;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.record.Records;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Notes when a pass starts, which is when it reads its records, and how long ago its mark was
 * handed in. Records come as a network's answers do.
 */
final class PassStarts implements EnvironmentStore {

  private final EnvironmentStore store;
  private final Context loop;
  private final Map<EnvironmentKey, Long> handedIn = new HashMap<>();
  private List<Long> waitsNanos = new ArrayList<>();

  PassStarts(EnvironmentStore store, Context loop) {
    this.store = store;
    this.loop = loop;
  }

  /**
   * A mark that was handed in at that moment has come to the loop.
   *
   * @param counts whether it is one of those that are measured
   */
  void arrived(EnvironmentKey key, long handedInNanos, BooleanSupplier counts) {
    if (counts.getAsBoolean()) {
      handedIn.put(key, handedInNanos);
    }
  }

  /** What has been noted, in nanoseconds; it is forgotten. */
  List<Long> take() {
    var taken = waitsNanos;
    waitsNanos = new ArrayList<>();
    handedIn.clear();
    return taken;
  }

  @Override
  public Future<Records> load(EnvironmentKey key) {
    Long since = handedIn.remove(key);
    if (since != null) {
      waitsNanos.add(System.nanoTime() - since);
    }
    var answer = Promise.<Records>promise();
    loop.runOnContext(_ -> store.load(key).onComplete(answer));
    return answer.future();
  }

  @Override
  public Future<Write> writeStatus(StatusWrite write) {
    return store.writeStatus(write);
  }

  @Override
  public Future<Write> writeUrl(EnvironmentKey key, String url) {
    return store.writeUrl(key, url);
  }

  @Override
  public Future<Page> list(Query query) {
    return store.list(query);
  }
}
