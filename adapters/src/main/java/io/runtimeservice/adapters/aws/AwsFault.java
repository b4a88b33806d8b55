package io.runtimeservice.adapters.aws;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What an exception of the AWS SDK comes down to, whatever the service. */
enum AwsFault {
  /** There is no such table, queue or secret. */
  ABSENT(
      "ResourceNotFoundException", "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"),
  /** Who we are is not known, or not believed any more. */
  UNAUTHENTICATED(
      "ExpiredToken",
      "ExpiredTokenException",
      "IncompleteSignature",
      "InvalidClientTokenId",
      "InvalidSignatureException",
      "MissingAuthenticationToken",
      "MissingAuthenticationTokenException",
      "RequestExpired",
      "SignatureDoesNotMatch",
      "UnrecognizedClientException"),
  /** We are known, and may not do this, or may not use the key that it is encrypted with. */
  FORBIDDEN(
      "AccessDenied",
      "AccessDeniedException",
      "DecryptionFailure",
      "KMS.AccessDeniedException",
      "KmsAccessDenied",
      "NotAuthorized"),
  /** Too many calls, or too many messages on their way. */
  THROTTLED("OverLimit"),
  /** Somebody else's transaction has the item just now. */
  IN_USE("TransactionConflictException", "TransactionInProgressException"),
  /** The request itself is wrong. */
  REJECTED,
  /** No answer, none that can be read, or a fault of theirs. */
  NO_ANSWER;

  private static final int FORBIDDEN_STATUS = 403;
  private static final int FAULT_STATUS_MIN = 500;

  /** How the SDK says that its chain has no credentials; it has no exception for that. */
  private static final String NO_CREDENTIALS = "Unable to load credentials";

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable; its type does not say so
  private final Set<String> codes;

  AwsFault(String... codes) {
    this.codes = Set.of(codes);
  }

  static AwsFault of(Throwable thrown) {
    if (thrown instanceof AwsServiceException answer) {
      return of(answer);
    }
    return String.valueOf(thrown.getMessage()).contains(NO_CREDENTIALS)
        ? UNAUTHENTICATED
        : NO_ANSWER;
  }

  private static AwsFault of(AwsServiceException answer) {
    if (answer.isThrottlingException()) {
      return THROTTLED;
    }
    String code = code(answer);
    for (AwsFault fault : values()) {
      if (fault.codes.contains(code)) {
        return fault;
      }
    }
    if (answer.statusCode() >= FAULT_STATUS_MIN) {
      return NO_ANSWER;
    }
    return answer.statusCode() == FORBIDDEN_STATUS ? FORBIDDEN : REJECTED;
  }

  /** AWS' word for what went wrong; the status where it has none. */
  static String code(AwsServiceException answer) {
    var details = answer.awsErrorDetails();
    return details == null || details.errorCode() == null
        ? "HTTP " + answer.statusCode()
        : details.errorCode();
  }
}
