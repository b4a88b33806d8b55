package io.runtimeservice.simulator.fly;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.port.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetDeskTest {

  private static final List<String> APPS = List.of("shop", "blog", "wiki");
  private static final List<String> REGIONS = List.of("iad", "fra");
  private static final int STEPS = 300;

  /** Both lists are equally far behind, so that one can be told by the other. */
  private static final Duration LAG = Pace.LIKE_FLY.fleetLag();

  private final ManualTime time = new ManualTime();
  private final FlyWorld world = new FlyWorld(time, new Random(7), pace());
  private final Caller us = world.organisation("acme", "fm2_ours");
  private final Caller them = world.organisation("other", "fm2_theirs");

  private static Pace pace() {
    var like = Pace.LIKE_FLY;
    return new Pace(
        like.answer(),
        like.pull(),
        like.start(),
        like.stop(),
        like.active(),
        like.destroy(),
        like.firstCheck(),
        Duration.ofMinutes(1),
        LAG,
        LAG,
        like.appSettles(),
        like.issue(),
        like.edgeLag(),
        like.idle());
  }

  private void app(Caller whose, String name) {
    world
        .apps()
        .create(
            whose,
            new AppDesk.NewApp(name, whose.organisation(), Optional.empty(), Optional.empty()));
  }

  private MachineDesk.Path machine(Caller whose, String app, String region) {
    var order = MachineOrder.of(Values.tree().put("image", "registry.fly.io/shop:v1").build());
    String name = "m" + world.machines().list(whose, app, true).size() + "-" + time.nanos();
    return new MachineDesk.Path(
        app, world.machines().create(whose, app, name, Optional.of(region), order).id());
  }

  private static FleetDesk.Query query(Optional<Instant> updatedAfter, int limit) {
    return new FleetDesk.Query("acme", true, updatedAfter, Optional.empty(), limit);
  }

  /** All pages, one after the other, at the same moment. */
  private List<MachineShot> pages(FleetDesk.Query first) {
    var all = new ArrayList<MachineShot>();
    var query = Optional.of(first);
    while (query.isPresent()) {
      var page = world.fleet().machines(us, query.get());
      assertThat(page.machines()).hasSizeLessThanOrEqualTo(first.limit());
      all.addAll(page.machines());
      query =
          page.next()
              .map(next ->
                  new FleetDesk.Query(
                      "acme",
                      first.includeDeleted(),
                      first.updatedAfter(),
                      Optional.of(next),
                      first.limit()));
    }
    return all;
  }

  @Test
  void aChangeIsShownWhenTheListIsSoFarAndNotBefore() {
    app(us, "shop");
    var path = machine(us, "shop", "iad");
    Instant created = time.now();

    time.advance(LAG.minusMillis(1));
    assertThat(pages(query(Optional.empty(), 10))).isEmpty();
    time.advance(Duration.ofMillis(1));
    assertThat(pages(query(Optional.empty(), 10)))
        .extracting(MachineShot::id)
        .containsExactly(path.machine());
    time.advance(Duration.ofSeconds(20));
    assertThat(pages(query(Optional.of(created), 10)))
        .extracting(MachineShot::state)
        .containsExactly(MachineState.STARTED);
    assertThat(pages(query(Optional.of(time.now()), 10))).isEmpty();
  }

  @Test
  void whatIsDeletedIsShownToWhoeverWantsIt() {
    app(us, "shop");
    var path = machine(us, "shop", "iad");
    time.advance(Duration.ofSeconds(20));
    world.machines().destroy(us, path, true);
    time.advance(Duration.ofSeconds(5));

    assertThat(pages(query(Optional.empty(), 10)))
        .extracting(MachineShot::state)
        .containsExactly(MachineState.DESTROYED);
    assertThat(pages(new FleetDesk.Query("acme", false, Optional.empty(), Optional.empty(), 10)))
        .isEmpty();

    time.advance(pace().remembered());
    assertThat(pages(query(Optional.empty(), 10))).isEmpty();
  }

  @Test
  void anAppThatIsGoneTakesItsRowsAlong() {
    app(us, "shop");
    machine(us, "shop", "iad");
    time.advance(Duration.ofSeconds(20));

    world.apps().delete(us, "shop", true);
    assertThat(pages(query(Optional.empty(), 10))).hasSize(1);
    time.advance(pace().appSettles());

    assertThat(pages(query(Optional.empty(), 10))).isEmpty();
  }

  @Test
  void noTimeIsTooFarAway() {
    app(us, "shop");
    machine(us, "shop", "iad");
    time.advance(Duration.ofSeconds(20));

    assertThat(pages(query(Optional.of(Instant.MIN), 10))).hasSize(1);
    assertThat(pages(query(Optional.of(Instant.MAX), 10))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void pagesTogetherAreWhatTheAppsListsSayTheOldestChangeFirst(long seed) {
    var draws = new Draws(seed);
    app(them, "theirs");
    machine(them, "theirs", "iad");
    int most = 0;
    for (int i = 0; i < STEPS; i++) {
      happens(draws);
      time.advance(Duration.ofMillis(draws.upTo(1000)));
      Optional<Instant> after = draws.maybe(() -> time.now().minusMillis(draws.upTo(20_000)));

      var rows = pages(query(after, 1 + draws.upTo(3)));

      assertThat(rows).isEqualTo(expected(after));
      most = Math.max(most, rows.size());
    }
    assertThat(most).as("there is something to page").isGreaterThan(4);
  }

  private void happens(Draws draws) {
    String name = draws.oneOf(APPS);
    if (!isThere(name)) {
      app(us, name);
      return;
    }
    var machines = world.machines().list(us, name, false);
    switch (draws.upTo(9)) {
      case 0 -> {
        world.apps().delete(us, name, true);
        time.advance(pace().appSettles());
      }
      case 1 -> world.hosts().hideRegion(draws.oneOf(REGIONS));
      case 2 -> REGIONS.forEach(world.hosts()::mendRegion);
      case 3, 4, 5 -> {
        if (!machines.isEmpty()) {
          changes(draws, new MachineDesk.Path(name, draws.oneOf(machines).id()));
        }
      }
      default -> machine(us, name, draws.oneOf(REGIONS));
    }
  }

  private void changes(Draws draws, MachineDesk.Path path) {
    if (world.machines().get(us, path).isGone()) {
      return;
    }
    if (draws.coin()) {
      world.machines().cordon(us, path, draws.coin());
    } else {
      world.machines().destroy(us, path, true);
    }
  }

  private boolean isThere(String app) {
    return world.apps().live(app).isPresent();
  }

  private List<MachineShot> expected(Optional<Instant> updatedAfter) {
    Set<String> hidden = world.hosts().unreadableRegions();
    return APPS.stream()
        .filter(this::isThere)
        .flatMap(app -> world.machines().list(us, app, true).stream())
        .filter(it -> !hidden.contains(it.place().region()))
        .filter(it -> updatedAfter.filter(after -> !it.updatedAt().isAfter(after)).isEmpty())
        .sorted(Comparator.comparing(MachineShot::updatedAt).thenComparing(it -> it.id().value()))
        .toList();
  }
}
