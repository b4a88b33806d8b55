package io.runtimeservice.model.control;

import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.id.EnvironmentKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Control records for tests. */
public final class Controls {

  public static final Instant AT = Instant.parse("2026-12-01T09:00:00Z");
  public static final Instant LATER = Instant.parse("2026-12-01T09:31:00.5Z");
  public static final Control.Change CHANGE = new Control.Change("ada", LATER);

  /** A record that says something in every field, as the third write left it. */
  public static final Control FULL =
      new Control(
          new Switches(
              true,
              true,
              true,
              new TreeSet<>(
                  List.of(EnvironmentKey.of("shop", "pr-1"), EnvironmentKey.of("shop-2", "main")))),
          new Brake(
              Optional.of(new Brake.Trip(LATER, "more than 25 % of all apps in an hour")),
              List.of(new Brake.Minute(AT, 7), new Brake.Minute(AT.plusSeconds(60), 15)),
              4),
          Optional.of(CHANGE),
          3);

  private Controls() {}

  static Control drawn(Draws draws) {
    return new Control(
        new Switches(
            draws.coin(),
            draws.coin(),
            draws.coin(),
            new TreeSet<>(draws.some(5, () -> EnvironmentKey.of(draws.word(9), draws.word(12))))),
        new Brake(
            draws.maybe(() -> new Brake.Trip(draws.time(), draws.text(20))),
            draws.some(
                Brake.MINUTES_MAX,
                () -> new Brake.Minute(draws.time(), draws.upTo(Brake.COUNT_MAX))),
            draws.upTo(Brake.COUNT_MAX)),
        draws.maybe(() -> new Control.Change(draws.text(10), draws.time())),
        draws.count());
  }
}
