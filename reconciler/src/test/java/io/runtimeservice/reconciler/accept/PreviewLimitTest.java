package io.runtimeservice.reconciler.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.plan.Moment;
import io.runtimeservice.reconciler.status.Trouble;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.runtimeservice.simulator.table.TableCall;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreviewLimitTest {

  private static final String LIMITED =
      Wanted.APP.substring(0, Wanted.APP.lastIndexOf('}')) + ", \"limits\": {\"maxPreviews\": 2}}";

  private final InMemoryTable table = new InMemoryTable();
  private final PreviewLimit limit =
      new PreviewLimit(table.environmentStore(), table.runtimeStore());

  PreviewLimitTest() {
    table.putApp(new AppId("checkout"), Wanted.tree(LIMITED));
  }

  private EnvironmentKey put(String environment, String type) {
    var key = EnvironmentKey.of("checkout", environment);
    table.putEnvironment(
        key,
        Wanted.tree(
            """
            {"environmentId": "%s", "type": "%s", "branch": "b", "generation": 1,
             "desired": "running", "spec": {}}
            """
                .formatted(environment, type)));
    return key;
  }

  private EnvironmentKey named(String environment, String type, Instant at) {
    var key = put(environment, type);
    var record = RuntimeRecord.none(key);
    var naming = record.naming().reserve(new FlyAppName(environment + "-x"), "default", at);
    table.putRuntime(key, RuntimeRecordCodec.write(record.withNaming(naming)));
    return key;
  }

  private Desired desired(EnvironmentKey key) {
    var records = Answers.of(table.environmentStore().load(key));
    return Wanted.read(Judge.desired(key, records, Moment.agreed(Given.NOW)));
  }

  private Optional<Trouble> judge(EnvironmentKey key, Optional<Instant> reservedAt) {
    return Answers.of(limit.judge(desired(key), reservedAt));
  }

  private Optional<Trouble> judgeNew() {
    return judge(put("pr-9", "preview"), Optional.empty());
  }

  @Test
  void a_preview_more_than_there_may_be_is_refused_and_the_oldest_is_named() {
    named("pr-3", "preview", Given.NOW.plusSeconds(1));
    assertThat(judgeNew()).isEmpty();
    named("pr-2", "preview", Given.NOW);
    var refused = judgeNew().orElseThrow();
    assertThat(refused.reason()).isEqualTo(Reason.QUOTA_EXCEEDED);
    assertThat(refused.message())
        .contains("There are 2 of 2; the oldest is pr-2, since " + Given.NOW);
  }

  @Test
  void neither_production_counts_nor_what_has_no_name_any_more() {
    named("pr-1", "preview", Given.NOW);
    named("production", "production", Given.NOW);
    put("pr-2", "preview");
    assertThat(judgeNew()).isEmpty();
  }

  @Test
  void production_is_never_one_too_many() {
    named("pr-1", "preview", Given.NOW);
    named("pr-2", "preview", Given.NOW);
    assertThat(judge(put("production", "production"), Optional.empty())).isEmpty();
  }

  @Test
  void of_those_that_are_made_at_the_same_time_the_earliest_names_are_let_in() {
    var first = named("pr-1", "preview", Given.NOW);
    var second = named("pr-2", "preview", Given.NOW);
    var third = named("pr-0", "preview", Given.NOW.plusMillis(1));
    assertThat(judge(first, Optional.of(Given.NOW))).isEmpty();
    assertThat(judge(second, Optional.of(Given.NOW))).isEmpty();
    assertThat(judge(third, Optional.of(Given.NOW.plusMillis(1)))).isPresent();
  }

  @Test
  void far_from_the_limit_it_costs_one_query() {
    named("pr-1", "preview", Given.NOW);
    var before = table.counts();
    assertThat(judgeNew()).isEmpty();
    assertThat(table.counts().of(TableCall.RESERVATIONS))
        .isEqualTo(before.of(TableCall.RESERVATIONS) + 1);
    assertThat(table.counts().of(TableCall.LIST)).isEqualTo(before.of(TableCall.LIST));
  }

  @Test
  void a_table_that_cannot_be_read_lets_nobody_in() {
    named("pr-1", "preview", Given.NOW);
    named("pr-2", "preview", Given.NOW);
    var blind = new PreviewLimit(new BlindStore(), table.runtimeStore());
    assertThat(Answers.failure(blind.judge(desired(put("pr-9", "preview")), Optional.empty())))
        .isInstanceOf(Failure.Unavailable.class);
  }
}
