package io.runtimeservice.benchmarks.sweep;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.record.Records;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Notes when a pass starts, which is when it reads its records, and how long ago its marks were
 * handed in. Records come as a network's answers do. For one event loop.
 */
public final class PassStarts implements EnvironmentStore {

  private final EnvironmentStore store;
  private final Executor loop;
  private final LongSupplier nanos;

  /** Marks whose pass has not started; each environment's may be several. */
  private final Map<EnvironmentKey, List<Long>> underWay = new HashMap<>();

  private int handedIn;
  private List<Long> waitsNanos = new ArrayList<>();

  /**
   * Pass starts.
   *
   * @param loop does later, in a turn of its own, what it is given
   * @param nanos a monotonic clock
   */
  public PassStarts(EnvironmentStore store, Executor loop, LongSupplier nanos) {
    this.store = store;
    this.loop = loop;
    this.nanos = nanos;
  }

  /**
   * A mark as another thread hands it in.
   *
   * @param counts whether what is measured was going on at that moment
   */
  public record Mark(EnvironmentKey key, long atNanos, boolean counts) {}

  /**
   * A mark has come to the loop. It is measured if it counted when it was handed in, be it that it
   * waited until what is measured was over, or if it does now.
   */
  public void arrived(Mark mark, boolean countsNow) {
    if (mark.counts() || countsNow) {
      handedIn++;
      underWay.computeIfAbsent(mark.key(), _ -> new ArrayList<>()).add(mark.atNanos());
    }
  }

  /** Whether a mark that is measured waits for its pass. */
  public boolean isUnderWay() {
    return !underWay.isEmpty();
  }

  /** What has been noted; it is forgotten. */
  public Waits take() {
    var taken = new Waits(handedIn, waitsNanos);
    handedIn = 0;
    waitsNanos = new ArrayList<>();
    underWay.clear();
    return taken;
  }

  @Override
  public Future<Records> load(EnvironmentKey key) {
    var marks = underWay.remove(key);
    if (marks != null) {
      long now = nanos.getAsLong();
      marks.forEach(at -> waitsNanos.add(now - at));
    }
    var answer = Promise.<Records>promise();
    loop.execute(() -> store.load(key).onComplete(answer));
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
