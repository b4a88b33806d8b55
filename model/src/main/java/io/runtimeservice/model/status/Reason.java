package io.runtimeservice.model.status;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a condition is as it is: a closed list. Each constant knows whom the environment waits for,
 * when to look again, which condition it speaks of, and the sentence that a developer reads.
 */
public enum Reason {
  AS_DESIRED(
      "AsDesired", WaitingOn.NOBODY, RetryClass.NEVER, ConditionType.READY, "It is as desired."),
  NOT_LOOKED(
      "NotLooked",
      WaitingOn.RUNTIME,
      RetryClass.PROGRESS,
      ConditionType.READY,
      "It has not been looked at yet."),
  SLEEPING(
      "Sleeping",
      WaitingOn.NOBODY,
      RetryClass.NEVER,
      ConditionType.READY,
      "It is asleep and wakes on the first request."),
  STOPPED(
      "Stopped",
      WaitingOn.NOBODY,
      RetryClass.NEVER,
      ConditionType.READY,
      "It is stopped, as desired."),

  SPEC_INVALID(
      "SpecInvalid",
      WaitingOn.YOU,
      RetryClass.PERSON,
      ConditionType.ACCEPTED,
      "The record is not valid; nothing was changed."),
  PLAINTEXT_SECRET(
      "PlaintextSecret",
      WaitingOn.YOU,
      RetryClass.PERSON,
      ConditionType.ACCEPTED,
      "The table holds a secret's value where only a reference may stand; nothing was changed."
          + " Remove it, and rotate that secret."),
  DELETION_PROTECTED(
      "DeletionProtected",
      WaitingOn.YOU,
      RetryClass.PERSON,
      ConditionType.ACCEPTED,
      "Deletion is refused while deletionProtection is true."),
  NETWORK_CHANGE(
      "NetworkChange",
      WaitingOn.YOU,
      RetryClass.PERSON,
      ConditionType.ACCEPTED,
      "An app's network is fixed when it is created and cannot be changed."),
  DOMAIN_CONFLICT(
      "DomainConflict",
      WaitingOn.YOU,
      RetryClass.PERSON,
      ConditionType.ACCEPTED,
      "Another environment owns a host name of this one."),
  QUOTA_EXCEEDED(
      "QuotaExceeded",
      WaitingOn.YOU,
      RetryClass.PERSON,
      ConditionType.ACCEPTED,
      "The app has as many previews as it may have."),

  WAITING_FOR_IMAGE(
      "WaitingForImage",
      WaitingOn.YOU,
      RetryClass.PERSON,
      ConditionType.IMAGE_AVAILABLE,
      "No image is given yet; everything else is prepared."),
  IMAGE_NOT_FOUND(
      "ImageNotFound",
      WaitingOn.YOU,
      RetryClass.PERSON,
      ConditionType.IMAGE_AVAILABLE,
      "Fly finds no such image."),
  IMAGE_PULL_DENIED(
      "ImagePullDenied",
      WaitingOn.YOU,
      RetryClass.PERSON,
      ConditionType.IMAGE_AVAILABLE,
      "Fly may not pull the image."),

  CREATING_APP(
      "CreatingApp",
      WaitingOn.RUNTIME,
      RetryClass.PROGRESS,
      ConditionType.APP_PROVISIONED,
      "The Fly app is being created."),
  ADOPTION_REQUIRED(
      "AdoptionRequired",
      WaitingOn.OPERATOR,
      RetryClass.PERSON,
      ConditionType.APP_PROVISIONED,
      "Something of this name exists that this service did not make; it is never taken over"
          + " silently."),
  ASSIGNING_ADDRESS(
      "AssigningAddress",
      WaitingOn.RUNTIME,
      RetryClass.PROGRESS,
      ConditionType.ADDRESSES_ASSIGNED,
      "Addresses are being assigned."),

  APPLYING_SECRETS(
      "ApplyingSecrets",
      WaitingOn.RUNTIME,
      RetryClass.PROGRESS,
      ConditionType.SECRETS_APPLIED,
      "Secrets are being applied."),
  SECRET_REF_MISSING(
      "SecretRefMissing",
      WaitingOn.YOU,
      RetryClass.PERSON,
      ConditionType.SECRETS_APPLIED,
      "The secret store has no such bundle, version or key; no secret was changed."),
  SECRET_ACCESS_DENIED(
      "SecretAccessDenied",
      WaitingOn.OPERATOR,
      RetryClass.PERSON,
      ConditionType.SECRETS_APPLIED,
      "The secret store does not let this service read the bundle; no secret was changed."),
  SECRET_SOURCE_UNAVAILABLE(
      "SecretSourceUnavailable",
      WaitingOn.RUNTIME,
      RetryClass.BACKOFF,
      ConditionType.SECRETS_APPLIED,
      "The secret store does not answer."),

