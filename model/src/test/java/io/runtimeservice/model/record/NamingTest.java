package io.runtimeservice.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.FlyAppName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamingTest {

  private static final Instant NOW = RuntimeRecords.AT;

  @Test
  void a_reserved_name_is_kept_until_it_is_closed() {
    var reserved = Naming.NONE.reserve(name(1), "default", NOW);
    assertThat(reserved)
        .isEqualTo(
            new Naming(1, Optional.of(new Naming.Reserved(name(1), "default", NOW)), List.of()));
    assertThat(reserved.close(NOW.plusSeconds(1)))
        .isEqualTo(
            new Naming(
                2,
                Optional.empty(),
                List.of(new Naming.Closed(name(1), Optional.of("default"), NOW.plusSeconds(1)))));
  }

  @Test
  void a_closed_name_is_remembered_for_a_day() {
    var closed = Naming.NONE.reserve(name(1), "default", NOW).close(NOW);
    Instant almost = NOW.plus(Duration.ofHours(24)).minusSeconds(1);
    assertThat(names(closed.reserve(name(2), "default", NOW).close(almost)))
        .containsExactly(name(2), name(1));
    Instant after = NOW.plus(Duration.ofHours(24));
    assertThat(names(closed.reserve(name(2), "default", NOW).close(after)))
        .containsExactly(name(2));
  }

  @Test
  void closing_without_a_name_moves_on_all_the_same() {
    assertThat(Naming.NONE.close(NOW)).isEqualTo(new Naming(2, Optional.empty(), List.of()));
  }

  @Test
  void no_more_names_are_remembered_than_there_is_room_for() {
    var naming = Naming.NONE;
    for (int i = 0; i < 2 * Naming.CLOSED_MAX; i++) {
      naming = naming.reserve(name(i), "default", NOW).close(NOW);
      assertThat(naming.closed()).hasSizeLessThanOrEqualTo(Naming.CLOSED_MAX);
    }
    assertThat(naming.incarnation()).isEqualTo(1 + 2 * Naming.CLOSED_MAX);
    assertThat(names(naming)).hasSize(Naming.CLOSED_MAX).startsWith(name(99), name(98));
  }

  private static List<FlyAppName> names(Naming naming) {
    return naming.closed().stream().map(Naming.Closed::name).toList();
  }

  private static FlyAppName name(int i) {
    return new FlyAppName("app-" + i);
  }
}
