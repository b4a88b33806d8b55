package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.port.Write;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** How DynamoDB answered a conditional write; that it was refused is an answer, no failure. */
sealed interface Conditional {

  record Written() implements Conditional {}

  /**
   * The condition did not hold.
   *
   * @param stands the record that stands there; without attributes if there is none
   */
  record Refused(Value.Tree stands) implements Conditional {}

  /** There is no room for it in the item. */
  record TooLarge() implements Conditional {}

  /** What became of the write. */
  default Write write() {
    return write(_ -> false);
  }

  /**
   * What became of the write.
   *
   * @param isOurs whether what stands there is this very write: it was sent twice, and the first
   *     time its answer was lost
   */
  default Write write(Predicate<Value.Tree> isOurs) {
    return switch (this) {
      case Written _ -> Write.WRITTEN;
      case Refused(var stands) -> isOurs.test(stands) ? Write.WRITTEN : Write.REFUSED;
      case TooLarge _ -> Write.TOO_LARGE;
    };
  }

  /** The answer to a call; what is no answer stays a failure. */
  static CompletableFuture<Conditional> of(CompletableFuture<?> call) {
    return call.<Conditional>thenApply(_ -> new Written()).exceptionally(Conditional::of);
  }

  private static Conditional of(Throwable thrown) {
    var cause = thrown instanceof CompletionException wrapper ? wrapper.getCause() : thrown;
    if (cause instanceof ConditionalCheckFailedException refused) {
      return new Refused(DynamoDbValues.record(refused.item()));
    }
    if (cause instanceof AwsServiceException answer && isTooLarge(answer)) {
      return new TooLarge();
    }
    throw new CompletionException(cause);
  }

  /** DynamoDB has no code of its own for it; all of its sentences for it say this. */
  private static boolean isTooLarge(AwsServiceException answer) {
    var details = answer.awsErrorDetails();
    return details != null
        && "ValidationException".equals(details.errorCode())
        && details.errorMessage().contains("Item size")
        && details.errorMessage().contains("exceeded");
  }
}
