package io.runtimeservice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.fixture.SmallService;
import io.runtimeservice.app.fixture.Sweeps;
import io.runtimeservice.model.control.Brake;
import io.runtimeservice.model.control.Control;
import io.runtimeservice.model.control.ControlCodec;
import io.runtimeservice.model.control.Switches;
import io.runtimeservice.model.control.Switches.Switch;
import io.runtimeservice.model.id.EnvironmentKey;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code GET /v1/orphans}, {@code /v1/drift} and {@code /v1/control}. */
class FleetPagesTest {

  private static final String CALM =
      """
      {"at":"2026-11-24T09:00:00Z","milliseconds":1234,"environments":12,"owned":11,"machines":14,\
      "differing":{},"found":[]}\
      """;

  private static final String DOUBTFUL =
      """
      {"at":"2026-11-24T10:00:00Z","milliseconds":1234,\
      "doubt":"Fly's list left out the region ams","environments":12,"owned":11,"machines":14,\
      "differing":{},"found":[]}\
      """;

  private final SmallService service = new SmallService();

  @AfterEach
  void close() {
    service.close();
  }

  private String body(String page) {
    var reply = service.get(page);
    assertThat(reply.contentType()).isEqualTo("application/json");
    assertThat(reply.status()).isEqualTo(200);
    return reply.body();
  }

  @Test
  void before_the_first_sweep_there_is_no_report_and_no_orphan() {
    assertThat(body("/v1/drift")).isEqualTo("{\"last\":null,\"lastComplete\":null}\n");
    assertThat(body("/v1/orphans")).isEqualTo("{\"orphans\":[]}\n");
  }

  @Test
  void the_last_report_is_shown_and_the_last_one_that_saw_everything() {
    service.sweep(Sweeps.after(List.of(), Sweeps.CALM, Sweeps.DOUBTFUL));

    assertThat(body("/v1/drift"))
        .isEqualTo("{\"last\":%s,\"lastComplete\":%s}\n".formatted(DOUBTFUL, CALM));
  }

  @Test
  void a_report_tells_what_differed_and_where() {
    service.sweep(Sweeps.after(List.of(), Sweeps.DIFFERING));

    assertThat(body("/v1/drift"))
        .contains(
            """
            "differing":{"digest":2,"missing":1},\
            "found":[{"environment":"checkout/pr-1","what":"machine m0 is missing"},\
            {"environment":"checkout/pr-2","what":"machine m0 has another configuration"}]\
            """);
  }

  @Test
  void orphans_are_as_old_as_the_last_sweep_that_saw_everything() {
    var orphans = List.of(Sweeps.KNOWN, Sweeps.UNKNOWN);
    service.sweep(Sweeps.after(orphans, Sweeps.CALM, Sweeps.DOUBTFUL));

    assertThat(body("/v1/orphans"))
        .isEqualTo(
            """
            {"orphans":[\
            {"app":"checkout-pr-9-x","environment":"checkout/pr-9",\
            "firstSeen":"2026-11-24T09:00:00Z","lastSeen":"2026-11-24T10:00:00Z","confirmed":true},\
            {"app":"nobodys-x",\
            "firstSeen":"2026-11-24T09:00:00Z","lastSeen":"2026-11-24T10:00:00Z","confirmed":true}],\
            "sweptAt":"2026-11-24T09:00:00Z"}
            """);
  }

  @Test
  void the_control_record_is_shown_as_it_is_stored() {
    var switches =
        Switches.OFF
            .with(Switch.PAUSE_DESTRUCTIVE, true)
            .withPaused(EnvironmentKey.of("checkout", "pr-1"), true);
    var by = new Control.Change("ada", Sweeps.NINE);
    var tripped = Brake.RELEASED.tripped(new Brake.Trip(Sweeps.NINE, "too much"));
    var control = Control.NONE.with(tripped).with(switches, by);
    service.doInWorld(() -> service.table.putControl(ControlCodec.write(control)));

    assertThat(body("/v1/control"))
        .isEqualTo(
            """
            {"pauseAll":false,"pauseDestructive":true,"observeOnly":false,\
            "brake":{"trippedAt":"2026-11-24T09:00:00Z","because":"too much"},"rev":2,\
            "paused":["checkout/pr-1"],"changedBy":"ada","changedAt":"2026-11-24T09:00:00Z"}
            """);
  }
}
