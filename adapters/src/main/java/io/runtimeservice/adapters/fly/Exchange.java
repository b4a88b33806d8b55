package io.runtimeservice.adapters.fly;

import io.runtimeservice.model.port.Time;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Optional;

/** One request and its answer, over before a deadline and within a size. */
final class Exchange {

  private final HttpClientAgent client;
  private final Promise<Received> promise = Promise.promise();
  private final Time time;
  private final long endsNanos;
  private final Time.Timer timer;
  private Optional<HttpClientRequest> request = Optional.empty();
  private Optional<HttpClientResponse> head = Optional.empty();

  Exchange(HttpClientAgent client, Time time, Duration deadline) {
    this.client = client;
    this.time = time;
    this.endsNanos = time.nanos() + deadline.toNanos();
    this.timer = time.after(deadline, this::giveUp);
  }

  /** An answer, whatever it says, and even if the rest of it did not come. */
  record Received(int status, MultiMap headers, AnswerBody body) {}

  /** There was no connection, so that nothing was sent. */
  static final class NotSentException extends Exception {
    NotSentException(Throwable cause) {
      super(cause);
    }
  }

  /** The deadline has passed. */
  static final class DeadlineException extends Exception {
    DeadlineException() {
      super("deadline passed", null, false, false);
    }
  }

  Future<Received> send(RequestOptions options, Optional<Buffer> body) {
    client
        .request(options)
        .onFailure(thrown -> promise.tryFail(new NotSentException(thrown)))
        .onSuccess(open -> send(open, body));
    return promise.future().onComplete(_ -> timer.cancel());
  }

  /**
   * Sends if there is time left, by the clock: of a process that stood still meanwhile the
   * connection is ready before its timers go off, and its lease may be somebody else's by then.
   */
  private void send(HttpClientRequest open, Optional<Buffer> body) {
    if (time.nanos() - endsNanos >= 0) {
      giveUp();
    }
    if (promise.future().isComplete()) {
      open.exceptionHandler(_ -> {}); // that it is given up is told already
      open.reset();
      return;
    }
    request = Optional.of(open);
    open.response().onSuccess(this::receive).onFailure(promise::tryFail);
    Future<Void> sent = body.map(open::end).orElseGet(open::end);
    sent.onFailure(promise::tryFail);
  }

  private void receive(HttpClientResponse response) {
    head = Optional.of(response);
    Buffer bytes = Buffer.buffer();
    response
        .handler(chunk -> {
          bytes.appendBuffer(chunk);
          if (bytes.length() > AnswerBody.BYTES_MAX) {
            end(response, new AnswerBody.Broken("it is too large"));
            response.request().reset();
          }
        })
        .exceptionHandler(_ -> end(response, new AnswerBody.Broken("it broke off")))
        .endHandler(_ -> {
          if (!promise.future().isComplete()) {
            end(response, new AnswerBody.Whole(bytes));
          }
        });
  }

  private void end(HttpClientResponse response, AnswerBody body) {
    promise.tryComplete(new Received(response.statusCode(), response.headers(), body));
  }

  private void giveUp() {
    head.ifPresentOrElse(
        response -> end(response, new AnswerBody.Broken("it did not end in time")),
        () -> {
          var late = new DeadlineException();
          promise.tryFail(request.isPresent() ? late : new NotSentException(late));
        });
    request.ifPresent(HttpClientRequest::reset);
  }
}
