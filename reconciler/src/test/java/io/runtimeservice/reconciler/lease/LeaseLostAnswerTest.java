package io.runtimeservice.reconciler.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.port.RuntimeStore;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.record.GenerationEntry;
import io.runtimeservice.model.record.HistoryEntry;
import io.runtimeservice.model.record.LeaseMark;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The table takes its time, or writes and does not say so. */
class LeaseLostAnswerTest {

  private static final EnvironmentKey KEY = EnvironmentKey.of("shop", "pr-1");
  private static final RuntimeRecord NONE = RuntimeRecord.none(KEY);
  private static final Duration DURATION = Duration.ofSeconds(30);

  private final ManualTime time = new ManualTime();
  private final InMemoryTable table = new InMemoryTable();
  private final UneasyStore store = new UneasyStore();
  private final Lease.Desk desk = new Lease.Desk(store, time, Telemetry.NONE, "ours", DURATION);

  private final class UneasyStore implements RuntimeStore {
    private Duration takes = Duration.ZERO;
    private boolean losesAnswer;
    private boolean losesWrite;

    @Override
    public Future<Write> replace(LeaseMark read, RuntimeRecord next) {
      if (losesWrite) {
        return Said.failed(new Failure.Unavailable(Said.TABLE));
      }
      var written = table.runtimeStore().replace(read, next);
      if (losesAnswer) {
        return Said.failed(new Failure.OutcomeUnknown(Said.TABLE));
      }
      Promise<Write> answer = Promise.promise();
      time.after(takes, () -> answer.handle(written));
      time.advance(Duration.ZERO);
      return answer.future();
    }

    @Override
    public Future<Map<EnvironmentKey, Instant>> reservations(AppId app) {
      return table.runtimeStore().reservations(app);
    }

    @Override
    public Future<Write> append(HistoryEntry entry) {
      return table.runtimeStore().append(entry);
    }

    @Override
    public Future<Write> reach(GenerationEntry entry) {
      return table.runtimeStore().reach(entry);
    }

    @Override
    public Future<List<Value.Tree>> generations(EnvironmentKey key) {
      return table.runtimeStore().generations(key);
    }

    @Override
    public Future<List<Value.Tree>> history(EnvironmentKey key) {
      return table.runtimeStore().history(key);
    }
  }

  @Test
  void its_end_is_counted_from_before_the_write_was_sent() {
    store.takes = Duration.ofSeconds(12);
    var granted = desk.take(NONE);
    time.advance(Duration.ofSeconds(12));
    var lease = Answers.of(granted);
    assertThat(lease.outlasts(Duration.ofSeconds(18))).isTrue();
    assertThat(lease.outlasts(Duration.ofSeconds(18).plusNanos(1))).isFalse();

    var renewed = lease.renew(NONE);
    time.advance(Duration.ofSeconds(12));
    Answers.of(renewed);
    assertThat(lease.outlasts(Duration.ofSeconds(18))).isTrue();
    assertThat(lease.outlasts(Duration.ofSeconds(18).plusNanos(1))).isFalse();
  }

  @Test
  void a_renewal_under_way_has_renewed_nothing_yet() {
    var lease = Answers.of(desk.take(NONE));
    time.advance(Duration.ofSeconds(29));
    store.takes = Duration.ofSeconds(5);
    lease.renew(NONE);
    assertThat(lease.outlasts(Duration.ofSeconds(2))).isFalse();
  }

  @Test
  void a_renewal_that_failed_has_renewed_nothing() {
    var lease = Answers.of(desk.take(NONE));
    time.advance(Duration.ofSeconds(10));
    store.losesWrite = true;
    assertThat(Answers.failure(lease.renew(NONE))).isInstanceOf(Failure.Unavailable.class);
    assertThat(lease.outlasts(Duration.ofSeconds(20))).isTrue();
    assertThat(lease.outlasts(Duration.ofSeconds(21))).isFalse();
  }

  @Test
  void a_write_whose_answer_was_lost_is_repeated_and_found_to_have_happened() {
    var lease = Answers.of(desk.take(NONE));
    store.losesAnswer = true;
    Answers.error(lease.renew(NONE.withNextHistory()));
    store.losesAnswer = false;
    var renewed = Answers.of(lease.renew(NONE.withNextHistory()));
    assertThat(renewed.lease()).isEqualTo(lease(table));
    assertThat(renewed.lease().version()).isEqualTo(2);
    assertThat(Answers.of(lease.release(renewed)).lease()).isEqualTo(lease(table));
  }

  @Test
  void a_grant_whose_answer_was_lost_is_known_again_as_our_own() {
    store.losesAnswer = true;
    Answers.error(desk.take(NONE));
    var verdict =
        new LeaseWatch("ours", DURATION).judge(KEY, lease(table), Optional.empty(), time.nanos());
    assertThat(verdict).isEqualTo(LeaseWatch.Verdict.OURS);
  }

  private static LeaseMark lease(InMemoryTable table) {
    return RuntimeRecordCodec.lease(table.runtime(KEY).orElseThrow());
  }
}
