package io.runtimeservice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.fixture.Reply;
import io.runtimeservice.app.fixture.Samples;
import io.runtimeservice.app.fixture.SmallService;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.simulator.fly.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code GET /v1/environments/{appId}/{environmentId}/plan}: what a pass would do, and nothing
 * done.
 */
class PlanPageTest {

  private static final String PLAN = "/v1/environments/checkout/pr-1/plan";

  private static final Value.Tree CONFIG = Values.tree().put("A", "hunter2-canary").build();

  private final SmallService service = new SmallService();

  @BeforeEach
  void somebody_has_an_app() {
    service.app("checkout");
    service.doInWorld(service.engine.switchboard()::open);
  }

  @AfterEach
  void close() {
    service.close();
  }

  private EnvironmentKey ready() {
    var key = service.environment("checkout", "pr-1", Samples.preview(Samples.SPEC));
    service.open();
    service.until(key, "Ready");
    return key;
  }

  private Reply plan() {
    return service.getWhileTimePasses(PLAN);
  }

  @Test
  void the_plan_of_a_new_environment_is_given_as_data_and_as_text() {
    service.environment("checkout", "pr-1", Samples.preview(Samples.SPEC));

    assertThat(plan())
        .isEqualTo(
            new Reply(
                200,
                "application/json",
                """
                {"appId":"checkout","environmentId":"pr-1","generation":1,"operations":4,"stages":[\
                [{"operation":"create_app","target":"%1$s in network env-%1$s",\
                "reason":"ENVIRONMENT_IS_NEW","detail":""}],\
                [{"operation":"assign_address","target":"v6","reason":"ADDRESS_MISSING",\
                "detail":""},\
                {"operation":"assign_address","target":"shared_v4","reason":"ADDRESS_MISSING",\
                "detail":""}],\
                [{"operation":"create_machine","target":"m0 in iad","reason":"MACHINE_MISSING",\
                "detail":""}]],\
                "text":"stage 1\\n\
                ..create app %1$s in network env-%1$s\\n......because ENVIRONMENT_IS_NEW\\n\
                stage 2\\n\
                ..assign address v6\\n......because ADDRESS_MISSING\\n\
                ..assign address shared_v4\\n......because ADDRESS_MISSING\\n\
                stage 3\\n\
                ..create machine m0 in iad\\n......because MACHINE_MISSING\\n"}
                """
                    .formatted("checkout-pr-1-no5r672qtdhp")
                    .replace("......", "      ")
                    .replace("..", "  ")));
  }

  @Test
  void what_an_operator_has_paused_is_planned_for_and_said_to_be_withheld() {
    service.doInWorld(() -> service.table.putControl(Samples.tree("{\"pauseAll\": true}")));
    service.environment("checkout", "pr-1", Samples.preview(Samples.SPEC));
    service.pass(Duration.ofSeconds(3));

    var plan = plan().page();

    assertThat(plan.text("withheld")).contains("Paused");
    assertThat(plan.whole("operations")).contains(4L);
    assertThat(plan.text("text").orElseThrow()).contains("pauseAll is on");
  }

  @Test
  void asking_changes_nothing() {
    service.environment("checkout", "pr-1", Samples.preview(Samples.SPEC));

    plan();
    plan();

    assertThat(service.<Long>inWorld(() -> service.table.counts().writes())).isZero();
    assertThat(service.inWorld(() -> service.fly.ledger().mutatingSince(0))).isEmpty();
    assertThat(service.inWorld(service.engine.loop()::remembered)).isZero();
  }

  @Test
  void of_one_that_is_as_desired_the_plan_is_empty() {
    ready();

    assertThat(plan().body())
        .isEqualTo(
            """
            {"appId":"checkout","environmentId":"pr-1","generation":1,"operations":0,"stages":[],\
            "text":"nothing to do\\n"}
            """);
  }

  @Test
  void what_would_be_changed_is_said_with_what_shows_it() {
    var key = ready();
    service.doInWorld(() ->
        service.table.changeEnvironment(
            key,
            it ->
                it.with("generation", Values.number(2))
                    .with("spec", it.tree("spec").with("config", CONFIG))));

    var plan = plan().page();

    assertThat(plan.whole("generation")).contains(2L);
    assertThat(plan.whole("operations")).contains(1L);
    assertThat(plan.text("text").orElseThrow())
        .contains("update machine", "because CONFIG_CHANGED")
        .doesNotContain("hunter2-canary");
  }

  @Test
  void of_one_that_is_refused_the_plan_is_the_reason() {
    service.environment("checkout", "pr-1", Samples.preview("{'machines': 0, 'colour': 'blue'}"));

    var plan = plan().page();

    assertThat(plan.fields().keySet())
        .containsExactly("appId", "environmentId", "refused", "operations", "stages", "text");
    assertThat(plan.text("refused")).contains("SpecInvalid");
    assertThat(plan.whole("operations")).contains(0L);
    assertThat(plan.items("stages")).isEmpty();
    assertThat(plan.text("text").orElseThrow())
        .startsWith("refused: The record is not valid; nothing was changed. ")
        .contains("spec.machines", "spec.colour")
        .endsWith("\n");
  }

  @Test
  void a_secret_in_the_table_is_refused_and_not_repeated() {
    service.environment(
        "checkout", "pr-1", Samples.preview("{'secrets': {'DB': 'hunter2-canary'}}"));

    assertThat(plan().page().text("refused")).contains("PlaintextSecret");
    assertThat(plan().body()).doesNotContain("hunter2-canary");
  }

  @Test
  void one_that_is_not_there_has_no_plan() {
    assertThat(plan().problem(404)).isEqualTo("there is no environment checkout/pr-1");
  }

  @Test
  void while_fly_does_not_answer_there_is_no_plan() {
    ready();
    var evidence = Evidence.of(Dependency.FLY, "upstream fm2_canary is gone");
    service.doInWorld(
        () -> service.flyApi.failsWith(new FailureException(new Failure.Unavailable(evidence))));

    assertThat(plan().problem(503)).isEqualTo("Fly does not answer as it should");
    assertThat(plan().body()).doesNotContain("canary");
  }

  @Test
  void a_fly_that_never_answers_is_given_up() {
    ready();
    service.doInWorld(() -> service.fly.door().trouble(_ -> new Fault.Lost()));

    assertThat(plan().problem(503)).isEqualTo("Fly does not answer as it should");
  }
}
