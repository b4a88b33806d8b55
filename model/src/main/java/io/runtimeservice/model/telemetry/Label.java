package io.runtimeservice.model.telemetry;

import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.State;
import io.runtimeservice.model.status.WaitingOn;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A label of a metric, with every value that it can have. None grows with the number of
 * environments, and every series is there at zero from the start.
 */
public enum Label {
  TRIGGER("trigger", "mark", "retry", "wait", "sweep", "drift", "round", "operator"),
  PASS_OUTCOME(
      "outcome",
      "converged",
      "waiting",
      "troubled",
      "gone",
      "dropped",
      "held",
      "overtaken",
      "unrecorded"),
  PHASE("phase", "load", "observe", "act", "record", "whole"),
  QUEUE_CLASS("class", "changed", "background"),
  OPERATION(
      "operation",
      "create_app",
      "delete_app",
      "assign_address",
      "release_address",
      "write_secrets",
      "request_certificate",
      "remove_certificate",
      "create_machine",
      "update_machine",
      "start_machine",
      "cordon_machine",
      "uncordon_machine",
      "stop_machine",
      "destroy_machine"),
  OPERATION_OUTCOME("outcome", "done", "failed", "unknown"),
  API("api", words(FlyCall.Api.values())),
  FLY_ACTION(
      "action",
      Arrays.stream(FlyCall.Api.values())
          .flatMap(api -> api.actions().stream())
          .toArray(String[]::new)),
  CODE("code", "2xx", "4xx", "409", "412", "429", "5xx", "none"),
  SERVICE("service", "dynamodb", "sqs", "secretsmanager"),
  AWS_ACTION("action", words(AwsAction.values())),
  AWS_OUTCOME("outcome", "ok", "throttled", "failed"),
  LEASE_RESULT("result", "granted", "taken_over", "held", "lost", "released"),
  MARK_OUTCOME("outcome", "accepted", "malformed", "unauthorized", "deleted"),
  SECRET_RESULT("result", "applied", "missing", "denied", "unavailable"),
  FENCE_LAYER("layer", "table", "deadline", "fly"),
  SWITCH("switch", "pause_all", "pause_destructive", "observe_only", "paused", "unreadable"),
  DRIFT_RESOURCE("resource", "app", "address", "secret", "certificate", "machine"),
  DRIFT_CAUSE("cause", "missing", "extra", "changed", "stopped", "started", "region"),
  OWNED("resource", "app", "machine"),
  UNTRUSTED_SOURCE("source", "table", "machines", "apps"),
  UNTRUSTED_REASON("reason", "failed", "empty", "shrunk", "region_missing"),
  CONVERGENCE_KIND("kind", "create", "update", "delete"),
  /** As a status says it. */
  STATE("state", words(State.values())),
  WAITING_ON("waiting_on", words(WaitingOn.values())),
  /** As a status says it. */
  REASON("reason", words(Reason.values())),
  RETRY_OUTCOME("outcome", "sent", "denied"),
  CREDENTIAL("credential", "fly_token"),
  EXPIRES_WITHIN("within", "7d", "14d", "30d"),
  SWEEP_OUTCOME("outcome", "complete", "doubtful", "failed");

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; its type does not say so
  private final List<String> allowed;

  Label(String word, String... values) {
    this.word = word;
    this.allowed = List.of(values);
  }

  private static String[] words(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::toString).toArray(String[]::new);
  }

  public List<String> allowed() {
    return allowed;
  }

  /** The label's name. */
  @Override
  public String toString() {
    return word.toLowerCase(Locale.ROOT);
  }
}
