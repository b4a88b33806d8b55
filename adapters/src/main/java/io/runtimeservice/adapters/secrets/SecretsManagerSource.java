package io.runtimeservice.adapters.secrets;

import io.runtimeservice.adapters.aws.AwsCalls;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.port.SecretSource;
import io.runtimeservice.model.secret.SecretBundle;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.telemetry.AwsAction;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** AWS Secrets Manager: a bundle is a secret, its version the secret's version id. */
public final class SecretsManagerSource implements SecretSource {

  /** Nobody's name for a bundle. */
  private static final String NO_BUNDLE = "runtime-service/no-such-bundle";

  private final SecretsManagerAsyncClient client;
  private final AwsCalls calls;

  public SecretsManagerSource(SecretsManagerAsyncClient client, AwsCalls calls) {
    this.client = client;
    this.calls = calls;
  }

  @Override
  public Future<SecretBundle> fetch(SecretReference reference) {
    var request =
        GetSecretValueRequest.builder()
            .secretId(reference.ref())
            .versionId(reference.version())
            .build();
    return calls
        .read(AwsAction.GET_SECRET_VALUE, () -> client.getSecretValue(request))
        .recover(thrown -> Future.failedFuture(inSecretTerms(thrown)))
        .compose(SecretsManagerSource::bundle);
  }

  /**
   * Whether it answers, and knows who we are; fails if not. It is asked for a bundle that there is
   * not: that there is none, or that we may not see one which is not ours, is an answer.
   */
  public Future<Void> reach() {
    var request = GetSecretValueRequest.builder().secretId(NO_BUNDLE).build();
    return calls
        .read(AwsAction.GET_SECRET_VALUE, () -> client.getSecretValue(request))
        .<Void>mapEmpty()
        .recover(thrown ->
            switch (FailureException.of(thrown)) {
              case Failure.Absent _, Failure.Forbidden _, Failure.Rejected _ ->
                  Future.succeededFuture();
              case Failure _ -> Future.failedFuture(thrown);
            });
  }

  private static Future<SecretBundle> bundle(GetSecretValueResponse answer) {
    return Optional.ofNullable(answer.secretString())
        .map(text -> SecretBundles.read(text.getBytes(StandardCharsets.UTF_8)))
        .orElseGet(() -> SecretBundles.refused("the bundle is not a text"));
  }

  /**
   * What is wrong with the reference waits for its author, what is wrong with us for an operator.
   */
  private static Throwable inSecretTerms(Throwable thrown) {
    var failure = FailureException.of(thrown);
    if (failure instanceof Failure.Absent || failure instanceof Failure.Rejected) {
      return new FailureException(new Failure.SecretMissing(failure.evidence()));
    }
    if (failure instanceof Failure.Forbidden || failure instanceof Failure.Unauthenticated) {
      return new FailureException(new Failure.SecretDenied(failure.evidence()));
    }
    return thrown;
  }
}
