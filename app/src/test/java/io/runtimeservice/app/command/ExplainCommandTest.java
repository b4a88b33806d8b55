package io.runtimeservice.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.command.Terminal.Outcome;
import io.runtimeservice.app.fixture.Samples;
import io.runtimeservice.app.fixture.SmallService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code runtime explain}. */
class ExplainCommandTest {

  private final SmallService service = new SmallService();
  private final Terminal terminal = Terminal.of(service);

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void it_says_what_an_environment_waits_for() {
    service.environment("checkout", "pr-1", Samples.previewWith(Samples.BOOTING));

    assertThat(terminal.type("explain", "checkout/pr-1"))
        .isEqualTo(
            new Outcome(
                0,
                """
                checkout/pr-1 is Progressing (Booting): The machine is starting.
                waits for: fly. The service goes on by itself.
                That was generation 6. Generation 7 has not been looked at yet: a mark or the next sweep will see to it.
                next try: 2026-11-24T09:00:30Z
                should be done by: 2026-11-24T09:05:00Z
                generation: 7 wanted, 6 looked at, 5 serves
                  MachinesRunning False, Ready False since 2026-11-24T09:00:00Z: The machine is starting. (Booting)
                  [x] shop.example.com A 66.241.124.1
                  [ ] shop.example.com AAAA 2a09:8280:1::1
                url: https://checkout-pr-1-x.fly.dev
                """,
                ""));
  }

  @Test
  void one_that_is_not_there_is_a_1_and_named() {
    assertThat(terminal.type("explain", "checkout/pr-1"))
        .isEqualTo(new Outcome(1, "", "there is no environment checkout/pr-1\n"));
  }
}
