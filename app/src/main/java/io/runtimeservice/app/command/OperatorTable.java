package io.runtimeservice.app.command;

import io.runtimeservice.adapters.aws.AwsCalls;
import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.adapters.dynamodb.DynamoDbControlStore;
import io.runtimeservice.adapters.dynamodb.DynamoDbEnvironmentStore;
import io.runtimeservice.adapters.dynamodb.DynamoDbTable;
import io.runtimeservice.adapters.vertx.OnContext;
import io.runtimeservice.adapters.vertx.VertxTime;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.port.ControlStore;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The shared table, as far as an operator's command needs it: it is asked for itself, so that the
 * command works where no service runs. Each question blocks the command's own thread.
 *
 * @param answerMax how long an answer may take
 * @param end gives back what was opened
 */
record OperatorTable(
    ControlStore controls, EnvironmentStore environments, Duration answerMax, Runnable end)
    implements AutoCloseable {

  /** Longer than any call to the table takes, with its repetitions. */
  static final Duration ANSWER_MAX = Duration.ofSeconds(15);

  /** Opens the table of a name. */
  @FunctionalInterface
  interface Opener {
    OperatorTable open(String name) throws CannotAnswerException;
  }

  /**
   * The table in DynamoDB. AWS' clients are left to the end of the process, which is near: they
   * would take seconds to be closed in order.
   */
  static OperatorTable inDynamoDb(String name) throws CannotAnswerException {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      var calls = new AwsCalls(AwsService.DYNAMODB, new OnContext(vertx), Telemetry.NONE);
      var table = new DynamoDbTable(name, AwsClients.ofDefaultChain().dynamoDb(), calls);
      return new OperatorTable(
          new DynamoDbControlStore(table),
          new DynamoDbEnvironmentStore(table, new VertxTime(vertx)),
          ANSWER_MAX,
          vertx::close);
    } catch (SdkClientException unset) {
      vertx.close();
      throw new CannotAnswerException(
          "AWS' own variables are not right: expected AWS_REGION, and an address if"
              + " AWS_ENDPOINT_URL_DYNAMODB is set");
    }
  }

  /** The answer, once it is there. A failure that is classified is thrown as it is. */
  <T> T answer(Future<T> future) throws CannotAnswerException {
    try {
      return future.await(answerMax.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException silent) {
      throw new CannotAnswerException(
          "the table has not answered within %d ms".formatted(answerMax.toMillis()));
    }
  }

  /** What a failure says to the person who typed the command. */
  static String words(FailureException failed) {
    var evidence = failed.failure().evidence();
    return ScreenLine.of(
        "%s does not answer as it should: %s%s"
            .formatted(evidence.by(), evidence.text(), hint(failed.failure())));
  }

  /** Without credentials, too, there is no answer. */
  private static String hint(Failure failure) {
    return failure instanceof Failure.Unavailable || failure instanceof Failure.OutcomeUnknown
        ? " (AWS' own variables say where it is, and hold the credentials)"
        : "";
  }

  @Override
  public void close() {
    end.run();
  }
}
