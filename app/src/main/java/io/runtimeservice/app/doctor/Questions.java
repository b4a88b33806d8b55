package io.runtimeservice.app.doctor;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Questions of which each has an answer in time, whatever becomes of it. */
final class Questions {

  /** How long any one may take, with its repetitions. */
  static final Duration ANSWER_MAX = Duration.ofSeconds(12);

  private Questions() {}

  /**
   * Asks.
   *
   * @param question its answer says in words how things are
   */
  static Future<Finding> ask(String what, Dependency of, Supplier<Future<String>> question) {
    return begun(question)
        .timeout(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS)
        .map(says -> Finding.ok(what, says))
        .recover(thrown -> Future.succeededFuture(wrong(what, of, thrown)));
  }

  /** AWS' clients throw when they are made, if nobody has said where AWS is. */
  private static Future<String> begun(Supplier<Future<String>> question) {
    try {
      return question.get();
    } catch (RuntimeException thrown) {
      return Future.failedFuture(thrown);
    }
  }

  private static Finding wrong(String what, Dependency of, Throwable thrown) {
    return switch (thrown) {
      case UnfitException unfit -> Finding.wrong(what, unfit.says, unfit.remedy);
      case SdkClientException _ ->
          Finding.wrong(
              what,
              "AWS' own variables are not right",
              "set AWS_REGION; an AWS_ENDPOINT_URL_... that is set has to be an address");
      case TimeoutException _ ->
          Finding.wrong(
              what,
              "no answer within " + ANSWER_MAX.toSeconds() + " s",
              Remedy.of(of, new Failure.Unavailable(Evidence.of(of, ""))));
      default -> {
        Failure failure = FailureException.of(thrown);
        var evidence = failure.evidence();
        yield Finding.wrong(what, evidence.text(), Remedy.of(evidence.by(), failure));
      }
    };
  }

  /** It answers, and is not what it has to be. */
  static final class UnfitException extends RuntimeException {
    private final String says;
    private final String remedy;

    UnfitException(String says, String remedy) {
      super(says, null, false, false);
      this.says = says;
      this.remedy = remedy;
    }
  }
}
