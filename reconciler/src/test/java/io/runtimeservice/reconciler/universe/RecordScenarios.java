package io.runtimeservice.reconciler.universe;

import static io.runtimeservice.reconciler.universe.ReasonScenario.when;

import io.runtimeservice.model.status.Reason;
import io.runtimeservice.simulator.fly.ImageBehaviour;
import java.util.List;

/** What is wrong with what was asked for, and with its image. */
final class RecordScenarios {

  private static final String CERTIFIED = "'certificates': [{'hostname': '" + Ground.SHOP + "'}]";

  /** How the image's reference begins. */
  private static final String BROKEN_IMAGE = "image registry.fly.io/checkout@sha256:2222";

  static final List<ReasonScenario> ALL =
      List.of(
          when(
                  Reason.SPEC_INVALID,
                  "a field of the record has a value that it cannot have",
                  ground -> ground.preview(Ground.spec("'machines': 'two'")))
              .shows("spec.machines", "expected")
              .until("the field is corrected", ground -> ground.set("machines", "2")),
          when(
                  Reason.PLAINTEXT_SECRET,
                  "a secret's value stands in the record",
                  ground -> ground.preview(Ground.spec("'secrets': {'DB': 'hunter2'}")))
              .shows("spec.secrets.DB")
              .until("the value is removed", ground -> ground.set("secrets", "{}")),
          when(
                  Reason.DELETION_PROTECTED,
                  "production is to be deleted that is protected",
                  ground -> {
                    ground.readyProduction();
                    ground.desire("deleted");
                  })
              .until("it is wanted again", ground -> ground.desire("running")),
          when(
                  Reason.NETWORK_CHANGE,
                  "an environment that has its app is to be in another network",
                  ground -> {
                    ground.ready();
                    ground.set("network", "'elsewhere'");
                  })
              .shows("It is in env-checkout-pr-1-")
              .until("the network is set back", ground -> ground.ask(Ground.spec())),
          when(
                  Reason.DOMAIN_CONFLICT,
                  "two environments name the same host name",
                  ground -> {
                    ground.ready(CERTIFIED);
                    ground.another(Ground.spec(CERTIFIED));
                  })
              .shows(Ground.SHOP, "belongs to checkout/pr-1")
              .until("one of them does without it", ground -> ground.ask(Ground.spec())),
          when(
                  Reason.QUOTA_EXCEEDED,
                  "an app that may have one preview is to have two",
                  ground -> {
                    ground.world.app("checkout", Samples.app(1));
                    ground.ready();
                    ground.another(Ground.spec());
                  })
              .shows("There are 1 of 1", "the oldest is pr-1")
              .until(
                  "the app may have more",
                  ground -> {
                    ground.world.app("checkout", Samples.app(2));
                    ground.managerAsks();
                  }),
          when(
                  Reason.WAITING_FOR_IMAGE,
                  "the image is still being built",
                  ground -> ground.preview("{}"))
              .until("the image is there", Ground::deployWhatServes),
          when(
                  Reason.IMAGE_NOT_FOUND,
                  "the registry does not know the image",
                  ground -> {
                    ground.ready();
                    ground.deploy(new ImageBehaviour.Missing());
                  })
              .shows("Fly said: ", BROKEN_IMAGE, "manifest unknown")
              .until("another one is named", Ground::deployWhatServes),
          when(
                  Reason.IMAGE_PULL_DENIED,
                  "the registry does not give the image to Fly",
                  ground -> {
                    ground.ready();
                    ground.deploy(new ImageBehaviour.Denied());
                  })
              .shows("Fly said: ", BROKEN_IMAGE, "pull access denied")
              .until("another one is named", Ground::deployWhatServes));

  private RecordScenarios() {}
}
