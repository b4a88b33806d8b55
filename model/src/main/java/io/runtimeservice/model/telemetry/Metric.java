package io.runtimeservice.model.telemetry;

import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.WaitingOn;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every metric of the service, declared once: name, kind, labels, and one sentence. */
public enum Metric {
  RECONCILE(
      "runtime_reconcile", Kind.COUNTER, "Passes that ended.", Label.TRIGGER, Label.PASS_OUTCOME),
  RECONCILE_DURATION(
      "runtime_reconcile_duration", Kind.TIMER, "How long passes took, by phase.", Label.PHASE),
  RECONCILE_ACTIVE("runtime_reconcile_active", Kind.GAUGE, "Passes in flight."),
  QUEUE_DEPTH(
      "runtime_queue_depth", Kind.GAUGE, "Environments that wait for a pass.", Label.QUEUE_CLASS),
  QUEUE_WAIT(
      "runtime_queue_wait",
      Kind.TIMER,
      "How long an environment that was due waited for its pass.",
      Label.QUEUE_CLASS),
  CONVERGENCE(
      "runtime_convergence",
      Kind.TIMER,
      "From the acceptance of a desired state until it was ready, or gone.",
      Label.CONVERGENCE_KIND),
  ENVIRONMENTS(
      "runtime_environments",
      Kind.GAUGE,
      "Environments by state when the last sweep read the table, of the replica that sweeps; zero"
          + " elsewhere.",
      Label.STATE),
  ENVIRONMENTS_WAITING(
      "runtime_environments_waiting",
      Kind.GAUGE,
      "Environments that wait, for whom and why, when the last sweep read the table, of the replica"
          + " that sweeps; zero elsewhere.",
      Label.WAITING_ON,
      Label.REASON),
  ENVIRONMENTS_STALLED(
      "runtime_environments_stalled",
      Kind.GAUGE,
      "Environments whose deadline for progress has passed, and for whom they wait, when the last"
          + " sweep read the table, of the replica that sweeps; zero elsewhere.",
      Label.WAITING_ON),
  PRODUCTION_DOWN(
      "runtime_production_down",
      Kind.GAUGE,
      "Production environments that have served, are to run and serve nothing, when the last sweep"
          + " read the table, of the replica that sweeps; zero elsewhere."),
  CERTIFICATES_EXPIRING(
      "runtime_certificates_expiring",
      Kind.GAUGE,
      "Certificates that end within so long, or have ended, by the date that Fly last said, when the"
          + " last sweep read the table, of the replica that sweeps; zero elsewhere. One whose date"
          + " Fly has not said is not counted.",
      Label.EXPIRES_WITHIN),
  CREDENTIAL_EXPIRY(
      "runtime_credential_expiry",
      Kind.TIMESTAMP,
      "When a credential ends that the service works with, in seconds since 1970; zero if it does"
          + " not say.",
      Label.CREDENTIAL),
  OLDEST_DIRTY(
      "runtime_oldest_dirty",
      Kind.TIMESTAMP,
      "Since when the environment has been due, or its pass under way, that has been so for longest,"
          + " in seconds since 1970; zero if none is."),
  OPERATIONS(
      "runtime_operations",
      Kind.COUNTER,
      "Operations that were carried out.",
      Label.OPERATION,
      Label.OPERATION_OUTCOME),
  FLY_REQUESTS(
      "runtime_fly_requests",
      Kind.COUNTER,
      "Calls to Fly's API.",
      Label.API,
      Label.FLY_ACTION,
      Label.CODE),
  FLY_REQUEST_DURATION(
      "runtime_fly_request_duration",
      Kind.TIMER,
      "How long calls to Fly's API took.",
      Label.API,
      Label.FLY_ACTION),
  FLY_BUDGET_WAIT(
      "runtime_fly_budget_wait",
      Kind.TIMER,
      "How long calls waited so as to keep Fly's rate limits.",
      Label.FLY_ACTION),
  FLY_RATE_LIMITED(
      "runtime_fly_rate_limited",
      Kind.COUNTER,
      "Answers by which Fly said that its rate limits were not kept."),
  RETRIES(
      "runtime_retries",
      Kind.COUNTER,
      "Calls to Fly's API that were asked before and not answered: made again, or held back.",
      Label.API,
      Label.RETRY_OUTCOME),
  CIRCUIT_STATE(
      "runtime_circuit_state",
      Kind.GAUGE,
      "0 while a part of Fly's API answers; 1 while it is silent and asked again; 2 while it is"
          + " silent, and asked again once a minute and for every tenth call that is new.",
      Label.API),
  AWS_REQUESTS(
      "runtime_aws_requests",
      Kind.COUNTER,
      "Calls to AWS.",
      Label.SERVICE,
      Label.AWS_ACTION,
      Label.AWS_OUTCOME),
  LEASE("runtime_lease", Kind.COUNTER, "What became of leases.", Label.LEASE_RESULT),
  FENCING_REJECTIONS(
      "runtime_fencing_rejections",
      Kind.COUNTER,
      "Acts that were refused, by the table or unsent because the lease was over, or by Fly because"
          + " what they were meant for had changed.",
      Label.FENCE_LAYER),
  MARKS("runtime_marks", Kind.COUNTER, "Dirty marks.", Label.MARK_OUTCOME),
  SECRET_SYNC(
      "runtime_secret_sync", Kind.COUNTER, "Attempts to apply secrets.", Label.SECRET_RESULT),
  BRAKE_TRIPPED("runtime_brake_tripped", Kind.GAUGE, "1, while nothing is taken away for good."),
  DESTRUCTIONS_BLOCKED(
      "runtime_destructions_blocked",
      Kind.COUNTER,
      "Stages of which a part was left out, so that nothing is taken away for good."),
  KILL_SWITCH(
      "runtime_kill_switch",
      Kind.GAUGE,
      "1, while a switch is on; how many environments are paused; 1, while that cannot be read.",
      Label.SWITCH),
  SWEEPS("runtime_sweeps", Kind.COUNTER, "Sweeps that ended.", Label.SWEEP_OUTCOME),
  SWEEP_LAST_SUCCESS(
      "runtime_sweep_last_success",
      Kind.TIMESTAMP,
      "When the last sweep ended that saw everything, in seconds since 1970; of the replica that"
          + " sweeps, zero elsewhere."),
  SWEEP_DURATION("runtime_sweep_duration", Kind.TIMER, "How long sweeps took."),
  DRIFT_DETECTED(
      "runtime_drift_detected",
      Kind.COUNTER,
      "What was found to be changed behind the service's back.",
      Label.DRIFT_RESOURCE,
      Label.DRIFT_CAUSE),
  OWNED_RESOURCES(
      "runtime_owned",
      Kind.GAUGE,
      "What the last sweep found to be there, of the replica that sweeps; zero elsewhere.",
      Label.OWNED),
  ORPHANS(
      "runtime_orphans",
      Kind.GAUGE,
      "Apps of ours that no environment has, of the replica that sweeps; zero elsewhere."),
  UNTRUSTED_READS(
      "runtime_untrusted_reads",
      Kind.COUNTER,
      "Lists from which nothing was concluded.",
      Label.UNTRUSTED_SOURCE,
      Label.UNTRUSTED_REASON),
  STATUS_UNWRITABLE(
      "runtime_status_unwritable",
      Kind.COUNTER,
      "Statuses for which the environment record had no room."),
  EVENT_LOOP_LAG("runtime_event_loop_lag", Kind.TIMER, "How late a timer of the event loop came."),
  BUILD_INFO("runtime_build_info", Kind.GAUGE, "1, while the service runs.");