  CERT_AWAITING_DNS(
      "CertAwaitingDns",
      WaitingOn.DNS,
      RetryClass.DNS,
      ConditionType.CERTIFICATES_READY,
      "A host name's DNS does not lead here yet."),
  CERT_AWAITING_OWNERSHIP(
      "CertAwaitingOwnership",
      WaitingOn.DNS,
      RetryClass.DNS,
      ConditionType.CERTIFICATES_READY,
      "A host name's ownership is not proven by DNS yet."),
  CERT_ISSUING(
      "CertIssuing",
      WaitingOn.FLY,
      RetryClass.PROGRESS,
      ConditionType.CERTIFICATES_READY,
      "A certificate is being issued."),
  CERT_RATE_LIMITED(
      "CertRateLimited",
      WaitingOn.FLY,
      RetryClass.PERSON,
      ConditionType.CERTIFICATES_READY,
      "The issuer takes no further request for some time."),
  CERT_VALIDATION_ERROR(
      "CertValidationError",
      WaitingOn.YOU,
      RetryClass.PERSON,
      ConditionType.CERTIFICATES_READY,
      "A certificate was refused."),

  CREATING_MACHINE(
      "CreatingMachine",
      WaitingOn.RUNTIME,
      RetryClass.PROGRESS,
      ConditionType.MACHINES_RUNNING,
      "Machines are being made."),
  REPLACING_MACHINE(
      "ReplacingMachine",
      WaitingOn.FLY,
      RetryClass.PROGRESS,
      ConditionType.MACHINES_RUNNING,
      "A machine is being replaced."),
  PULLING_IMAGE(
      "PullingImage",
      WaitingOn.FLY,
      RetryClass.PROGRESS,
      ConditionType.MACHINES_RUNNING,
      "The host is pulling the image."),
  BOOTING(
      "Booting",
      WaitingOn.FLY,
      RetryClass.PROGRESS,
      ConditionType.MACHINES_RUNNING,
      "The machine is starting."),
  STOPPING(
      "Stopping",
      WaitingOn.FLY,
      RetryClass.PROGRESS,
      ConditionType.MACHINES_RUNNING,
      "The machine is stopping."),
  MACHINE_LEASED(
      "MachineLeased",
      WaitingOn.OPERATOR,
      RetryClass.BACKOFF,
      ConditionType.MACHINES_RUNNING,
      "Somebody else holds the machine's lease; it is waited out."),
  INSUFFICIENT_CAPACITY(
      "InsufficientCapacity",
      WaitingOn.FLY,
      RetryClass.BACKOFF,
      ConditionType.MACHINES_RUNNING,
      "Fly has no room for the machine."),
  CRASH_LOOP(
      "CrashLoop",
      WaitingOn.YOU,
      RetryClass.PERSON,
      ConditionType.MACHINES_RUNNING,
      "The process ends with an error again and again."),
  OOM_KILLED(
      "OOMKilled",
      WaitingOn.YOU,
      RetryClass.PERSON,
      ConditionType.MACHINES_RUNNING,
      "The process was ended for want of memory."),
  EXITED_CLEANLY(
      "ExitedCleanly",
      WaitingOn.YOU,
      RetryClass.PERSON,
      ConditionType.MACHINES_RUNNING,
      "The process ended without an error, which a server does not do."),
  MACHINE_LOST(
      "MachineLost",
      WaitingOn.RUNTIME,
      RetryClass.BACKOFF,
      ConditionType.MACHINES_RUNNING,
      "Machines vanish soon after they are made: their image does not boot, or somebody destroys"
          + " them."),
  HOST_UNREACHABLE(
      "HostUnreachable",
      WaitingOn.FLY,
      RetryClass.BACKOFF,
      ConditionType.MACHINES_RUNNING,
      "Fly cannot reach the machine's host."),

  CHECKING_HEALTH(
      "CheckingHealth",
      WaitingOn.FLY,
      RetryClass.PROGRESS,
      ConditionType.HEALTHY,
      "The machine runs and its checks have not passed yet."),
  NOT_LISTENING(
      "NotListening",
      WaitingOn.YOU,
      RetryClass.PERSON,
      ConditionType.HEALTHY,
      "Nothing listens on the service's port."),
  HEALTH_CHECK_FAILING(
      "HealthCheckFailing",
      WaitingOn.YOU,
      RetryClass.PERSON,
      ConditionType.HEALTHY,
      "The health check fails."),
  CORDONED(
      "Cordoned",
      WaitingOn.OPERATOR,
      RetryClass.PERSON,
      ConditionType.HEALTHY,
      "Somebody has cordoned a machine: Fly's edge sends it no requests."),

