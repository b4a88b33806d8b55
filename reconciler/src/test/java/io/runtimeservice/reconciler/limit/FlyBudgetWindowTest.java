package io.runtimeservice.reconciler.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.port.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However calls arrive, no window of time, wherever it begins, holds more than its limit allows.
 */
class FlyBudgetWindowTest {

  private static final int ARRIVALS = 6_000;
  private static final Duration DEADLINE = Duration.ofSeconds(15);
  private static final double NANOS_PER_SECOND = 1e9;

  /** A part of a nanosecond for each token, for rates that divide no second. */
  private static final double ROUNDING = 1e-6;

  private final ManualTime time = new ManualTime();
  private final FlyRates rates = new FlyRates(new Rate(1, 3), new Rate(10, 30));
  private final Map<String, List<Long>> sentAt = new TreeMap<>();
  private final Map<String, Rate> limits = new TreeMap<>();
  private int refused;

  /** Never answers: what becomes of a call makes no difference to its limit. */
  private final Fly fly =
      new Fly() {
        @Override
        public <R> Future<Answer<R>> call(FlyCall<R> call, Duration deadline) {
          sentAt.computeIfAbsent(FlyRates.bucketOf(call), _ -> new ArrayList<>()).add(time.nanos());
          limits.put(FlyRates.bucketOf(call), rates.of(call));
          return Promise.<Answer<R>>promise().future();
        }
      };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 42})
  void no_window_holds_more_than_its_limit_allows(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    var limited = budget().within(fly);
    for (int i = 0; i < ARRIVALS; i++) {
      if (limited.call(draw(random), DEADLINE).failed()) {
        refused++;
      }
      if (random.nextInt(8) == 0) {
        time.advance(Duration.ofMillis(random.nextInt(random.nextInt(20) == 0 ? 8_000 : 300)));
      }
    }
    time.advance(Duration.ofMinutes(1));

    assertThat(refused).as("calls that came too thick").isPositive();
    assertThat(sentAt.values().stream().mapToInt(List::size).sum()).isEqualTo(ARRIVALS - refused);
    sentAt.forEach(this::keepsItsLimit);
  }

  /** Whoever has an app now calls it as fast as it may; what waited for its turn is still made. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 42})
  void nor_does_any_however_often_an_app_changes_hands(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    var app = new FlyAppName("app-1");
    var budgets = List.of(budget(), budget(), budget());
    var fast = budgets.stream().map(it -> it.within(fly)).toList();
    int now = 0;
    for (int i = 0; i < ARRIVALS; i++) {
      if (random.nextInt(6) == 0) {
        now = random.nextInt(budgets.size());
        budgets.get(now).takeOver(app, FlyBudget.Left.LESS_THAN_NONE);
      }
      // a pass asks one thing at a time, and the next one begins a second later at the earliest
      fast.get(now).call(new MachineCall.ListAll(app), DEADLINE);
      time.advance(Duration.ofMillis(1000 + random.nextInt(random.nextInt(9) == 0 ? 60_000 : 300)));
    }
    sentAt.forEach(this::keepsItsLimit);
  }

  private FlyBudget budget() {
    return new FlyBudget(rates, time, Telemetry.NONE);
  }

  private void keepsItsLimit(String bucket, List<Long> sent) {
    Rate rate = Objects.requireNonNull(limits.get(bucket));
    for (int first = 0; first < sent.size(); first++) {
      for (int last = first; last < sent.size(); last++) {
        double seconds = (sent.get(last) - sent.get(first)) / NANOS_PER_SECOND;
        double allowed = rate.burst() + seconds * rate.perSecond() + ROUNDING;
        if (last - first + 1 > allowed) {
          throw new AssertionError(
              "%s: %d calls in %.9f s".formatted(bucket, last - first + 1, seconds));
        }
      }
    }
  }

  private static FlyCall<?> draw(RandomGenerator random) {
    var app = new FlyAppName("app-" + random.nextInt(3));
    var machine = new MachineId("m" + random.nextInt(2));
    return switch (random.nextInt(8)) {
      case 0 -> new AppCall.Create(app, "acme", Optional.empty(), app.value());
      case 1 -> new AppCall.Delete(app);
      case 2 -> new FleetCall.Machines("acme", Optional.empty(), Optional.empty());
      case 3 -> new MachineCall.ListAll(app);
      case 4, 5 -> new MachineCall.Get(app, machine);
      default -> new MachineCall.Start(app, machine);
    };
  }
}
