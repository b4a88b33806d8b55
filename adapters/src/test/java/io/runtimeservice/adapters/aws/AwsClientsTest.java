package io.runtimeservice.adapters.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;

class AwsClientsTest {

  @Test
  void every_client_has_its_timeouts_and_retries_said() {
    Map<AwsService, ClientOverrideConfiguration> seen = new EnumMap<>(AwsService.class);
    try (var clients =
        new AwsClients(
            AnonymousCredentialsProvider.create(),
            (service, builder) -> {
              seen.put(service, builder.overrideConfiguration());
              builder.region(Region.US_EAST_1);
            })) {
      clients.dynamoDb();
      clients.sqs();
      clients.secretsManager();
    }
    assertThat(seen).containsOnlyKeys(AwsService.values());
    assertThat(seen.values())
        .allSatisfy(configuration -> {
          assertThat(configuration.apiCallAttemptTimeout()).contains(Duration.ofSeconds(2));
          assertThat(configuration.apiCallTimeout()).contains(Duration.ofSeconds(5));
          assertThat(configuration.toBuilder().retryMode()).isEqualTo(RetryMode.STANDARD);
        });
  }
}
