package io.runtimeservice.model.sweep;

import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sweep records for tests. */
public final class SweepRecords {

  public static final Instant AT = Instant.parse("2026-12-01T09:00:00Z");
  public static final Instant LATER = Instant.parse("2026-12-01T09:05:00.5Z");
  private static final EnvironmentKey KEY = EnvironmentKey.of("shop", "pr-1");

  /** A record that says something in every field, as the twelfth write left it. */
  public static final SweepRecord FULL =
      new SweepRecord(
          Optional.of("replica-1"),
          12,
          Optional.of(AT),
          Optional.of(
              new SweepReport(
                  LATER,
                  Duration.ofMillis(2345),
                  Optional.of("ord was not listed"),
                  900,
                  800,
                  1700,
                  new TreeMap<>(Map.of("VERSION", 2, "SLOT_EMPTY", 1)),
                  List.of(new SweepReport.Found(KEY, "machine m0 is not there")))),
          Optional.of(
              new SweepReport(
                  AT,
                  Duration.ofMillis(2000),
                  Optional.empty(),
                  901,
                  801,
                  1701,
                  new TreeMap<>(),
                  List.of())),
          List.of(
              new Orphan(new FlyAppName("shop-pr-1-x"), Optional.of(KEY), AT, LATER),
              new Orphan(new FlyAppName("stray"), Optional.empty(), LATER, LATER)));

  private SweepRecords() {}

  static SweepRecord drawn(Draws draws) {
    return new SweepRecord(
        draws.maybe(() -> draws.text(10)),
        draws.count(),
        draws.maybe(draws::time),
        draws.maybe(() -> report(draws)),
        draws.maybe(() -> report(draws)),
        draws.some(
            4,
            () ->
                new Orphan(
                    new FlyAppName(draws.word(20)),
                    draws.maybe(() -> key(draws)),
                    draws.time(),
                    draws.time())));
  }

  private static SweepReport report(Draws draws) {
    return new SweepReport(
        draws.time(),
        Duration.ofMillis(draws.upTo(1_000_000)),
        draws.maybe(() -> draws.text(20)),
        draws.upTo(100_000),
        draws.upTo(100_000),
        draws.upTo(Integer.MAX_VALUE - 1),
        new TreeMap<>(draws.named(4, () -> draws.upTo(1000))),
        draws.some(4, () -> new SweepReport.Found(key(draws), draws.text(20))));
  }

  private static EnvironmentKey key(Draws draws) {
    return EnvironmentKey.of(draws.word(9), draws.word(12));
  }
}
