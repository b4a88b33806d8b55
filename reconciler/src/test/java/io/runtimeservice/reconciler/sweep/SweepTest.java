package io.runtimeservice.reconciler.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepTest {

  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final Duration INTERVAL_MAX =
      INTERVAL.multipliedBy(100 + Sweep.JITTER_PERCENT).dividedBy(100);

  private final ManualTime time = new ManualTime();
  private final InMemoryTable table = new InMemoryTable();
  private final Shelf shelf = new Shelf(table.environmentStore());
  private final List<EnvironmentKey> looks = new ArrayList<>();
  private final Sweep sweep =
      new Sweep(new Sweep.Parts(shelf, time, new Random(7), INTERVAL, looks::add));

  /** A table that may not answer for a while. */
  private static final class Shelf implements EnvironmentStore {
    private final EnvironmentStore store;
    private boolean down;
    private int pages;

    Shelf(EnvironmentStore store) {
      this.store = store;
    }

    @Override
    public Future<Records> load(EnvironmentKey key) {
      return store.load(key);
    }

    @Override
    public Future<Write> writeStatus(StatusWrite write) {
      return store.writeStatus(write);
    }

    @Override
    public Future<Write> writeUrl(EnvironmentKey key, String url) {
      return store.writeUrl(key, url);
    }

    @Override
    public Future<Page> list(Query query) {
      pages++;
      return down ? Said.failed(new Failure.Unavailable(Said.TABLE)) : store.list(query);
    }
  }

  private EnvironmentKey put(String environment, String record) {
    var key = EnvironmentKey.of("checkout", environment);
    table.putEnvironment(key, Wanted.tree(record));
    return key;
  }

  private EnvironmentKey expiring(String environment, String type, String state, Instant at) {
    return put(
        environment,
        """
        {"type": "%s", "generation": 3, "spec": {"expiresAt": "%s"},
         "status": {"state": "%s", "observedGeneration": 3}}
        """
            .formatted(type, at, state));
  }

  @Test
  void a_preview_whose_time_is_over_is_looked_at_until_it_is_deleted() {
    expiring("pr-1", "preview", "Deleted", time.now());
    var over = expiring("pr-2", "preview", "Ready", time.now());
    var soon = expiring("pr-3", "preview", "Ready", time.now().plusSeconds(1));
    expiring("production", "production", "Ready", time.now());
    sweep.open();
    assertThat(looks).containsExactly(over);
    time.advance(INTERVAL_MAX);
    assertThat(looks).containsExactly(over, over, soon);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ready", "Deleted"})
  void what_is_at_rest_is_left_alone(String state) {
    put(
        "pr-1",
        """
        {"generation": 3, "status": {"state": "%s", "observedGeneration": 3}}
        """
            .formatted(state));
    sweep.open();
    assertThat(looks).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'generation': 3}",
        "{'generation': 4, 'status': {'state': 'Ready', 'observedGeneration': 3}}",
        "{'generation': 3, 'status': {'state': 'Ready', 'observedGeneration': 4}}",
        "{'generation': 3, 'status': {'state': 'Progressing', 'observedGeneration': 3}}",
        "{'generation': 3, 'status': {'state': 'Terminating', 'observedGeneration': 3}}",
        """
        {'generation': 3, 'status': {'state': 'Ready', 'observedGeneration': 3,
         'nextTryAt': '2026-12-01T09:00:00Z'}}
        """
      })
  void what_is_not_at_rest_is_looked_at(String record) {
    var key = put("pr-1", record.replace('\'', '"'));
    sweep.open();
    assertThat(looks).containsExactly(key);
  }

  @Test
  void every_page_of_the_table_is_read() {
    int environments = 2 * Sweep.PAGE_RECORDS_MAX + 1;
    for (int i = 0; i < environments; i++) {
      put("pr-" + i, "{}");
    }
    sweep.open();
    assertThat(looks).hasSize(environments).doesNotHaveDuplicates();
    assertThat(shelf.pages).isEqualTo(3);
  }

  @Test
  void it_is_made_again_and_again() {
    put("pr-1", "{}");
    sweep.open();
    time.advance(INTERVAL_MAX.multipliedBy(10));
    assertThat(looks).hasSizeBetween(11, 13);
  }

  @Test
  void a_sweep_that_fails_is_not_the_last_one() {
    put("pr-1", "{}");
    shelf.down = true;
    sweep.open();
    assertThat(looks).isEmpty();

    shelf.down = false;
    time.advance(INTERVAL_MAX);
    assertThat(looks).hasSize(1);
  }

  @Test
  void after_its_end_there_is_no_other() {
    put("pr-1", "{}");
    sweep.open();
    sweep.close();
    time.advance(INTERVAL_MAX.multipliedBy(10));
    assertThat(looks).hasSize(1);
    assertThat(time.timers()).isZero();
  }
}
