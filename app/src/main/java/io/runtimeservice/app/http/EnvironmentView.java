package io.runtimeservice.app.http;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.status.Condition;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.State;
import io.runtimeservice.model.status.Status;
import io.runtimeservice.model.status.StatusCodec;
import io.runtimeservice.model.status.WaitingOn;
import java.util.Optional;

/** An environment record as the status API shows it. */
final class EnvironmentView {

  private final EnvironmentKey key;
  private final Value.Tree record;
  private final Optional<Status> unwritable;

  /**
   * A view.
   *
   * @param unwritable a newer status for which the record had no room
   */
  EnvironmentView(EnvironmentKey key, Value.Tree record, Optional<Status> unwritable) {
    this.key = key;
    this.record = record;
    this.unwritable = unwritable;
  }

  /** The status as it stands in the record, or would if there were room. */
  Optional<Status> status() {
    return unwritable.or(() -> StatusCodec.read(record.tree("status")));
  }

  /** The same, with all its fields. */
  Value.Tree statusTree() {
    return unwritable
        .map(it -> StatusCodec.write(it, it.observedAt(), 0))
        .orElseGet(() -> record.tree("status"));
  }

  /** A line of the list. */
  Value.Tree row() {
    var status = status();
    var headline = status.map(Status::headline);
    var tree =
        Values.tree()
            .put("appId", key.app().value())
            .put("environmentId", key.environment().value())
            .put("type", record.text("type").orElse("unknown"))
            .put("state", status.map(Status::state).orElse(State.PENDING).toString())
            .put("reason", headline.map(Condition::reason).orElse(Reason.NOT_LOOKED).toString())
            .put(
                "waitingOn",
                status.map(it -> it.outlook().waitingOn()).orElse(WaitingOn.RUNTIME).toString());
    record.whole("generation").ifPresent(it -> tree.put("generation", it));
    status
        .flatMap(Status::observedGeneration)
        .ifPresent(it -> tree.put("observedGeneration", it.value()));
    record.text("url").ifPresent(it -> tree.put("url", it));
    headline.ifPresent(it -> tree.put("since", Values.time(it.lastTransitionTime())));
    return tree.build();
  }

  /** Everything about it that is not the Manager's to keep to itself. */
  Value.Tree whole() {
    var tree =
        row()
            .with("desired", record.get("desired").orElseGet(Value.Null::new))
            .with("status", statusTree());
    return unwritable.isPresent()
        ? tree.with("statusNotStored", Values.text("the record has no room for it"))
        : tree;
  }
}
