package io.runtimeservice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.runtimeservice.app.fixture.Breakable;
import io.runtimeservice.app.fixture.LogTap;
import io.runtimeservice.app.fixture.Reply;
import io.runtimeservice.app.fixture.Samples;
import io.runtimeservice.app.fixture.SmallService;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered when the table does not, or when the service itself is at fault. */
class TroubleTest {

  private final SmallService service = new SmallService();
  private final LogTap log = new LogTap();

  @BeforeEach
  void somebody_has_an_environment() {
    service.app("checkout");
    service.environment("checkout", "pr-1", Samples.preview(Samples.SPEC));
  }

  @AfterEach
  void close() {
    log.close();
    service.close();
  }

  private List<Breakable<?>> stores() {
    return List.of(service.environments, service.runtimes, service.controls, service.sweeps);
  }

  private void theTableFailsWith(Throwable thrown) {
    stores().forEach(it -> service.doInWorld(() -> it.failsWith(thrown)));
  }

  static Stream<Failure> failures() {
    var evidence = new Evidence(Dependency.TABLE, "canary: hunter2", Optional.of("canary-id"));
    return Stream.of(
        new Failure.Unavailable(evidence),
        new Failure.Throttled(Optional.of(Duration.ofSeconds(1)), evidence),
        new Failure.Unauthenticated(evidence),
        new Failure.Forbidden(evidence),
        new Failure.Rejected(evidence));
  }

  /** Which failure it was is for the log of whoever failed; what it said may hold anything. */
  @ParameterizedTest
  @MethodSource("failures")
  void a_table_that_fails_is_named_and_not_quoted(Failure failure) {
    theTableFailsWith(new FailureException(failure));

    for (String page : PAGES) {
      var reply = service.get(page);
      assertThat(reply.problem(503)).as(page).isEqualTo("the table does not answer as it should");
      assertThat(reply.tree().text("title")).contains("a dependency does not answer");
      assertThat(reply.body()).doesNotContain("canary");
    }
    assertThat(log.complaints()).isEmpty();
  }

  private static final List<String> PAGES =
      List.of(
          "/v1/environments",
          "/v1/environments?appId=checkout",
          "/v1/environments/checkout/pr-1",
          "/v1/environments/checkout/pr-1/plan",
          "/v1/environments/checkout/pr-1/explain",
          "/v1/environments/checkout/pr-1/history",
          "/v1/orphans",
          "/v1/drift",
          "/v1/control");

  static Stream<String> pages() {
    return PAGES.stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_fault_of_our_own_is_owned_up_to_and_logged_once_with_the_way_there(String page) {
    theTableFailsWith(new IllegalStateException("canary: hunter2"));

    var reply = service.get(page);

    assertThat(reply)
        .isEqualTo(
            new Reply(
                500,
                "application/problem+json",
                "{\"status\":500,\"title\":\"internal error\","
                    + "\"detail\":\"the service met a fault of its own\"}"));
    assertThat(log.events()).hasSize(1);
    var logged = log.events().getFirst();
    assertThat(logged.getLevel()).isEqualTo(Level.ERROR);
    assertThat(logged.getThrowableProxy()).as("what an exception says may hold anything").isNull();
    assertThat(logged.getKeyValuePairs())
        .extracting(Object::toString)
        .anyMatch(
            it -> it.startsWith("fault=\"java.lang.IllegalStateException at io.runtimeservice"))
        .noneMatch(it -> it.contains("hunter2"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void when_it_is_over_it_is_over(String page) {
    theTableFailsWith(new IllegalStateException());
    assertThat(service.get(page).status()).isEqualTo(500);

    stores().forEach(it -> service.doInWorld(it::mend));

    assertThat(service.get(page).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/readyz", "/metrics"})
  void what_needs_no_table_is_answered_without_one(String page) {
    theTableFailsWith(new IllegalStateException());
    assertThat(service.get(page).status()).isEqualTo(200);
    assertThat(log.events()).isEmpty();
  }
}
