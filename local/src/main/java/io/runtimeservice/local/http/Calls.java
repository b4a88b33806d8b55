package io.runtimeservice.local.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Calls over HTTP, each over before a deadline and with an answer within a size. */
public final class Calls {

  /** Longer than anything that SQS or an issuer says. */
  static final int ANSWER_BYTES_MAX = 256 * 1024;

  /** To one address at once. */
  static final int CONNECTIONS_MAX = 64;

  /** So many calls wait for a connection; any more fail at once. */
  static final int WAITING_MAX = 1_000;

  private final HttpClientAgent client;

  /** Opens a client, which is closed with its Vert.x. */
  public Calls(Vertx vertx) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions(),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX).setMaxWaitQueueSize(WAITING_MAX));
  }

  /**
   * A request.
   *
   * @param to where, with path and query
   */
  public record Call(HttpMethod method, URI to, MultiMap headers, Buffer body) {}

  /** What was answered, whatever it says. */
  public record Answer(int status, MultiMap headers, Buffer body) {}

  /** The answer was longer than {@link #ANSWER_BYTES_MAX}. */
  public static final class TooLongException extends Exception {
    TooLongException() {
      super("the answer is too long", null, false, false);
    }
  }

  /** Fails with a {@link java.util.concurrent.TimeoutException} if the deadline has passed. */
  public Future<Answer> send(Call call, Duration deadline) {
    var options =
        new RequestOptions()
            .setMethod(call.method())
            .setAbsoluteURI(call.to().toString())
            .setTimeout(deadline.toMillis());
    return client
        .request(options)
        .compose(request -> {
          request.headers().addAll(call.headers());
          return request.send(call.body());
        })
        .compose(Calls::received)
        .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Future<Answer> received(HttpClientResponse response) {
    Promise<Answer> answer = Promise.promise();
    var bytes = Buffer.buffer();
    response
        .handler(chunk -> {
          if (bytes.length() + chunk.length() > ANSWER_BYTES_MAX) {
            answer.tryFail(new TooLongException());
            response.request().reset();
          } else {
            bytes.appendBuffer(chunk);
          }
        })
        .exceptionHandler(answer::tryFail)
        .endHandler(
            _ -> answer.tryComplete(new Answer(response.statusCode(), response.headers(), bytes)));
    return answer.future();
  }
}
