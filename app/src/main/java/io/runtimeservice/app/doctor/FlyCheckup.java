package io.runtimeservice.app.doctor;

import io.runtimeservice.adapters.clock.DateHeaders;
import io.runtimeservice.adapters.fly.FlyHttpClient;
import io.runtimeservice.adapters.fly.FlyTokenFile;
import io.runtimeservice.adapters.fly.TokenRight;
import io.runtimeservice.app.settings.Settings;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.port.Time;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fly's token, what it may do, and whether Fly's API answers. Fly has no call that would show a
 * right to write and change nothing; but most tokens say themselves what they take away from their
 * bearer, and those of {@code fly tokens create readonly} do. One that says nothing of it shows at
 * its first write whether it may.
 */
final class FlyCheckup {

  private static final String RIGHTS = "Fly rights";
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  /** A token that ends sooner has to be replaced now; an alert says so, too. */
  static final Duration ENDS_SOON = Duration.ofDays(14);

  private static final String TOKEN = "Fly token";

  private final String organisation;
  private final FlyTokenFile token;
  private final Time time;
  private final FlyHttpClient fly;

  FlyCheckup(Settings.Dependencies places, Checkup.Means means, DateHeaders clocks) {
    this.organisation = places.flyOrg();
    this.time = means.time();
    this.token = new FlyTokenFile(means.vertx().fileSystem(), places.flyTokenFile(), means.time());
    this.fly =
        new FlyHttpClient(
            means.vertx(),
            places.flyUrl(),
            token,
            new FlyHttpClient.Means(means.time(), Telemetry.NONE, clocks.of(Dependency.FLY)));
  }

  /** Without a token nothing else is asked. */
  Future<List<Finding>> ask() {
    return Questions.ask(TOKEN, Dependency.SERVICE, () -> token.open().map("it is there"))
        .compose(file -> file.ok() ? withToken(held()) : Future.succeededFuture(List.of(file)))
        .eventually(() -> {
          token.close();
          return fly.close();
        });
  }

  /** Until when the token holds, as far as it says. */
  private Finding held() {
    var end = token.token().expiresAt();
    if (end.isEmpty()) {
      return Finding.ok(TOKEN, "it is there, and does not say until when it holds");
    }
    Instant at = end.orElseThrow();
    Instant now = time.now();
    if (now.plus(ENDS_SOON).isBefore(at)) {
      return Finding.ok(TOKEN, "it holds until " + at);
    }
    return Finding.wrong(
        TOKEN,
        (now.isBefore(at) ? "it ends at " : "it has ended at ") + at,
        Remedy.of(Dependency.FLY, new Failure.Unauthenticated(Evidence.of(Dependency.FLY, ""))));
  }

  private Future<List<Finding>> withToken(Finding held) {
    var api = Questions.ask("Fly API", Dependency.FLY, this::regions);
    var apps = Questions.ask("Fly organisation", Dependency.FLY, this::apps);
    var machines = Questions.ask("Fly machines", Dependency.FLY, this::machines);
    return Future.join(api, apps, machines)
        .map(_ -> List.of(held, rights(), api.result(), apps.result(), machines.result()));
  }

  private Finding rights() {
    return token
        .token()
        .rights()
        .map(FlyCheckup::rights)
        .orElseGet(() ->
            Finding.ok(
                RIGHTS, "the token does not say; whether it may write shows at the first write"));
  }

  private static Finding rights(Set<TokenRight> rights) {
    var missing = TokenRight.without(rights);
    return missing.isEmpty()
        ? Finding.ok(RIGHTS, "the token says that it may read and write in its organisation")
        : Finding.wrong(
            RIGHTS, "the token says that it may not " + words(missing), Remedy.READ_ONLY_TOKEN);
  }

  private static String words(Set<TokenRight> rights) {
    return rights.stream()
        .map(it -> it.toString().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private Future<String> regions() {
    return fly.call(new FleetCall.Regions(), DEADLINE)
        .map(Fly.Answer::value)
        .map(regions -> "it answers, and has %d regions".formatted(regions.size()));
  }

  private Future<String> apps() {
    return fly.call(new FleetCall.Apps(organisation), DEADLINE)
        .map(Fly.Answer::value)
        .map(apps -> "its apps can be listed: %d".formatted(apps.size()));
  }

  private Future<String> machines() {
    return fly.call(
            new FleetCall.Machines(organisation, Optional.empty(), Optional.empty()), DEADLINE)
        .map(_ -> "its machines can be listed");
  }
}
