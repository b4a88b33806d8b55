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
  private final Time.Timer timer;
  private Optional<HttpClientRequest> request = Optional.empty();

  Exchange(HttpClientAgent client, Time time, Duration deadline) {
    this.client = client;
    this.timer = time.after(deadline, this::giveUp);
  }

  /** An answer, whatever it says. */
  record Received(int status, MultiMap headers, Buffer body) {}

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

  /** The answer was larger than any that is expected. */
  static final class TooLargeException extends Exception {
    TooLargeException() {
      super("answer too large", null, false, false);
    }
  }

  Future<Received> send(RequestOptions options, Optional<Buffer> body) {
    client
        .request(options)
        .onFailure(thrown -> promise.tryFail(new NotSentException(thrown)))
        .onSuccess(open -> send(open, body));
    return promise.future().onComplete(_ -> timer.cancel());
  }

  private void send(HttpClientRequest open, Optional<Buffer> body) {
    if (promise.future().isComplete()) {
      open.reset();
      return;
    }
    request = Optional.of(open);
    open.response().onSuccess(this::receive).onFailure(promise::tryFail);
    Future<Void> sent = body.map(open::end).orElseGet(open::end);
    sent.onFailure(promise::tryFail);
  }

  private void receive(HttpClientResponse response) {
    Buffer body = Buffer.buffer();
    response
        .handler(chunk -> {
          body.appendBuffer(chunk);
          if (body.length() > FlyHttpClient.ANSWER_BYTES_MAX) {
            fail(new TooLargeException());
          }
        })
        .exceptionHandler(promise::tryFail)
        .endHandler(_ ->
            promise.tryComplete(new Received(response.statusCode(), response.headers(), body)));
  }

  private void giveUp() {
    var late = new DeadlineException();
    fail(request.isPresent() ? late : new NotSentException(late));
  }

  private void fail(Throwable why) {
    promise.tryFail(why);
    request.ifPresent(HttpClientRequest::reset);
  }
}
