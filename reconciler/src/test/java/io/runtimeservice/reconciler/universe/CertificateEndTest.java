package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.telemetry.Metric;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A certificate that ends soon is counted until Fly has had it renewed, and no longer. */
class CertificateEndTest {

  private static final Duration SWEPT = Duration.ofMinutes(7);

  /**
   * Each environment is looked at whole once an hour, with the next sweep, which the next shows.
   */
  private static final Duration LOOKED_AT = Duration.ofMinutes(80);

  private final Universe world = new Universe();

  private EnvironmentKey ready() {
    world.sweeping = Universe.lookingWholeHourly(true);
    world.app("checkout", Samples.app());
    world.replica();
    var key =
        world.environment(
            "checkout",
            "pr-1",
            Samples.preview(
                "{'image': '%s', 'sleep': 'off', 'certificates': [{'hostname': 'a.example.com'}]}"
                    .formatted(Samples.IMAGE_1)));
    world.until(key, "Degraded");
    world.pasteDns();
    world.until(key, "Ready");
    world.pass(SWEPT);
    return key;
  }

  private double ending(String within) {
    return world.replicas().getFirst().tally().stands(Metric.CERTIFICATES_EXPIRING, within);
  }

  @Test
  void what_is_issued_for_90_days_does_not_end_soon() {
    ready();

    assertThat(ending("30d")).isZero();
    long position = world.fly.ledger().position();
    world.pass(LOOKED_AT);
    assertThat(world.readsSince(position))
        .as("nothing is asked of it alone")
        .contains("certificate_list")
        .doesNotContain("certificate_get", "certificate_check");
  }

  @Test
  void what_ends_soon_is_counted_until_it_is_renewed() {
    world.fly.certificates().issueFor(Duration.ofDays(10));
    var key = ready();
    assertThat(ending("7d")).isZero();
    assertThat(ending("14d")).isEqualTo(1);
    assertThat(ending("30d")).isEqualTo(1);
    assertThat(world.state(key)).isEqualTo("Ready");

    world.fly.certificates().issueFor(Duration.ofDays(90));
    world.pass(LOOKED_AT);
    assertThat(ending("30d")).isZero();
    assertThat(world.state(key)).isEqualTo("Ready");
  }
}