  /** How it is measured; Prometheus' names end accordingly. */
  public enum Kind {
    /** Only ever goes up; its name ends in {@code _total}. */
    COUNTER,
    GAUGE,
    /** A point in time, in seconds since 1970; its name ends in {@code _timestamp_seconds}. */
    TIMESTAMP,
    /** A histogram of seconds; its name ends in {@code _seconds}. */
    TIMER
  }

  private static final Map<String, List<String>> ACTIONS_OF_AWS =
      Arrays.stream(AwsAction.values())
          .collect(
              Collectors.groupingBy(
                  AwsAction::service,
                  Collectors.mapping(AwsAction::toString, Collectors.toList())));

  private static final Map<String, List<String>> REASONS_TO_WAIT =
      Arrays.stream(Reason.values())
          .filter(reason -> reason.waitingOn() != WaitingOn.NOBODY)
          .collect(
              Collectors.groupingBy(
                  reason -> reason.waitingOn().toString(),
                  Collectors.mapping(Reason::toString, Collectors.toList())));

  private final String base;
  private final Kind kind;
  private final String sentence;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; its type does not say so
  private final List<Label> labels;

  Metric(String base, Kind kind, String sentence, Label... labels) {
    this.base = base;
    this.kind = kind;
    this.sentence = sentence;
    this.labels = List.of(labels);
  }

  public Kind kind() {
    return kind;
  }

  public String sentence() {
    return sentence;
  }

  public List<Label> labels() {
    return labels;
  }

  /**
   * Every combination of label values that can occur, each in the order of the labels. An action of
   * Fly's occurs with the part of the API that it belongs to, one of AWS' with its service, and a
   * reason with whom it waits for; one that waits for nobody does not occur.
   */
  public List<List<String>> series() {
    Stream<List<String>> series = Stream.of(List.of());
    for (Label label : labels) {
      series = series.flatMap(begun -> label.allowed().stream().map(value -> and(begun, value)));
    }
    return series.filter(this::canOccur).toList();
  }

  private static List<String> and(List<String> begun, String value) {
    return Stream.concat(begun.stream(), Stream.of(value)).toList();
  }

  private boolean canOccur(List<String> values) {
    return fits(
            Label.API,
            Label.FLY_ACTION,
            values,
            Arrays.stream(FlyCall.Api.values())
                .collect(Collectors.toMap(Enum::toString, FlyCall.Api::actions)))
        && fits(Label.SERVICE, Label.AWS_ACTION, values, ACTIONS_OF_AWS)
        && fits(Label.WAITING_ON, Label.REASON, values, REASONS_TO_WAIT);
  }

  /** Whether a value occurs with that of another label; so it is if there are not both. */
  private boolean fits(
      Label whose, Label what, List<String> values, Map<String, List<String>> belongs) {
    int owner = labels.indexOf(whose);
    int owned = labels.indexOf(what);
    return owner < 0
        || owned < 0
        || belongs.getOrDefault(values.get(owner), List.of()).contains(values.get(owned));
  }

  /** The name without its unit and ending. */
  public String base() {
    return base;
  }

  /** As Prometheus shows it. */
  @Override
  public String toString() {
    return switch (kind) {
      case COUNTER -> base + "_total";
      case GAUGE -> base;
      case TIMESTAMP -> base + "_timestamp_seconds";
      case TIMER -> base + "_seconds";
    };
  }
}
