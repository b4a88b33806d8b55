package io.runtimeservice.benchmarks.sweep;

import io.runtimeservice.benchmarks.Host;
import io.runtimeservice.benchmarks.fly.FlyAnswers;
import io.runtimeservice.benchmarks.fly.FlyProcess;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What it would cost at least to ask for each by itself: a bare HTTP/2 get with Vert.x on an event
 * loop, whose answer of 2 KB is thrown away.
 */
final class BareGets {

  private static final String PATH = "/bare";
  private static final int ANSWER_BYTES = 2048;

  /** So many are under way at once, on one connection. */
  private static final int AT_ONCE = 64;

  private final Context loop;
  private final HttpClientAgent client;
  private final RequestOptions options;

  BareGets(Vertx vertx, FlyProcess fly) throws Exception {
    this.loop = Blocking.loop(vertx);
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false));
    this.options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost("127.0.0.1")
            .setPort(fly.port())
            .setURI(PATH);
  }

  static void writeDown(FlyAnswers answers) throws IOException {
    answers.put(PATH, "x".repeat(ANSWER_BYTES));
  }

  /** Makes so many, and says how many nanoseconds of CPU each has cost. */
  double cpuNanosOfEach(int gets) throws Exception {
    long before = Host.cpuNanos();
    var done = Promise.<String>promise();
    loop.runOnContext(_ -> {
      List<Future<Void>> lanes = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        lanes.add(lane(gets / AT_ONCE));
      }
      Future.all(lanes).map("").onComplete(done);
    });
    Blocking.of(done.future());
    return (double) (Host.cpuNanos() - before) / (gets / AT_ONCE * AT_ONCE);
  }

  private Future<Void> lane(int left) {
    return left == 0
        ? Future.succeededFuture()
        : client
            .request(options)
            .compose(request -> request.send())
            .compose(HttpClientResponse::body)
            .compose(_ -> lane(left - 1));
  }
}
