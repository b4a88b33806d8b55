package io.runtimeservice.local.door;

import io.runtimeservice.local.http.Calls;
import io.runtimeservice.local.http.Calls.Answer;
import io.runtimeservice.local.http.Calls.Call;
import io.runtimeservice.local.parts.Aws;
import io.runtimeservice.model.id.EnvironmentKey;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
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
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final Calls calls;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final URI gateway;

  /** The gateway did not accept a mark. */
  static final class NotAcceptedException extends Exception {
    NotAcceptedException(int status) {
      super("the gateway answered with " + status, null, false, false);
    }
  }

  public GatewayMarks(Vertx vertx, URI gateway) {
    this.calls = new Calls(vertx);
    this.gateway = gateway;
  }

  @Override
  public Future<Void> mark(EnvironmentKey key) {
    var to =
        gateway.resolve(
            "/v1/apps/%s/environments/%s/reconcile".formatted(key.app(), key.environment()));
    return calls
        .send(new Call(HttpMethod.POST, to, signed(to), Buffer.buffer()), DEADLINE)
        .compose(GatewayMarks::accepted);
  }

  private MultiMap signed(URI to) {
    var request = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(to).build();
    var signed =
        signer
            .sign(signing ->
                signing
                    .identity(AwsCredentialsIdentity.create(Aws.CREDENTIALS, Aws.CREDENTIALS))
                    .request(request)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, Aws.REGION))
            .request();
    var headers = MultiMap.caseInsensitiveMultiMap();
    signed.headers().forEach(headers::set);
    return headers;
  }

  private static Future<Void> accepted(Answer answer) {
    return answer.status() == ACCEPTED
        ? Future.succeededFuture()
        : Future.failedFuture(new NotAcceptedException(answer.status()));
  }
}
