package io.runtimeservice.reconciler.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.sweep.Orphan;
import io.runtimeservice.model.sweep.SweepRecord;
import io.runtimeservice.reconciler.fixture.Given;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrphanWatchTest {

  private static final Instant NOW = Given.NOW;
  private static final Instant LATER = NOW.plusSeconds(300);
  private static final FlyAppName ONE = new FlyAppName("one");
  private static final FlyAppName TWO = new FlyAppName("two");
  private static final Optional<EnvironmentKey> KEY =
      Optional.of(EnvironmentKey.of("checkout", "pr-1"));

  @Test
  void what_is_seen_for_the_first_time_begins_now() {
    assertThat(OrphanWatch.seen(List.of(), Map.of(ONE, KEY), NOW))
        .containsExactly(new Orphan(ONE, KEY, NOW, NOW));
  }

  @Test
  void what_is_seen_again_keeps_its_beginning() {
    var before = OrphanWatch.seen(List.of(), Map.of(ONE, KEY), NOW);
    assertThat(OrphanWatch.seen(before, Map.of(ONE, KEY, TWO, KEY), LATER))
        .containsExactly(new Orphan(ONE, KEY, NOW, LATER), new Orphan(TWO, KEY, LATER, LATER));
  }

  @Test
  void what_is_not_seen_any_more_is_forgotten_and_begins_anew() {
    var before = OrphanWatch.seen(List.of(), Map.of(ONE, KEY), NOW);
    var gone = OrphanWatch.seen(before, Map.of(), NOW.plusSeconds(100));
    assertThat(gone).isEmpty();
    assertThat(OrphanWatch.seen(gone, Map.of(ONE, KEY), LATER))
        .containsExactly(new Orphan(ONE, KEY, LATER, LATER));
  }

  @Test
  void so_many_are_kept_the_oldest_first() {
    var before = OrphanWatch.seen(List.of(), Map.of(new FlyAppName("z"), KEY), NOW);
    var many = new HashMap<FlyAppName, Optional<EnvironmentKey>>();
    for (int i = 0; i < SweepRecord.ORPHANS_MAX; i++) {
      many.put(new FlyAppName("a" + i), KEY);
    }
    many.put(new FlyAppName("z"), KEY);
    var seen = OrphanWatch.seen(before, many, LATER);
    assertThat(seen).hasSize(SweepRecord.ORPHANS_MAX);
    assertThat(seen.getFirst().app()).isEqualTo(new FlyAppName("z"));
  }
}
