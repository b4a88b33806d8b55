package io.runtimeservice.adapters.aws;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;

/** The clients as they are in earnest, led to a service on this machine that stands in for AWS. */
public final class StandIn {

  /** No test fails because the machine is slow. */
  private static final Duration PATIENCE = Duration.ofSeconds(100);

  /**
   * One that is never closed: the SDK ends its threads with the last of its clients, and takes two
   * seconds for it.
   */
  @SuppressWarnings("UnusedVariable") // it is there to be there
  private static final AwsClients KEPT =
      new AwsClients(AnonymousCredentialsProvider.create(), (_, _) -> {});

  private StandIn() {}

  public static AwsClients at(URI endpoint, WireLog wire) {
    return at(endpoint, wire, PATIENCE);
  }

  /**
   * Clients of a stand-in.
   *
   * @param patience how long one try may take, and half of how long all may
   */
  public static AwsClients at(URI endpoint, WireLog wire, Duration patience) {
    return at(
        endpoint,
        wire,
        it -> it.apiCallAttemptTimeout(patience).apiCallTimeout(patience.multipliedBy(2)));
  }

  /** With the time-outs that they have in earnest. */
  static AwsClients inEarnest(URI endpoint, WireLog wire) {
    return at(endpoint, wire, _ -> {});
  }

  private static AwsClients at(
      URI endpoint, WireLog wire, Consumer<ClientOverrideConfiguration.Builder> change) {
    return new AwsClients(
        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
        (_, builder) -> {
          var overrides = builder.overrideConfiguration().toBuilder().addExecutionInterceptor(wire);
          change.accept(overrides);
          builder
              .endpointOverride(endpoint)
              .region(Region.US_EAST_1)
              .overrideConfiguration(overrides.build());
        });
  }
}
