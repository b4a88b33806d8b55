package io.runtimeservice.reconciler.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.fly.FlyApp;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Inventory.Row;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Recorded;
import io.runtimeservice.reconciler.plan.Moment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What one roll has understood of records, the next need not understand again. */
class RollAgainTest {

  private static final Moment NOW = Moment.agreed(Given.NOW);
  private static final Instant LATER = Given.NOW.plus(Duration.ofHours(1));
  private static final Recorded IT = Recorded.preview(EnvironmentKey.of("checkout", "pr-1"));

  private final Roll before = roll(IT, NOW, new Roll());

  private static Roll roll(Recorded it, Moment moment, Roll before) {
    var roll = new Roll();
    var reader = roll.new Reader(before);
    reader.read(new Row.OfApp(it.key().app(), it.app()), moment);
    reader.read(new Row.OfEnvironment(it.key(), it.environment()), moment);
    reader.read(new Row.OfRuntime(it.key(), RuntimeRecordCodec.write(it.runtime())), moment);
    reader.end(moment);
    return roll;
  }

  private static Standing of(Roll roll) {
    return roll.of(IT.key()).orElseThrow();
  }

  private static Value.Tree withStatus(Value.Tree record, String name, Value value) {
    return record.with("status", record.tree("status").with(name, value));
  }

  /** One that is at rest until its time is over. */
  private static Recorded expiring() {
    return Recorded.of(
        IT.key(),
        "preview",
        "running",
        "{\"image\": \"registry.fly.io/checkout@sha256:%s\", \"expiresAt\": \"%s\"}"
            .formatted("a".repeat(64), LATER));
  }

  /** Whether it is understood anew, and stands as if there had been none before. */
  private void assertAnew(Recorded changed) {
    var again = roll(changed, NOW, before);
    assertThat(of(again)).isNotSameAs(of(before)).isEqualTo(of(roll(changed, NOW, new Roll())));
  }

  @Test
  void records_that_are_as_they_were_are_not_understood_anew() {
    var again = roll(IT, NOW, before);
    assertThat(of(again)).isSameAs(of(before));
    assertThat(of(roll(IT, NOW, again))).isSameAs(of(before));
    assertThat(again.of(IT.reserved().name())).contains(of(before));
    assertThat(again.made()).isEqualTo(before.made()).isOne();
    assertThat(again.machines()).isEqualTo(before.machines()).isOne();
    assertThat(again.unrest()).isZero();
  }

  @Test
  void any_change_of_what_a_standing_is_made_of_is_seen() {
    assertAnew(new Recorded(IT.key(), Value.Tree.EMPTY, IT.environment(), IT.runtime()));
    assertAnew(IT.withEnvironment(it -> it.with("generation", Values.number(2))));
    assertAnew(IT.withEnvironment(it -> it.with("desired", Values.text("stopped"))));
    assertAnew(IT.withEnvironment(it -> withStatus(it, "state", Values.text("Degraded"))));
    assertAnew(IT.withEnvironment(it -> withStatus(it, "state", Values.text("Deleted"))));
    assertAnew(IT.withEnvironment(it -> withStatus(it, "nextTryAt", Values.text("soon"))));
    assertAnew(IT.withRuntime(it -> it.withLease(it.lease().granted("somebody"))));
    assertAnew(IT.withRuntime(it -> it.withAgenda(it.agenda().withWholeLookDueAt(Given.NOW))));
  }

  @Test
  void what_a_standing_is_not_made_of_changes_nothing() {
    var told =
        IT.withEnvironment(
            it -> withStatus(it, "rev", Values.number(9)).with("url", Values.text("https://x")));
    assertThat(of(roll(told, NOW, before))).isSameAs(of(before));
  }

  @Test
  void one_that_was_read_again_by_itself_is_understood_anew() {
    before.put(of(before));
    assertThat(of(roll(IT, NOW, before))).isNotSameAs(of(before)).isEqualTo(of(before));
  }

  @Test
  void names_given_up_are_known_again() {
    var given = IT.withRuntime(it -> it.withNaming(it.naming().close(Given.NOW)));
    var again = roll(given, NOW, roll(given, NOW, new Roll()));
    assertThat(again.isGivenUp(IT.reserved().name())).isTrue();
    assertThat(again.former(new FlyApp(IT.reserved().name(), "acme", IT.reserved().network())))
        .contains(IT.key());
  }

  @Test
  void a_preview_whose_time_is_over_is_understood_anew() {
    var first = roll(expiring(), NOW, new Roll());
    var again = roll(expiring(), NOW, first);
    assertThat(of(again)).isSameAs(of(first));
    assertThat(of(again).atRest()).isTrue();
    var over = roll(expiring(), Moment.agreed(LATER), again);
    assertThat(of(over).atRest()).isFalse();
    assertThat(of(roll(expiring(), Moment.agreed(LATER), over))).isNotSameAs(of(over));
  }

  @Test
  void what_a_clock_said_that_has_gone_back_is_not_kept() {
    var over = roll(expiring(), new Moment(LATER, false), new Roll());
    assertThat(of(over).atRest()).isFalse();
    var back = roll(expiring(), NOW, over);
    assertThat(of(back).atRest()).isTrue();
    assertThat(of(back)).isEqualTo(of(roll(expiring(), NOW, new Roll())));
  }
}
