package io.runtimeservice.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.simulator.fly.FlyWorld;
import io.runtimeservice.simulator.fly.Pace;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnobsTest {

  private final FlyWorld world = new FlyWorld(new ManualTime(), new Random(1), Pace.LIKE_FLY);
  private final Knobs knobs = new Knobs(world);

  private int turn(String path, String body) {
    return knobs.turn("PUT", path, body.replace('\'', '"')).status();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/simulator/regions/iad | {'full': 'yes'} | 400",
        "/simulator/regions/iad | {} | 400",
        "/simulator/regions/iad | {'full': true, 'colour': 1} | 400",
        "/simulator/regions/iad | no json | 400",
        "/simulator/regions/xyz | {'full': true} | 400",
        "/simulator/dns | {'type': 'MX', 'name': 'a.dev', 'value': 'b'} | 400",
        "/simulator/dns | {'type': 'A', 'name': '', 'value': 'b'} | 400",
        "/simulator/dns | {'type': 'A', 'name': 'a.dev'} | 400",
        "/simulator/hosts | {} | 404",
        "/simulator/ | {} | 404",
        "/simulator/regions/iad | {'full': true} | 200",
        "/simulator/dns | {'type': 'CNAME', 'name': 'a.dev', 'value': 'b.fly.dev'} | 200"
      })
  void what_is_not_understood_is_refused(String path, String body, int status) {
    assertThat(turn(path, body)).isEqualTo(status);
  }

  @Test
  void a_row_of_the_dns_is_no_longer_than_the_dns_allows() {
    String longer = "x".repeat(254);
    assertThat(
            turn("/simulator/dns", "{'type': 'A', 'name': '%s', 'value': '1'}".formatted(longer)))
        .isEqualTo(400);
  }
}
