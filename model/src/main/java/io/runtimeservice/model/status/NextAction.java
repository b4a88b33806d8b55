package io.runtimeservice.model.status;

/** What happens next, or what somebody has to do, for each reason. */
final class NextAction {

  private NextAction() {}

  static String of(Reason reason) {
    return switch (reason) {
      case AS_DESIRED, SLEEPING, STOPPED, DELETED -> "Nothing has to be done.";
      case SPEC_INVALID -> "Correct the named fields of the record.";
      case PLAINTEXT_SECRET ->
          "Put the value into the secret store, name it by ref and version, and rotate it.";
      case DELETION_PROTECTED -> "Set deletionProtection to false if it is to be deleted.";
      case NETWORK_CHANGE -> "Set the network back, or make the environment under another name.";
      case DOMAIN_CONFLICT -> "Remove the host name from one of the two environments.";
      case QUOTA_EXCEEDED -> "Delete a preview, or raise limits.maxPreviews of the app.";
      case WAITING_FOR_IMAGE -> "Build the image and write it to spec.image.";
      case IMAGE_NOT_FOUND -> "Push the image, or correct spec.image.";
      case IMAGE_PULL_DENIED ->
          "Use an image of this Fly organisation's registry, or a public one.";
      case ADOPTION_REQUIRED -> "An operator has to remove it, or to decide that it may be taken.";
      case SECRET_REF_MISSING -> "Create the secret's version, or correct the reference.";
      case SECRET_ACCESS_DENIED -> "Allow the service's role to read the secret.";
      case CERT_AWAITING_DNS, CERT_AWAITING_OWNERSHIP -> "Add the rows in dns to the zone.";
      case CERT_RATE_LIMITED -> "It is asked for again when the issuer takes requests.";
      case CERT_VALIDATION_ERROR ->
          "Correct what the issuer names, and add the rows in dns that are not seen yet.";
      case MACHINE_LEASED -> "The lease ends by itself, or its holder ends it.";
      case INSUFFICIENT_CAPACITY ->
          "It is tried again by itself; another region in spec.regions may have room at once.";
      case CRASH_LOOP -> "Read the app's logs, and push an image that stays up.";
      case OOM_KILLED -> "Give it more memory in spec.guest.memoryMb, or make it need less.";
      case EXITED_CLEANLY -> "Make the image's command a server that keeps running.";
      case NOT_LISTENING -> "Make the process listen on 0.0.0.0 and spec.service.internalPort.";
      case HEALTH_CHECK_FAILING -> "Make the check pass, or correct spec.service.check.";
      case MACHINE_LOST ->
          "Push an image that boots, or find out who destroys the machines; it goes on by itself.";
      case CORDONED -> "Whoever has cordoned the machine has to uncordon it.";
      case FLY_AUTH_FAILED -> "An operator has to renew Fly's token or its rights.";
      case REJECTED_BY_FLY -> "Change what Fly names.";
      case INTERNAL_ERROR -> "It is tried again; an operator should read the service's log.";
      case PROGRESS_DEADLINE_EXCEEDED ->
          "Read the condition that is not true; a new generation is tried at once.";
      case PAUSED -> "It goes on when an operator lets it: bin/runtime switch.";
      case BRAKE_TRIPPED -> "An operator looks at what waits, and releases it: bin/runtime brake.";
      case DELETION_PACED -> "It goes on by itself when its turn comes.";
      case DRIFT_DETECTED ->
          "Undo what was changed by hand, or set RUNTIME_DRIFT to repair, or ask for a new"
              + " generation.";
      case QUARANTINED ->
          "Find out who changes it by hand; a new generation, or an operator's mark, is tried at"
              + " once.";
      case DRAINING -> "It is deleted when the grace period is over.";
      case CREATING_APP,
          ASSIGNING_ADDRESS,
          APPLYING_SECRETS,
          SECRET_SOURCE_UNAVAILABLE,
          CERT_ISSUING,
          CREATING_MACHINE,
          REPLACING_MACHINE,
          PULLING_IMAGE,
          BOOTING,
          STOPPING,
          HOST_UNREACHABLE,
          CHECKING_HEALTH,
          LIST_UNRELIABLE,
          CREATE_AMBIGUOUS,
          SUPERSEDED,
          DRIFT_REPAIRED,
          FLY_RATE_LIMITED,
          FLY_API_UNAVAILABLE,
          DELETING,
          NOT_LOOKED ->
          "The service goes on by itself.";
    };
  }
}
