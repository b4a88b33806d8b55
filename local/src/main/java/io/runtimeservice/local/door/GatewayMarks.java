package io.runtimeservice.local.door;

import io.runtimeservice.local.parts.Aws;
import io.runtimeservice.model.id.EnvironmentKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Marks by way of the gateway, as the Environment Manager sends them: a POST that is signed with
 * AWS' Signature Version 4, by the local access key.
 */
public final class GatewayMarks implements Marks {

  private static final String SERVICE = "execute-api";
  private static final int ACCEPTED = 202;
  private static final long DEADLINE_SECONDS = 10;

  private final HttpClientAgent client;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final URI gateway;

  /** The gateway did not accept a mark. */
  static final class NotAcceptedException extends Exception {
    NotAcceptedException(int status) {
      super("the gateway answered with " + status, null, false, false);
    }
  }

  public GatewayMarks(Vertx vertx, URI gateway) {
    this.client = vertx.createHttpClient();
    this.gateway = gateway;
  }

  @Override
  public Future<Void> mark(EnvironmentKey key) {
    var to =
        gateway.resolve(
            "/v1/apps/%s/environments/%s/reconcile".formatted(key.app(), key.environment()));
    var headers = signed(to);
    return client
        .request(new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(to.toString()))
        .compose(request -> sent(request, headers))
        .timeout(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  private Map<String, List<String>> signed(URI to) {
    var request = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(to).build();
    return signer
        .sign(signing ->
            signing
                .identity(AwsCredentialsIdentity.create(Aws.CREDENTIALS, Aws.CREDENTIALS))
                .request(request)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                .putProperty(AwsV4HttpSigner.REGION_NAME, Aws.REGION))
        .request()
        .headers();
  }

  private static Future<Void> sent(HttpClientRequest request, Map<String, List<String>> headers) {
    headers.forEach((name, values) -> request.headers().set(name, values));
    return request
        .send()
        .compose(response -> response.body().map(response))
        .compose(GatewayMarks::accepted);
  }

  private static Future<Void> accepted(HttpClientResponse response) {
    return response.statusCode() == ACCEPTED
        ? Future.succeededFuture()
        : Future.failedFuture(new NotAcceptedException(response.statusCode()));
  }
}
