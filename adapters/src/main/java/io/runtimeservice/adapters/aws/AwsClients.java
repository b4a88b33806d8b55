package io.runtimeservice.adapters.aws;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Makes the clients of AWS' services, over one HTTP client and with every timeout said. Regions and
 * endpoints come from the SDK's own settings.
 *
 * <p>To make and to close it blocks: neither is for an event loop.
 */
public final class AwsClients implements AutoCloseable {

  /** For a connection to be made. */
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /** For a connection to become free, where all are in use. */
  static final Duration ACQUIRE_TIMEOUT = Duration.ofSeconds(2);

  /** For one try of a call. */
  static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

  /** For a call, with its repetitions. */
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  /** For the socket to stay silent: longer than the longest poll of the queue, 20 s. */
  static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(30);

  static final int CONNECTIONS_MAX = 256;
  static final int WAITING_FOR_A_CONNECTION_MAX = 10_000;

  private final AwsCredentialsProvider credentials;
  private final Adjustment adjustment;
  private final SdkAsyncHttpClient http;
  private final Deque<SdkAutoCloseable> open = new ArrayDeque<>();

  /** A last word on a client's builder, where a service stands in for AWS. */
  @FunctionalInterface
  public interface Adjustment {
    void adjust(AwsService service, AwsClientBuilder<?, ?> builder);
  }

  public AwsClients(AwsCredentialsProvider credentials, Adjustment adjustment) {
    this.credentials = credentials;
    this.adjustment = adjustment;
    this.http =
        NettyNioAsyncHttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .connectionAcquisitionTimeout(ACQUIRE_TIMEOUT)
            .readTimeout(SILENCE_TIMEOUT)
            .writeTimeout(SILENCE_TIMEOUT)
            .maxConcurrency(CONNECTIONS_MAX)
            .maxPendingConnectionAcquires(WAITING_FOR_A_CONNECTION_MAX)
            .build();
    open.push(http);
  }

  /**
   * Clients with the credentials of the SDK's default chain. They are fetched here and renewed in
   * the background: otherwise the event loop that makes the first call would wait for them.
   */
  public static AwsClients ofDefaultChain() {
    var chain = DefaultCredentialsProvider.builder().asyncCredentialUpdateEnabled(true).build();
    try {
      chain.resolveCredentials();
    } catch (SdkClientException none) {
      // each call will say so, and readiness with it
    }
    var clients = new AwsClients(chain, (_, _) -> {});
    clients.open.push(chain);
    return clients;
  }

  public DynamoDbAsyncClient dynamoDb() {
    return client(AwsService.DYNAMODB, DynamoDbAsyncClient.builder());
  }

  public SqsAsyncClient sqs() {
    return client(AwsService.SQS, SqsAsyncClient.builder());
  }

  public SecretsManagerAsyncClient secretsManager() {
    return client(AwsService.SECRETS_MANAGER, SecretsManagerAsyncClient.builder());
  }

  private <B extends AwsAsyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkClient>
      C client(AwsService service, B builder) {
    builder
        .httpClient(http)
        .credentialsProvider(credentials)
        .overrideConfiguration(overrides())
        // OnContext leads to the event loop: a pool of threads in between would only add to the way
        .asyncConfiguration(async ->
            async.advancedOption(
                SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run));
    adjustment.adjust(service, builder);
    C client = builder.build();
    open.push(client);
    return client;
  }

  private static ClientOverrideConfiguration overrides() {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
        .apiCallTimeout(CALL_TIMEOUT)
        .retryStrategy(RetryMode.STANDARD)
        .addExecutionInterceptor(new AnswerGuard())
        .build();
  }

  /** Closes every client that was made here, the last one first. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
