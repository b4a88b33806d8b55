package io.runtimeservice.simulator.http;

import io.runtimeservice.simulator.fly.Caller;
import io.runtimeservice.simulator.fly.Door;
import io.runtimeservice.simulator.fly.Visit;
import io.vertx.core.Future;
import java.util.function.Function;

/** What a request asks for. */
record ApiCall(Visit visit, Door.Work<Reply> work) {

  /** Something that is read. */
  static ApiCall read(
      ApiRequest request, String action, String subject, Function<Caller, Reply> work) {
    return of(request, action, subject, false, work);
  }

  /** Something that is changed. */
  static ApiCall write(
      ApiRequest request, String action, String subject, Function<Caller, Reply> work) {
    return of(request, action, subject, true, work);
  }

  private static ApiCall of(
      ApiRequest request,
      String action,
      String subject,
      boolean mutating,
      Function<Caller, Reply> work) {
    return new ApiCall(
        new Visit(request.token(), action, subject, mutating),
        caller -> Future.succeededFuture(work.apply(caller)));
  }
}
