package io.runtimeservice.reconciler.pass;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.EnvironmentStore.StatusWrite;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.status.Status;
import io.runtimeservice.model.status.StatusCodec;
import io.runtimeservice.model.telemetry.Metric;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes status and URL into the environment record, if they say something new, and if the record
 * is still the one that they speak of. A status for which the record has no room is kept here, to
 * be asked for over HTTP.
 */
public final class StatusWriter {

  /** More records that are too full than anybody has. */
  static final int UNWRITABLE_MAX = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);

  private final EnvironmentStore store;
  private final Time time;
  private final Telemetry telemetry;
  private final Map<EnvironmentKey, Status> unwritable = new LinkedHashMap<>();

  public StatusWriter(EnvironmentStore store, Time time, Telemetry telemetry) {
    this.store = store;
    this.time = time;
    this.telemetry = telemetry;
  }

  /** The status in a record, as it was told last. */
  static Optional<Status> told(Records records) {
    return records.environment().flatMap(it -> StatusCodec.read(it.tree("status")));
  }

  /** The status for which a record had no room. */
  public Optional<Status> unwritable(EnvironmentKey key) {
    return Optional.ofNullable(unwritable.get(key));
  }

  /**
   * Writes what is new.
   *
   * @return {@code REFUSED} if the record is no longer the one that was loaded
   */
  Future<Write> write(EnvironmentKey key, Records records, Status status, Optional<String> url) {
    Value.Tree environment = records.environment().orElse(Value.Tree.EMPTY);
    boolean same =
        told(records).filter(status::saysTheSameAs).isPresent()
            && environment.text("url").equals(url);
    if (same) {
      unwritable.remove(key);
      return Future.succeededFuture(Write.WRITTEN);
    }
    Value.Tree before = environment.tree("status");
    var write =
        new StatusWrite(
            key,
            environment.get("generation"),
            before.get("rev"),
            url,
            StatusCodec.write(status, time.now(), StatusCodec.rev(before) + 1));
    return store
        .writeStatus(write)
        .onSuccess(outcome -> {
          switch (outcome) {
            case WRITTEN -> unwritable.remove(key);
            case TOO_LARGE -> keep(key, status);
            case REFUSED -> {
              // the caller looks again
            }
          }
        });
  }

  private void keep(EnvironmentKey key, Status status) {
    telemetry.count(Metric.STATUS_UNWRITABLE);
    LOG.atWarn()
        .addKeyValue("app", key.app().value())
        .addKeyValue("environment", key.environment().value())
        .addKeyValue("state", status.state().toString())
        .log("the environment record has no room for its status");
    if (unwritable.size() < UNWRITABLE_MAX || unwritable.containsKey(key)) {
      unwritable.put(key, status);
    }
  }
}
