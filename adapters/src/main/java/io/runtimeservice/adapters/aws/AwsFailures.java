package io.runtimeservice.adapters.aws;

import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Says an exception of the AWS SDK in our own words, once.
 *
 * <p>A write that got no answer is an unknown outcome even where nobody was reached: the SDK tries
 * more than once and tells of the last time only.
 */
final class AwsFailures {

  private AwsFailures() {}

  static Failure of(AwsService service, boolean isWrite, Throwable thrown) {
    var cause = unwrapped(thrown);
    if (!(cause instanceof SdkException)) {
      return FailureException.of(cause);
    }
    var fault = AwsFault.of(cause);
    var evidence = evidence(service, fault, cause);
    return switch (fault) {
      case ABSENT -> new Failure.Absent(evidence);
      case REJECTED -> new Failure.Rejected(evidence);
      case UNAUTHENTICATED -> new Failure.Unauthenticated(evidence);
      case FORBIDDEN -> new Failure.Forbidden(evidence);
      case THROTTLED -> new Failure.Throttled(Optional.empty(), evidence);
      case IN_USE -> new Failure.NotSettled(evidence);
      case NO_ANSWER ->
          isWrite ? new Failure.OutcomeUnknown(evidence) : new Failure.Unavailable(evidence);
    };
  }

  private static Throwable unwrapped(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? unwrapped(thrown.getCause())
        : thrown;
  }

  private static Evidence evidence(AwsService service, AwsFault fault, Throwable cause) {
    if (cause instanceof AwsServiceException answer) {
      return new Evidence(
          service.dependency(), text(service, answer), Optional.ofNullable(answer.requestId()));
    }
    return Evidence.of(
        service.dependency(),
        fault == AwsFault.UNAUTHENTICATED
            ? "not asked: there are no credentials"
            : "no answer: " + rootName(cause));
  }

  /** The secret store's own words are left out: a broken one might repeat what it stores. */
  private static String text(AwsService service, AwsServiceException answer) {
    String code = AwsFault.code(answer);
    var details = answer.awsErrorDetails();
    return switch (service) {
      case SECRETS_MANAGER -> code;
      case DYNAMODB, SQS -> details == null ? code : code + ": " + details.errorMessage();
    };
  }

  /** The kind of exception alone: its message may quote what it stumbled over. */
  private static String rootName(Throwable thrown) {
    var root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName();
  }
}
