package io.runtimeservice.local.parts;

import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.adapters.aws.AwsService;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.regions.Region;

/** AWS' clients, led to what stands in for AWS on this machine. */
public final class Aws {

  public static final String REGION = "us-east-1";

  /** The access key's id, and its secret. DynamoDB Local keeps each key's tables by themselves. */
  public static final String CREDENTIALS = "local";

  /** What stands in for AWS may take seconds over its first answers, on a busy machine. */
  static final AwsRequestOverrideConfiguration WAKING_UP =
      AwsRequestOverrideConfiguration.builder()
          .apiCallAttemptTimeout(Duration.ofMinutes(1))
          .apiCallTimeout(Duration.ofMinutes(1))
          .build();

  private Aws() {}

  /** Clients whose services are at these endpoints; the embedded parts take any credentials. */
  public static AwsClients at(Map<AwsService, URI> endpoints) {
    var credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(CREDENTIALS, CREDENTIALS));
    return new AwsClients(
        credentials,
        (service, builder) -> {
          builder.region(Region.of(REGION));
          URI endpoint = endpoints.get(service);
          if (endpoint != null) {
            builder.endpointOverride(endpoint);
          }
        });
  }
}
