package io.runtimeservice.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.command.Terminal.Outcome;
import io.runtimeservice.app.fixture.Samples;
import io.runtimeservice.app.fixture.SmallService;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code runtime plan}: its exit code tells a script whether there is anything to do. */
class PlanCommandTest {

  private final SmallService service = new SmallService();
  private final Terminal terminal = Terminal.of(service);

  @BeforeEach
  void somebody_has_an_app() {
    service.app("checkout");
    service.doInWorld(service.engine.switchboard()::open);
  }

  @AfterEach
  void close() {
    service.close();
  }

  private Outcome plan() {
    return service.whileTimePasses(() -> terminal.type("plan", "checkout/pr-1"));
  }

  @Test
  void what_is_to_be_done_is_printed_with_reasons_and_is_a_3() {
    service.environment("checkout", "pr-1", Samples.preview(Samples.SPEC));

    assertThat(plan())
        .isEqualTo(
            new Outcome(
                3,
                """
                stage 1
                  create app %1$s in network env-%1$s
                      because ENVIRONMENT_IS_NEW
                stage 2
                  assign address v6
                      because ADDRESS_MISSING
                  assign address shared_v4
                      because ADDRESS_MISSING
                stage 3
                  create machine m0 in iad
                      because MACHINE_MISSING
                """
                    .formatted("checkout-pr-1-no5r672qtdhp"),
                ""));
  }

  @Test
  void nothing_to_do_is_a_0() {
    var key = service.environment("checkout", "pr-1", Samples.preview(Samples.SPEC));
    service.open();
    service.until(key, "Ready");

    assertThat(plan()).isEqualTo(new Outcome(0, "nothing to do\n", ""));
  }

  @Test
  void what_is_refused_is_a_1_and_says_why() {
    service.environment("checkout", "pr-1", Samples.preview("{'colour': 'blue'}"));

    var outcome = plan();

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).startsWith("refused: ").contains("spec.colour");
  }

  @Test
  void an_environment_that_is_not_there_is_a_1_and_named() {
    assertThat(plan()).isEqualTo(new Outcome(1, "", "there is no environment checkout/pr-1\n"));
  }

  @Test
  void a_table_that_is_down_is_a_1_and_named() {
    var evidence = Evidence.of(Dependency.TABLE, "gone");
    service.doInWorld(() ->
        service.environments.failsWith(new FailureException(new Failure.Unavailable(evidence))));

    assertThat(plan()).isEqualTo(new Outcome(1, "", "the table does not answer as it should\n"));
  }
}
