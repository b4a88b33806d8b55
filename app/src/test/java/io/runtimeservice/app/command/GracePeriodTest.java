package io.runtimeservice.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.deploy.Overlay;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kubernetes waits longer for the service's end, and for its start, than these can take. */
class GracePeriodTest {

  private static final Duration MARGIN = Duration.ofSeconds(10);

  @ParameterizedTest
  @EnumSource
  void a_pod_is_not_killed_while_it_finishes_what_is_under_way(Overlay overlay) {
    var pod = overlay.manifests().one("Deployment").at("/spec/template/spec");

    assertThat(Duration.ofSeconds(pod.path("terminationGracePeriodSeconds").asInt()))
        .isGreaterThanOrEqualTo(ServeCommand.STOP_MAX.plus(MARGIN));
  }

  @ParameterizedTest
  @EnumSource
  void a_pod_is_not_killed_while_it_starts(Overlay overlay) {
    var probe =
        overlay.manifests().one("Deployment").at("/spec/template/spec/containers/0/startupProbe");
    int seconds = probe.path("periodSeconds").asInt() * probe.path("failureThreshold").asInt();

    assertThat(Duration.ofSeconds(seconds))
        .isGreaterThanOrEqualTo(ServeCommand.START_MAX.plus(MARGIN));
  }
}
