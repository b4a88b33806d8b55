package io.runtimeservice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.local.Soon;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A preview goes when its time is over, by what table and Fly really say of the time. */
class ExpiryTest {

  private static final Duration LEASE = Duration.ofSeconds(30);

  /** Enough to be made. */
  private static final Duration LIFE = Duration.ofSeconds(12);

  @Test
  void a_preview_is_gone_soon_after_its_end_and_not_before() throws Exception {
    try (var world = ChaosWorld.start()) {
      world.launch("replica", LEASE).process().awaitReady();
      var key = EnvironmentKey.of("checkout", "pr-1");
      Instant end = Instant.now().plus(LIFE);
      var record = ChaosRecords.preview("pr-1", ChaosWorld.image("pr-1", 0));
      var spec = record.tree("spec").with("expiresAt", Values.text(end.toString()));
      Answers.of(world.manager().putEnvironment(key, record.with("spec", spec)));

      Soon.until(() -> world.truth().is(key, "Ready"), () -> world.truth().complaints().toString());
      Soon.until(
          () -> world.truth().is(key, "Deleted"), () -> world.truth().complaints().toString());

      assertThat(Instant.now()).isAfter(end);
      assertThat(world.done("app_delete")).isEqualTo(1);
    }
  }
}
