package io.runtimeservice.adapters.aws;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
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
    return new AwsClients(
        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
        (_, builder) ->
            builder
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .overrideConfiguration(
                    builder.overrideConfiguration().toBuilder()
                        .apiCallAttemptTimeout(patience)
                        .apiCallTimeout(patience.multipliedBy(2))
                        .addExecutionInterceptor(wire)
                        .build()));
  }
}
