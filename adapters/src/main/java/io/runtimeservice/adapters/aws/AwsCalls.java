package io.runtimeservice.adapters.aws;

import io.runtimeservice.adapters.vertx.OnContext;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.telemetry.AwsAction;
import io.runtimeservice.model.telemetry.Metric;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkResponse;

/**
 * The door to one AWS service: each call is counted, its answer brought back to the event loop, and
 * its failure classified.
 */
public final class AwsCalls {

  private final AwsService service;
  private final OnContext context;
  private final Telemetry telemetry;
  private final Consumer<String> dates;

  public AwsCalls(AwsService service, OnContext context, Telemetry telemetry) {
    this(service, context, telemetry, _ -> {});
  }

  /**
   * A door that also tells what time the service says it is.
   *
   * @param dates told the {@code Date} header of each answer
   */
  public AwsCalls(
      AwsService service, OnContext context, Telemetry telemetry, Consumer<String> dates) {
    this.service = service;
    this.context = context;
    this.telemetry = telemetry;
    this.dates = dates;
  }

  /** A call that changes nothing. */
  public <T> Future<T> read(AwsAction action, Supplier<CompletableFuture<T>> call) {
    return run(action, call, false);
  }

  /** A call that changes something: without an answer, its outcome is unknown. */
  public <T> Future<T> write(AwsAction action, Supplier<CompletableFuture<T>> call) {
    return run(action, call, true);
  }

  private <T> Future<T> run(
      AwsAction action, Supplier<CompletableFuture<T>> call, boolean isWrite) {
    return context
        .of(start(call))
        .onSuccess(answer -> {
          count(action, "ok");
          tellDate(answer);
        })
        .recover(thrown -> {
          var failure = AwsFailures.of(service, isWrite, thrown);
          count(action, failure instanceof Failure.Throttled ? "throttled" : "failed");
          return Future.failedFuture(new FailureException(failure));
        });
  }

  private void tellDate(Object answer) {
    if (answer instanceof SdkResponse response) {
      Optional.ofNullable(response.sdkHttpResponse())
          .flatMap(http -> http.firstMatchingHeader("Date"))
          .ifPresent(dates);
    }
  }

  /** The SDK throws some things before it has a future to put them in. */
  private static <T> CompletableFuture<T> start(Supplier<CompletableFuture<T>> call) {
    try {
      return call.get();
    } catch (RuntimeException thrown) {
      return CompletableFuture.failedFuture(thrown);
    }
  }

  private void count(AwsAction action, String outcome) {
    telemetry.count(Metric.AWS_REQUESTS, action.service(), action.toString(), outcome);
  }
}