  LIST_UNRELIABLE(
      "ListUnreliable",
      WaitingOn.RUNTIME,
      RetryClass.BACKOFF,
      ConditionType.SYNCED,
      "What Fly says contradicts what is recorded; nothing is done until it is confirmed."),
  CREATE_AMBIGUOUS(
      "CreateAmbiguous",
      WaitingOn.RUNTIME,
      RetryClass.BACKOFF,
      ConditionType.SYNCED,
      "The answer to a call was lost; what became of it is looked up before it is repeated."),
  SUPERSEDED(
      "Superseded",
      WaitingOn.RUNTIME,
      RetryClass.PROGRESS,
      ConditionType.SYNCED,
      "Something has changed since it was looked at; it is looked at again first."),
  FLY_RATE_LIMITED(
      "FlyRateLimited",
      WaitingOn.FLY,
      RetryClass.BACKOFF,
      ConditionType.SYNCED,
      "Fly takes no more calls for the moment."),
  FLY_API_UNAVAILABLE(
      "FlyApiUnavailable",
      WaitingOn.FLY,
      RetryClass.BACKOFF,
      ConditionType.SYNCED,
      "Fly's API does not answer."),
  FLY_AUTH_FAILED(
      "FlyAuthFailed",
      WaitingOn.OPERATOR,
      RetryClass.PERSON,
      ConditionType.SYNCED,
      "Fly does not accept this service's token."),
  REJECTED_BY_FLY(
      "RejectedByFly",
      WaitingOn.YOU,
      RetryClass.PERSON,
      ConditionType.SYNCED,
      "Fly refuses the request as it is."),
  PAUSED(
      "Paused",
      WaitingOn.OPERATOR,
      RetryClass.PERSON,
      ConditionType.SYNCED,
      "An operator's switch holds it back."),
  BRAKE_TRIPPED(
      "BrakeTripped",
      WaitingOn.OPERATOR,
      RetryClass.PERSON,
      ConditionType.SYNCED,
      "The brake has tripped: nothing is taken away until an operator releases it."),
  DELETION_PACED(
      "DeletionPaced",
      WaitingOn.RUNTIME,
      RetryClass.PROGRESS,
      ConditionType.SYNCED,
      "Much is being taken away at present: this one has to wait its turn."),
  DRIFT_REPAIRED(
      "DriftRepaired",
      WaitingOn.RUNTIME,
      RetryClass.PROGRESS,
      ConditionType.SYNCED,
      "Something was changed behind this service's back, and is put right."),
  DRIFT_DETECTED(
      "DriftDetected",
      WaitingOn.OPERATOR,
      RetryClass.PERSON,
      ConditionType.SYNCED,
      "Something was changed behind this service's back, and it is set to report that only."),
  QUARANTINED(
      "Quarantined",
      WaitingOn.OPERATOR,
      RetryClass.PERSON,
      ConditionType.SYNCED,
      "The same was repaired again and again; it is left as it is until something else is asked"
          + " for."),
  INTERNAL_ERROR(
      "InternalError",
      WaitingOn.OPERATOR,
      RetryClass.BACKOFF,
      ConditionType.SYNCED,
      "This service met a fault of its own."),

  PROGRESS_DEADLINE_EXCEEDED(
      "ProgressDeadlineExceeded",
      WaitingOn.RUNTIME,
      RetryClass.PERSON,
      ConditionType.STALLED,
      "The deadline for progress has passed; slow retries go on."),

  DRAINING(
      "Draining",
      WaitingOn.RUNTIME,
      RetryClass.PERSON,
      ConditionType.TERMINATING,
      "It is stopped and kept for a while before it is deleted; desired=running brings it back."),
  DELETING(
      "Deleting",
      WaitingOn.RUNTIME,
      RetryClass.PROGRESS,
      ConditionType.TERMINATING,
      "It is being deleted."),
  DELETED(
      "Deleted",
      WaitingOn.NOBODY,
      RetryClass.NEVER,
      ConditionType.TERMINATING,
      "It is deleted, and Fly confirms that it is gone.");

  private final String word;
  private final WaitingOn waitingOn;
  private final RetryClass retryClass;
  private final ConditionType about;
  private final String sentence;

  Reason(
      String word,
      WaitingOn waitingOn,
      RetryClass retryClass,
      ConditionType about,
      String sentence) {
    this.word = word;
    this.waitingOn = waitingOn;
    this.retryClass = retryClass;
    this.about = about;
    this.sentence = sentence;
  }

  /** The reason of a word, if it is one. */
  public static Optional<Reason> parse(String word) {
    return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
  }

  public WaitingOn waitingOn() {
    return waitingOn;
  }

  public RetryClass retryClass() {
    return retryClass;
  }

  /** The condition that is not true because of this. */
  public ConditionType about() {
    return about;
  }

  public String sentence() {
    return sentence;
  }

  /** What happens next, or what somebody has to do, in a sentence. */
  public String nextAction() {
    return NextAction.of(this);
  }

  /** As conditions and lists write it. */
  @Override
  public String toString() {
    return word;
  }
}
