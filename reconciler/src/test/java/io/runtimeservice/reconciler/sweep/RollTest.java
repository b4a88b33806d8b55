package io.runtimeservice.reconciler.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.fly.FlyApp;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.Inventory.Row;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Recorded;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.plan.Moment;
import org.junit.jupiter.api.Test;

class RollTest {

  private static final Moment NOW = Moment.agreed(Given.NOW);
  private static final Recorded FIRST = Recorded.preview(EnvironmentKey.of("checkout", "pr-1"));
  private static final Recorded SECOND = Recorded.preview(EnvironmentKey.of("checkout", "pr-2"));
  private static final Recorded OTHER = Recorded.preview(EnvironmentKey.of("shop", "pr-1"));

  private final Roll roll = new Roll();

  private static Row app(Recorded it) {
    return new Row.OfApp(it.key().app(), it.app());
  }

  private static Row environment(Recorded it) {
    return new Row.OfEnvironment(it.key(), it.environment());
  }

  private static Row runtime(Recorded it) {
    return new Row.OfRuntime(it.key(), RuntimeRecordCodec.write(it.runtime()));
  }

  private static FlyApp app(String network) {
    return new FlyApp(FIRST.reserved().name(), "acme", network);
  }

  private Roll.Reader read(Row... rows) {
    var reader = roll.new Reader(new Roll());
    for (Row row : rows) {
      reader.read(row, NOW);
    }
    return reader;
  }

  private boolean rests(Recorded it) {
    return roll.of(it.key()).orElseThrow().atRest();
  }

  @Test
  void rows_are_put_together_app_by_app() {
    read(
            app(FIRST),
            environment(FIRST),
            environment(SECOND),
            runtime(FIRST),
            runtime(SECOND),
            app(OTHER),
            environment(OTHER),
            runtime(OTHER))
        .end(NOW);
    assertThat(roll.size()).isEqualTo(3);
    assertThat(roll.all()).allMatch(Standing::atRest);
    assertThat(roll.made()).isEqualTo(3);
    assertThat(roll.machines()).isEqualTo(3);
    assertThat(roll.of(SECOND.reserved().name())).isEqualTo(roll.of(SECOND.key()));
  }

  @Test
  void segments_do_not_get_into_each_other_s_way() {
    var one = read(app(FIRST), environment(FIRST));
    var two = read(app(OTHER), environment(OTHER));
    one.read(runtime(FIRST), NOW);
    two.read(runtime(OTHER), NOW);
    one.end(NOW);
    two.end(NOW);
    assertThat(rests(FIRST)).isTrue();
    assertThat(rests(OTHER)).isTrue();
  }

  @Test
  void one_app_s_record_is_not_another_s() {
    read(app(FIRST), environment(FIRST), runtime(FIRST), environment(OTHER), runtime(OTHER))
        .end(NOW);
    assertThat(rests(FIRST)).isTrue();
    assertThat(rests(OTHER)).isFalse();
  }

  @Test
  void an_environment_without_a_runtime_record_is_known_when_its_app_is_over() {
    var reader = read(app(FIRST), environment(FIRST), app(OTHER), environment(OTHER));
    assertThat(rests(FIRST)).isFalse();
    assertThat(roll.of(OTHER.key())).isEmpty();
    reader.end(NOW);
    assertThat(rests(OTHER)).isFalse();
    assertThat(roll.made()).isZero();
  }

  @Test
  void names_given_up_are_known() {
    var given = FIRST.withRuntime(it -> it.withNaming(it.naming().close(Given.NOW)));
    read(app(given), environment(given), runtime(given)).end(NOW);
    assertThat(roll.isGivenUp(FIRST.reserved().name())).isTrue();
    assertThat(roll.former(app(FIRST.reserved().network()))).contains(FIRST.key());
    assertThat(roll.of(FIRST.reserved().name())).isEmpty();
  }

  @Test
  void an_app_of_such_a_name_in_another_network_is_somebody_else_s() {
    var given = FIRST.withRuntime(it -> it.withNaming(it.naming().close(Given.NOW)));
    read(app(given), environment(given), runtime(given)).end(NOW);
    read(app(OTHER), runtime(OTHER)).end(NOW);
    assertThat(roll.former(app("another"))).isEmpty();
    assertThat(roll.former(new FlyApp(OTHER.reserved().name(), "acme", "another"))).isEmpty();
  }

  @Test
  void a_name_whose_environment_s_record_is_gone_is_left() {
    read(app(FIRST), runtime(FIRST)).end(NOW);
    assertThat(roll.isGivenUp(FIRST.reserved().name())).isFalse();
    assertThat(roll.former(app(FIRST.reserved().network()))).contains(FIRST.key());
    assertThat(roll.size()).isZero();
    assertThat(roll.of(FIRST.reserved().name())).isEmpty();
  }

  @Test
  void a_runtime_record_that_cannot_be_read_names_nothing() {
    read(app(FIRST), new Row.OfRuntime(FIRST.key(), Wanted.tree("{\"flyApp\": 7}"))).end(NOW);
    assertThat(roll.former(app(FIRST.reserved().network()))).isEmpty();
  }

  @Test
  void the_newest_standing_counts() {
    read(app(FIRST), environment(FIRST), runtime(FIRST)).end(NOW);
    var next = new FlyAppName("the-next-one");
    var moved =
        FIRST.withRuntime(
            it -> it.withNaming(it.naming().close(Given.NOW).reserve(next, "default", Given.NOW)));
    roll.put(Standing.of(FIRST.key(), moved.records(), NOW).orElseThrow());
    assertThat(roll.size()).isEqualTo(1);
    assertThat(roll.of(FIRST.reserved().name())).isEmpty();
    assertThat(roll.of(next)).map(Standing::key).contains(FIRST.key());
  }
}
