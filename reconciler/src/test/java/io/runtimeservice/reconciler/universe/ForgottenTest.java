package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.simulator.fly.AddressShot;
import io.runtimeservice.simulator.fly.MachineDesk;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a list leaves out, a late call does or a hand undoes is not forgotten. */
class ForgottenTest {

  private static final String WITH_V4 =
      "{'image': '%s', 'addresses': ['v6', 'v4']}".formatted(Samples.IMAGE_1);
  private static final String WITH_SECRET =
      "{'image': '%s', 'secrets': {'DB': {'ref': 'checkout/db', 'version': '1', 'key': 'url'}}}"
          .formatted(Samples.IMAGE_1);

  private final Universe world = new Universe();

  private EnvironmentKey ready(String spec) {
    world.app("checkout", Samples.app());
    world.secrets.put(new SecretReference("checkout/db", "1"), Map.of("url", "postgres://one"));
    world.replica();
    var key = world.environment("checkout", "pr-1", Samples.preview(spec));
    world.until(key, "Ready");
    world.pass(Duration.ofSeconds(30));
    return key;
  }

  private void lookAtEverything(EnvironmentKey key) {
    world.queue.send(Mark.of(key, MarkSource.OPERATOR));
    world.pass(Duration.ofSeconds(30));
  }

  private void assertAddresses(AddressType... types) {
    assertThat(world.fly.addresses().list(world.us, world.onlyApp()))
        .extracting(AddressShot::type)
        .containsExactlyInAnyOrder(types);
  }

  @Test
  void anAddressThatIsAssignedWhenItIsNoLongerWantedIsReleased() {
    var key = ready(Samples.spec(Samples.IMAGE_1));
    world.trouble =
        call ->
            call.action().equals("address_assign")
                ? new Perturbation.Late(Duration.ofSeconds(40))
                : new Perturbation.None();
    world.spec(key, "addresses", "['v6', 'shared_v4', 'v4']");
    world.pass(Duration.ofSeconds(10));
    world.trouble = Trouble.NONE;
    world.spec(key, "addresses", "['v6', 'shared_v4']");
    world.pass(Duration.ofMinutes(10));

    assertAddresses(AddressType.V6, AddressType.SHARED_V4);
    assertThat(world.state(key)).isEqualTo("Ready");
  }

  @Test
  void aCertificateThatIsRequestedWhenItIsNoLongerWantedIsRemoved() {
    var key = ready(Samples.spec(Samples.IMAGE_1));
    world.trouble =
        call ->
            call.action().equals("certificate_request")
                ? new Perturbation.Late(Duration.ofSeconds(40))
                : new Perturbation.None();
    world.spec(key, "certificates", "[{'hostname': 'a.example.com'}]");
    world.pass(Duration.ofSeconds(10));
    world.trouble = Trouble.NONE;
    world.spec(key, "certificates", "[]");
    world.pass(Duration.ofMinutes(10));

    assertThat(world.fly.certificates().list(world.us, world.onlyApp())).isEmpty();
    assertThat(world.state(key)).isEqualTo("Ready");
  }

  @Test
  void anAddressThatListsLeftOutIsReleasedWhenItIsNoLongerWanted() {
    var key = ready(WITH_V4);
    world.trouble =
        call ->
            call.action().equals("address_list")
                ? new Perturbation.Empty()
                : new Perturbation.None();
    world.spec(key, "addresses", "['v6']");
    lookAtEverything(key);
    world.trouble = Trouble.NONE;
    lookAtEverything(key);

    assertAddresses(AddressType.V6);
  }

  @Test
  void anAddressOfATypeThatWasNeverAskedForIsLeftAlone() {
    var key = ready(Samples.spec(Samples.IMAGE_1));
    world.fly.addresses().assign(world.us, world.onlyApp(), AddressType.V4, Optional.empty());
    lookAtEverything(key);

    assertAddresses(AddressType.V6, AddressType.SHARED_V4, AddressType.V4);
  }

  @Test
  void aMachineThatWasMadeWhileASecretWasUnsetGetsIt() {
    var key = ready(WITH_SECRET);
    String app = world.onlyApp();
    var wanted = world.onlyMachine().secrets();
    world.fly.secrets().write(world.us, app, Map.of("DB", Optional.empty()));
    var machine = new MachineDesk.Path(app, world.onlyMachine().id());
    world.fly.machines().destroy(world.us, machine, true);
    world.pass(Duration.ofSeconds(10));
    world.mark(key);
    world.pass(Duration.ofSeconds(30));
    assertThat(world.onlyMachine().secrets()).as("it was not looked at").isEmpty();

    lookAtEverything(key);

    assertThat(world.onlyMachine().secrets()).isNotEmpty().isEqualTo(wanted);
    assertThat(world.state(key)).isEqualTo("Ready");
  }

  @Test
  void aListOfSecretsThatIsShortOnceCostsNothing() {
    var key = ready(WITH_SECRET);
    long position = world.fly.ledger().position();
    var lies = new int[] {1};
    world.trouble =
        call ->
            call.action().equals("secret_list") && lies[0]-- > 0
                ? new Perturbation.Empty()
                : new Perturbation.None();
    lookAtEverything(key);

    assertThat(lies[0]).as("it was asked for twice").isEqualTo(-1);
    assertThat(world.mutatingSince(position)).isEmpty();
  }
}
