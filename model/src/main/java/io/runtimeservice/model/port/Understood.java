package io.runtimeservice.model.port;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusal;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Collectors;

/** What was read of the table, so far as it could be understood. */
public final class Understood {

  private Understood() {}

  /** The thing; {@code Unreliable}, with the names of the fields, if it was refused. */
  public static <T> Future<T> of(Reading<T> reading) {
    return switch (reading) {
      case Reading.Read<T>(T value) -> Future.succeededFuture(value);
      case Reading.Refused<T>(List<Refusal> refusals) ->
          Future.failedFuture(
              new FailureException(
                  new Failure.Unreliable(Evidence.of(Dependency.TABLE, words(refusals)))));
    };
  }

  private static String words(List<Refusal> refusals) {
    return refusals.stream().map(Refusal::toString).collect(Collectors.joining("; "));
  }
}
