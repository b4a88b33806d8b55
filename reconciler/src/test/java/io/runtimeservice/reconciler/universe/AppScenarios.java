package io.runtimeservice.reconciler.universe;

import static io.runtimeservice.reconciler.universe.ReasonScenario.when;

import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.simulator.fly.AppDesk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What keeps the app, its addresses and its secrets waiting. */
final class AppScenarios {

  private static final SecretReference DB = new SecretReference("checkout/db", "1");
  private static final String USES_DB =
      "'secrets': {'DB': {'ref': 'checkout/db', 'version': '1', 'key': 'url'}}";

  static final List<ReasonScenario> ALL =
      List.of(
          when(
                  Reason.CREATING_APP,
                  "a new environment is at its very beginning",
                  ground -> ground.preview(Ground.spec()))
              .beforeAnyStatus()
              .passes(),
          when(
                  Reason.ADOPTION_REQUIRED,
                  "there is an app of the name, in a network that is not the environment's",
                  ground -> {
                    someoneMakesTheApp(ground);
                    ground.preview(Ground.spec());
                  })
              .shows("Fly said: ", "the app checkout-pr-1-", "network")
              .until(
                  "whoever made it removes it",
                  ground ->
                      ground
                          .world
                          .fly
                          .apps()
                          .delete(ground.world.us, ground.world.onlyApp(), true)),
          when(
                  Reason.ASSIGNING_ADDRESS,
                  "a new environment's app has just been made",
                  ground -> ground.preview(Ground.spec()))
              .beforeAnyStatus()
              .passes(),
          when(
                  Reason.APPLYING_SECRETS,
                  "a new environment that has no addresses has secrets",
                  ground -> {
                    theStoreHasIt(ground);
                    ground.preview(Ground.spec("'addresses': []", USES_DB));
                  })
              .beforeAnyStatus()
              .passes(),
          when(
                  Reason.SECRET_REF_MISSING,
                  "the secret store has no such version",
                  ground -> ground.preview(Ground.spec(USES_DB)))
              .shows("DB", "The secret store said: ")
              .until("the version is created", AppScenarios::theStoreHasIt),
          when(
                  Reason.SECRET_ACCESS_DENIED,
                  "the service may not read the secret",
                  ground -> {
                    theStoreHasIt(ground);
                    ground.world.secrets.deny(DB, true);
                    ground.preview(Ground.spec(USES_DB));
                  })
              .shows("DB", "The secret store said: ")
              .until("the service may read it", ground -> ground.world.secrets.deny(DB, false)),
          when(
                  Reason.SECRET_SOURCE_UNAVAILABLE,
                  "the secret store is down",
                  ground -> {
                    theStoreHasIt(ground);
                    ground.world.secrets.down(true);
                    ground.preview(Ground.spec(USES_DB));
                  })
              .shows("DB", "The secret store said: ")
              .until("the store is up again", ground -> ground.world.secrets.down(false)));

  private AppScenarios() {}

  private static void theStoreHasIt(Ground ground) {
    ground.world.secrets.put(DB, Map.of("url", "postgres://hunter2"));
  }

  private static void someoneMakesTheApp(Ground ground) {
    String name = FlyAppName.of("test", ground.key(), 1).value();
    ground
        .world
        .fly
        .apps()
        .create(
            ground.world.us,
            new AppDesk.NewApp(
                name, Universe.ORGANISATION, Optional.empty(), Optional.of("theirs")));
    ground.world.pass(Duration.ofMinutes(1));
  }
}
