package io.runtimeservice.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeservice.app.fixture.Reply;
import io.runtimeservice.app.fixture.Samples;
import io.runtimeservice.app.fixture.SmallService;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.simulator.fly.Fault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /livez} and {@code /readyz}: neither asks a dependency. */
class ProbesTest {

  /** As long as Kubernetes waits for a probe, by default. */
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(1);

  private static final Duration ALMOST = Health.PASS_MAX.minusSeconds(1);

  private final SmallService service = new SmallService();
  private final EnvironmentKey first = EnvironmentKey.of("checkout", "pr-1");

  @BeforeEach
  void somebody_has_an_environment() {
    service.app("checkout");
    service.environment("checkout", "pr-1", Samples.preview(Samples.SPEC));
  }

  @AfterEach
  void close() {
    service.close();
  }

  private int lives() {
    return service.get("/livez").status();
  }

  private int ready() {
    return service.get("/readyz").status();
  }

  @Test
  void a_probe_says_yes_or_not_now_in_plain_words() {
    assertThat(service.get("/livez")).isEqualTo(new Reply(200, "", "ok\n"));
    assertThat(service.get("/readyz")).isEqualTo(new Reply(200, "", "ok\n"));
    service.ready(false);
    assertThat(service.get("/readyz")).isEqualTo(new Reply(503, "", "not now\n"));
  }

  @Test
  void it_lives_before_it_is_ready_and_while_it_is_so_no_more() {
    service.ready(false);
    assertThat(lives()).isEqualTo(200);
    assertThat(ready()).isEqualTo(503);
    service.ready(true);
    assertThat(ready()).isEqualTo(200);
  }

  @Test
  void a_replica_without_work_lives_for_ever() {
    service.open();
    service.pass(Duration.ofDays(2));
    assertThat(lives()).isEqualTo(200);
  }

  @Test
  void a_replica_whose_pass_is_stuck_lives_no_more() {
    service.doInWorld(service.environments::fallsSilent);
    service.doInWorld(() -> service.engine.loop().mark(first));

    service.pass(ALMOST);
    assertThat(lives()).isEqualTo(200);
    service.pass(Duration.ofSeconds(1));
    assertThat(service.get("/livez")).isEqualTo(new Reply(503, "", "not now\n"));
    assertThat(ready()).isEqualTo(200);

    service.doInWorld(service.environments::mend);
    service.pass(Duration.ofMinutes(1));
    assertThat(lives()).isEqualTo(200);
  }

  /** One that works in the midst of others is as stuck as one alone. */
  @Test
  void the_oldest_pass_counts_however_well_others_do() {
    service.doInWorld(service.environments::fallsSilent);
    service.doInWorld(() -> service.engine.loop().mark(first));
    service.pass(ALMOST);
    service.doInWorld(() -> service.engine.loop().mark(EnvironmentKey.of("checkout", "pr-2")));
    assertThat(lives()).isEqualTo(200);

    service.pass(Duration.ofSeconds(1));
    assertThat(lives()).isEqualTo(503);
  }

  @Test
  void many_passes_one_after_the_other_are_not_one_that_is_stuck() {
    service.open();
    for (int i = 0; i < 40; i++) {
      service.mark(first);
      service.pass(Duration.ofMinutes(1));
      assertThat(lives()).isEqualTo(200);
    }
  }

  /** What is asked on the event loop is not answered while that is blocked. */
  @Test
  void a_replica_whose_event_loop_is_blocked_does_not_answer_and_lives_again_after_it()
      throws Exception {
    var entered = new CountDownLatch(1);
    var released = new CountDownLatch(1);
    var blocked =
        CompletableFuture.runAsync(() ->
            service.doInWorld(() -> {
              entered.countDown();
              waitFor(released);
            }));
    waitFor(entered);
    try (var client = HttpClient.newHttpClient()) {
      for (String probe : List.of("/startupz", "/livez", "/readyz")) {
        var request =
            HttpRequest.newBuilder(URI.create(service.url() + probe)).timeout(PROBE_TIMEOUT);
        assertThatThrownBy(() -> client.send(request.build(), BodyHandlers.ofString()))
            .isInstanceOf(HttpTimeoutException.class);
      }
    } finally {
      released.countDown();
    }
    blocked.get();
    assertThat(lives()).isEqualTo(200);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Its dependencies do not matter, and neither does what becomes of it later. */
  @Test
  void it_has_started_once_it_answers() {
    service.ready(false);
    service.doInWorld(service.environments::fallsSilent);
    service.doInWorld(() -> service.engine.loop().mark(first));
    service.pass(Health.PASS_MAX.plusSeconds(1));

    assertThat(service.get("/startupz")).isEqualTo(new Reply(200, "", "ok\n"));
    assertThat(lives()).isEqualTo(503);
    assertThat(ready()).isEqualTo(503);
  }

  /** A fleet that is restarted because its table is down is worse off than one that waits. */
  @Test
  void a_table_that_is_down_makes_it_neither_dead_nor_unready() {
    service.doInWorld(() -> service.environments.failsWith(unavailable(Dependency.TABLE)));
    service.doInWorld(() -> service.runtimes.failsWith(unavailable(Dependency.TABLE)));
    staysUp();
  }

  @Test
  void a_fly_that_is_down_makes_it_neither_dead_nor_unready() {
    service.doInWorld(() -> service.flyApi.failsWith(unavailable(Dependency.FLY)));
    staysUp();
  }

  @Test
  void a_fly_that_never_answers_makes_it_neither_dead_nor_unready() {
    service.doInWorld(() -> service.fly.door().trouble(_ -> new Fault.Lost()));
    staysUp();
  }

  private void staysUp() {
    service.open();
    service.mark(first);
    for (int i = 0; i < 30; i++) {
      service.pass(Duration.ofMinutes(2));
      assertThat(lives()).isEqualTo(200);
      assertThat(ready()).isEqualTo(200);
    }
  }

  private static FailureException unavailable(Dependency by) {
    return new FailureException(new Failure.Unavailable(Evidence.of(by, "gone")));
  }
}
