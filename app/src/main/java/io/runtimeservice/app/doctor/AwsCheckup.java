package io.runtimeservice.app.doctor;

import io.runtimeservice.adapters.aws.AwsCalls;
import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.adapters.clock.DateHeaders;
import io.runtimeservice.adapters.dynamodb.DynamoDbControlStore;
import io.runtimeservice.adapters.dynamodb.DynamoDbEnvironmentStore;
import io.runtimeservice.adapters.dynamodb.DynamoDbHostClaims;
import io.runtimeservice.adapters.dynamodb.DynamoDbSweepStore;
import io.runtimeservice.adapters.dynamodb.DynamoDbTable;
import io.runtimeservice.adapters.secrets.DirectorySecretSource;
import io.runtimeservice.adapters.secrets.SecretsManagerSource;
import io.runtimeservice.adapters.sqs.SqsQueueAttributes;
import io.runtimeservice.adapters.sqs.SqsQueueAttributes.Redrive;
import io.runtimeservice.adapters.vertx.OnContext;
import io.runtimeservice.app.doctor.Questions.UnfitException;
import io.runtimeservice.app.settings.Settings;
import io.runtimeservice.app.settings.Settings.SecretStore;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.EnvironmentStore.Query;
import io.runtimeservice.model.port.HostClaims.Holder;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.sweep.SweepRecord;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Table, queue and secret source. */
final class AwsCheckup {

  /** The contract's: after so many receives a message is put aside. */
  static final int RECEIVES_MAX = 5;

  private static final String REDRIVE =
      "give the queue a redrive policy to its dead-letter queue, with maxReceiveCount "
          + RECEIVES_MAX
          + ", as gateway/template.yaml has it";

  private static final EnvironmentKey NOBODYS = EnvironmentKey.of("doctor", "doctor");

  /** No host is ever named so (RFC 6761), and nobody has its claim. */
  private static final String NO_HOST = "doctor.invalid";

  private static final Holder NO_HOLDER = new Holder(NOBODYS, 1);

  /** No record was written as often. */
  private static final long NO_VERSION = Long.MAX_VALUE;

  private final Settings.Dependencies places;
  private final Checkup.Means means;
  private final DateHeaders clocks;

  AwsCheckup(Settings.Dependencies places, Checkup.Means means, DateHeaders clocks) {
    this.places = places;
    this.means = means;
    this.clocks = clocks;
  }

  List<Future<Finding>> ask() {
    return List.of(
        Questions.ask("table", Dependency.TABLE, this::table),
        Questions.ask("queue", Dependency.QUEUE, this::queue),
        Questions.ask("secret source", Dependency.SECRETS, this::secrets));
  }

  /** Each operation that the service uses; the writes are on conditions that never hold. */
  private Future<String> table() {
    var table = new DynamoDbTable(places.table(), aws().dynamoDb(), calls(AwsService.DYNAMODB));
    var environments = new DynamoDbEnvironmentStore(table, means.time());
    var claims = new DynamoDbHostClaims(table);
    return new DynamoDbControlStore(table)
        .read()
        .compose(_ -> environments.load(NOBODYS))
        .compose(_ -> environments.list(all()))
        .compose(_ -> environments.list(of(NOBODYS.app())))
        .compose(_ -> new DynamoDbSweepStore(table).replace(NO_VERSION, SweepRecord.NONE))
        .compose(_ -> claims.takeOver(NO_HOST, NO_HOLDER, NO_HOLDER))
        .compose(_ -> claims.release(NO_HOST, NO_HOLDER))
        .map(_ -> "it can be read and written");
  }

  private static Query all() {
    return new Query(Optional.empty(), Optional.empty(), 1, Optional.empty());
  }

  private static Query of(AppId app) {
    return new Query(Optional.of(app), Optional.empty(), 1, Optional.empty());
  }

  /** Nothing is received: that would count against the messages that it meets. */
  private Future<String> queue() {
    var queue = new SqsQueueAttributes(places.queueUrl(), aws().sqs(), calls(AwsService.SQS));
    return queue
        .redrive()
        .map(policy -> policy.orElseThrow(() -> new UnfitException("no redrive policy", REDRIVE)))
        .map(AwsCheckup::asAgreed)
        .compose(policy ->
            queue
                .messages(policy)
                .map(dead ->
                    "after %d receives a message goes to %s, which holds %d"
                        .formatted(policy.receivesMax(), policy.queue(), dead)));
  }

  private static Redrive asAgreed(Redrive policy) {
    if (policy.receivesMax() != RECEIVES_MAX) {
      throw new UnfitException(
          "its redrive policy allows %d receives".formatted(policy.receivesMax()), REDRIVE);
    }
    return policy;
  }

  private Future<String> secrets() {
    return switch (places.secretStore()) {
      case SecretStore.SecretsManager _ ->
          new SecretsManagerSource(aws().secretsManager(), calls(AwsService.SECRETS_MANAGER))
              .reach()
              .map(_ -> "AWS Secrets Manager answers");
      case SecretStore.Directory(var root) ->
          new DirectorySecretSource(means.vertx(), root)
              .reach()
              .map(_ -> "the directory can be read");
    };
  }

  private AwsClients aws() {
    return means.aws();
  }

  private AwsCalls calls(AwsService service) {
    return new AwsCalls(
        service, new OnContext(means.vertx()), Telemetry.NONE, clocks.of(service.dependency()));
  }
}
