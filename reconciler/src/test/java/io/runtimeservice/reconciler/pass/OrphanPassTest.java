package io.runtimeservice.reconciler.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.control.Brake;
import io.runtimeservice.model.control.Control;
import io.runtimeservice.model.control.Switches;
import io.runtimeservice.model.control.Switches.Switch;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.Done;
import io.runtimeservice.model.fly.FlyApp;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Closing;
import io.runtimeservice.model.record.LeaseMark;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.reconciler.act.Crew;
import io.runtimeservice.reconciler.act.FreshApps;
import io.runtimeservice.reconciler.act.StageRunner;
import io.runtimeservice.reconciler.control.BrakeRule;
import io.runtimeservice.reconciler.control.Braking;
import io.runtimeservice.reconciler.control.Permits;
import io.runtimeservice.reconciler.control.Switchboard;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Recorded;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.reconciler.fixture.ScriptedFly;
import io.runtimeservice.reconciler.fixture.Tally;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.lease.Lease;
import io.runtimeservice.reconciler.limit.FlyBudget;
import io.runtimeservice.reconciler.limit.FlyRates;
import io.runtimeservice.reconciler.look.Lookout;
import io.runtimeservice.simulator.secrets.InMemorySecretSource;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrphanPassTest {

  private static final Recorded LIVE = Recorded.preview(Wanted.KEY);
  private static final FlyAppName RESERVED = LIVE.reserved().name();

  /** Its machines carry the environment's marks. */
  private static final FlyAppName STRAY = new FlyAppName("checkout-pr-1-left-over");

  private final ManualTime time = new ManualTime();
  private final InMemoryTable table = new InMemoryTable();
  private final Tally tally = new Tally();
  private final ScriptedFly fly =
      new ScriptedFly()
          .asks(AppCall.Get.class, call -> Future.succeededFuture(app(call.app(), "acme")))
          .answers(AppCall.Delete.class, Done.DONE);

  private final Switchboard switchboard =
      new Switchboard(
          new Switchboard.Parts(table.controlStore(), time, tally, Switchboard.INTERVAL, () -> {}));
  private final OrphanPass pass = new OrphanPass(parts());

  private static FlyApp app(FlyAppName name, String organisation) {
    String network = name.equals(RESERVED) ? LIVE.reserved().network() : "default";
    return new FlyApp(name, organisation, network);
  }

  private OrphanPass.Parts parts() {
    var clock = new Clock(time, () -> true);
    var braking =
        new Braking(
            table.controlStore(), table.sweepStore(), new BrakeRule(1, 5, 20), clock::moment);
    var desk = new Lease.Desk(table.runtimeStore(), time, tally, "ours", Duration.ofSeconds(30));
    var crew =
        new Crew(
            fly,
            new FlyBudget(FlyRates.DEFAULT, time, tally),
            new FreshApps(time),
            new InMemorySecretSource(),
            time,
            tally,
            "acme",
            Given.INSTALLATION);
    return new OrphanPass.Parts(
        table.environmentStore(),
        new Lookout(fly, time, new Lookout.Whose("acme", Given.INSTALLATION)),
        new Permits(switchboard, braking, tally),
        desk,
        new StageRunner(crew, desk.callDeadline()),
        clock);
  }

  private void write(Recorded it) {
    table.putApp(it.key().app(), it.app());
    table.putEnvironment(it.key(), it.environment());
    table.putRuntime(it.key(), RuntimeRecordCodec.write(it.runtime()));
  }

  private void run(FlyAppName app) {
    switchboard.open();
    var run = pass.run(Wanted.KEY, app);
    time.advance(Duration.ofSeconds(5));
    Answers.of(run);
  }

  private List<FlyAppName> deleted() {
    return fly.calls().stream()
        .filter(AppCall.Delete.class::isInstance)
        .map(it -> ((AppCall.Delete) it).app())
        .toList();
  }

  private RuntimeRecord record() {
    return Wanted.read(
        RuntimeRecordCodec.read(table.runtime(Wanted.KEY).orElseThrow(), Wanted.KEY));
  }

  @Test
  void what_is_nobody_s_is_deleted_under_the_environment_s_lease() {
    write(LIVE);
    fly.asks(
        AppCall.Delete.class,
        _ -> {
          assertThat(record().lease().owner()).contains("ours");
          return Future.succeededFuture(Done.DONE);
        });
    run(STRAY);
    assertThat(deleted()).containsExactly(STRAY);
    assertThat(record().lease().owner()).isEmpty();
    assertThat(record().remembersTheSameAs(LIVE.runtime())).isTrue();
  }

  @Test
  void an_app_that_a_live_environment_reserves_is_never_deleted() {
    write(LIVE);
    run(RESERVED);
    assertThat(fly.calls()).isEmpty();
  }

  @Test
  void an_app_whose_environment_s_record_is_gone_is_deleted_and_its_name_is_given_up() {
    write(LIVE);
    table.removeEnvironment(Wanted.KEY);
    run(RESERVED);
    assertThat(deleted()).containsExactly(RESERVED);
    assertThat(record().naming().reserved()).isEmpty();
    assertThat(record().naming().closed().getFirst().name()).isEqualTo(RESERVED);
    assertThat(record().applied()).isEqualTo(Applied.NOTHING);
  }

  @Test
  void an_app_under_a_name_that_was_given_up_is_deleted_also_where_no_other_is_reserved() {
    write(Recorded.of(Wanted.KEY, "preview", "deleted"));
    assertThat(record().naming().reserved()).isEmpty();
    run(RESERVED);
    assertThat(deleted()).containsExactly(RESERVED);
    assertThat(record().lease().owner()).isEmpty();
  }

  @Test
  void an_app_of_such_a_name_in_another_network_is_somebody_else_s() {
    fly.answers(AppCall.Get.class, new FlyApp(RESERVED, "acme", "another"));
    write(Recorded.of(Wanted.KEY, "preview", "deleted"));
    run(RESERVED);
    write(LIVE);
    table.removeEnvironment(Wanted.KEY);
    run(RESERVED);
    assertThat(fly.actions()).containsExactly("app_get", "app_get");
  }

  @Test
  void one_of_whose_environment_nothing_is_recorded_is_deleted() {
    run(STRAY);
    assertThat(deleted()).containsExactly(STRAY);
    assertThat(record().lease().owner()).isEmpty();
  }

  @Test
  void while_somebody_holds_the_lease_nothing_is_even_looked_at() {
    write(LIVE.withRuntime(it -> it.withLease(new LeaseMark(Optional.of("theirs"), 7, 3))));
    run(STRAY);
    assertThat(fly.calls()).isEmpty();
  }

  @Test
  void a_deletion_that_is_under_way_is_left_to_those_who_confirm_it() {
    write(
        LIVE.withRuntime(
            it -> it.withClosing(Optional.of(Closing.of(STRAY, Given.NOW, Optional.empty())))));
    run(STRAY);
    assertThat(fly.calls()).isEmpty();
  }

  @Test
  void a_record_that_cannot_be_understood_may_say_that_it_is_somebody_s() {
    write(LIVE);
    table.putRuntime(Wanted.KEY, Wanted.tree("{\"leaseVersion\": \"seven\"}"));
    run(STRAY);
    assertThat(fly.calls()).isEmpty();
  }

  @Test
  void a_stranger_s_app_of_the_name_is_left_alone() {
    fly.answers(AppCall.Get.class, app(STRAY, "others"));
    run(STRAY);
    fly.fails(AppCall.Get.class, new Failure.Forbidden(Said.FLY));
    run(STRAY);
    fly.fails(AppCall.Get.class, new Failure.Absent(Said.FLY));
    run(STRAY);
    fly.fails(AppCall.Get.class, new Failure.Unavailable(Said.FLY));
    run(STRAY);
    assertThat(deleted()).isEmpty();
    assertThat(table.runtime(Wanted.KEY)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Switch.class)
  void no_switch_lets_it_go(Switch which) {
    var control = Answers.of(table.controlStore().read());
    var by = new Control.Change("ada", time.now());
    Answers.of(table.controlStore().replace(0, control.with(Switches.OFF.with(which, true), by)));
    run(STRAY);
    assertThat(deleted()).isEmpty();
    assertThat(table.runtime(Wanted.KEY)).isEmpty();
  }

  @Test
  void it_is_counted_and_trips_the_brake_beyond_the_budget() {
    run(STRAY);
    run(new FlyAppName("checkout-pr-1-another"));
    assertThat(deleted()).containsExactly(STRAY);
    assertThat(Answers.of(table.controlStore().read()).brake().trip()).isPresent();
    assertThat(
            Answers.of(table.controlStore().read()).brake().minutes().stream()
                .mapToInt(Brake.Minute::count)
                .sum())
        .isEqualTo(1);
  }

  @Test
  void who_takes_the_lease_in_between_keeps_it() {
    write(LIVE);
    fly.asks(
        AppCall.Get.class,
        call -> {
          var taken = new LeaseMark(Optional.of("theirs"), 7, 3);
          write(LIVE.withRuntime(it -> it.withLease(taken)));
          return Future.succeededFuture(app(call.app(), "acme"));
        });
    run(STRAY);
    assertThat(deleted()).isEmpty();
    assertThat(record().lease().owner()).contains("theirs");
  }

  @Test
  void one_that_cannot_be_deleted_keeps_its_name_and_not_the_lease() {
    write(LIVE);
    table.removeEnvironment(Wanted.KEY);
    fly.fails(AppCall.Delete.class, new Failure.Unavailable(Said.FLY));
    run(RESERVED);
    assertThat(record().naming().reserved()).isPresent();
    assertThat(record().lease().owner()).isEmpty();
  }
}
