package io.runtimeservice.model.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.fly.AddressCall;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.Done;
import io.runtimeservice.model.fly.Fleet;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.FlyApp;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineConfig;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.secret.SecretValue;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.status.DnsRow;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Fly} does. */
public interface FlyContract {

  FlyAppName APP = new FlyAppName("checkout-pr-1-abcdefghijkl");
  FlyAppName OTHER = new FlyAppName("checkout-pr-2-abcdefghijkl");
  String IMAGE = "registry.fly.io/checkout:v1";
  String HOST = "shop.example.com";

  /** As the certificate in the test's resources says. */
  Instant GIVEN_ENDS = Instant.parse("2126-10-31T14:57:10Z");

  FlyScene scene();

  // Speaking.

  private <R> R done(FlyCall<R> call) {
    return scene().await(scene().ask(call)).value();
  }

  private Failure refused(FlyCall<?> call) {
    return refused(scene().ours(), call);
  }

  private Failure refused(Fly fly, FlyCall<?> call) {
    var thrown = catchThrowable(() -> scene().await(fly.call(call, FlyScene.DEADLINE)));
    assertThat(thrown).as("a refusal of " + call.action()).isInstanceOf(FailureException.class);
    return FailureException.of(thrown);
  }

  private static AppCall.Create creation(FlyAppName app, String key) {
    return new AppCall.Create(app, FlyScene.OURS, Optional.of("pr-1"), key);
  }

  private void app(FlyAppName app) {
    done(creation(app, "key of " + app));
    scene().settle();
  }

  private static MachineConfig config(String image) {
    return new MachineConfig(
        Values.tree()
            .put("image", image)
            .put("env", Values.texts(Map.of("LOG_LEVEL", "info")))
            .put(
                "guest",
                Values.tree()
                    .put("cpu_kind", "shared")
                    .put("cpus", 1)
                    .put("memory_mb", 256)
                    .build())
            .build(),
        Map.of("runtime_owner", "test"));
  }

  private static MachineCall.Create machine(FlyAppName app, String name) {
    return new MachineCall.Create(app, name, "iad", config(IMAGE), true, Optional.empty());
  }

  private Machine started(FlyAppName app, String name) {
    var machine = done(machine(app, name));
    come(app, machine, MachineState.STARTED);
    return done(new MachineCall.Get(app, machine.id()));
  }

  private void come(FlyAppName app, Machine machine, MachineState state) {
    done(new MachineCall.Wait(app, machine.id(), machine.version(), state, Duration.ofSeconds(30)));
  }

  private static MachineCall.Update update(Machine machine, String version, boolean launch) {
    return new MachineCall.Update(
        APP,
        machine.id(),
        config("registry.fly.io/checkout:v2"),
        version,
        launch,
        Optional.empty());
  }

  private static String pem(String name) {
    try (var stream =
        Objects.requireNonNull(FlyContract.class.getResourceAsStream("/certificates/" + name))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Apps.

  @Test
  default void anAppIsCreatedReadAndDeleted() {
    assertThat(done(creation(APP, "one"))).isEqualTo(Done.DONE);
    scene().settle();

    assertThat(done(new AppCall.Get(APP))).isEqualTo(new FlyApp(APP, FlyScene.OURS, "pr-1"));

    done(new AppCall.Delete(APP));
    scene().settle();
    assertThat(refused(new AppCall.Get(APP))).isInstanceOf(Failure.Absent.class);
    assertThat(refused(new AppCall.Delete(APP))).isInstanceOf(Failure.Absent.class);
  }

  @Test
  default void theSameKeyGivesTheSameAppAndAnotherDoesNot() {
    done(creation(APP, "one"));

    assertThat(done(creation(APP, "one"))).isEqualTo(Done.DONE);
    assertThat(refused(creation(APP, "two"))).isInstanceOf(Failure.NameTaken.class);
  }

  @Test
  default void aStrangersAppIsTakenAndForbidden() {
    scene()
        .await(
            scene()
                .theirs()
                .call(
                    new AppCall.Create(APP, FlyScene.THEIRS, Optional.empty(), "theirs"),
                    FlyScene.DEADLINE));
    scene().settle();

    assertThat(refused(creation(APP, "ours"))).isInstanceOf(Failure.NameTaken.class);
    assertThat(refused(new AppCall.Get(APP))).isInstanceOf(Failure.Forbidden.class);
    assertThat(refused(new MachineCall.ListAll(APP))).isInstanceOf(Failure.Forbidden.class);
    assertThat(refused(new AppCall.Delete(APP))).isInstanceOf(Failure.Forbidden.class);
  }

  @Test
  default void aTokenThatIsGoodForNothingIsNoToken() {
    assertThat(refused(scene().nobodys(), new AppCall.Get(APP)))
        .isInstanceOf(Failure.Unauthenticated.class);
  }

  @Test
  default void whatIsDoneInAnAppThatIsNotThereFindsNothing() {
    assertThat(refused(new AddressCall.ListAll(APP))).isInstanceOf(Failure.Absent.class);
    assertThat(refused(new SecretCall.ListAll(APP))).isInstanceOf(Failure.Absent.class);
    assertThat(refused(machine(APP, "web-0"))).isInstanceOf(Failure.Absent.class);
  }

  // Addresses.

  @Test
  default void addressesAreAssignedAndReleased() {
    app(APP);

    var v6 = done(new AddressCall.Assign(APP, AddressType.V6));
    var shared = done(new AddressCall.Assign(APP, AddressType.SHARED_V4));
    var inside = done(new AddressCall.Assign(APP, AddressType.PRIVATE_V6));

    assertThat(done(new AddressCall.ListAll(APP))).containsExactlyInAnyOrder(v6, shared, inside);

    done(new AddressCall.Release(APP, v6.ip()));
    assertThat(done(new AddressCall.ListAll(APP))).containsExactlyInAnyOrder(shared, inside);
    assertThat(refused(new AddressCall.Release(APP, v6.ip()))).isInstanceOf(Failure.Absent.class);
  }

  @Test
  default void anAddressThatIsAskedForAgainIsASecondOne() {
    app(APP);

    var first = done(new AddressCall.Assign(APP, AddressType.V6));
    var second = done(new AddressCall.Assign(APP, AddressType.V6));

    assertThat(List.of(first, second)).extracting(Address::ip).doesNotHaveDuplicates();
  }

  // Secrets.

  @Test
  default void secretsAreSetAndUnsetTogether() {
    app(APP);

    var first =
        done(
            new SecretCall.Write(
                APP, Map.of("A", SecretValue.of("1"), "B", SecretValue.of("2")), Set.of()));
    var second =
        done(new SecretCall.Write(APP, Map.of("C", SecretValue.of("3")), Set.of("A", "NEVER")));

    assertThat(first.digests()).containsOnlyKeys("A", "B");
    assertThat(second.digests()).containsOnlyKeys("B", "C");
    assertThat(second.version()).isGreaterThan(first.version());
    assertThat(done(new SecretCall.ListAll(APP))).isEqualTo(second.digests());
  }

  @Test
  default void theSameValueHasTheSameDigest() {
    app(APP);

    var first = done(new SecretCall.Write(APP, Map.of("A", SecretValue.of("1")), Set.of()));
    var same = done(new SecretCall.Write(APP, Map.of("A", SecretValue.of("1")), Set.of()));
    var other = done(new SecretCall.Write(APP, Map.of("A", SecretValue.of("2")), Set.of()));

    assertThat(same.digests()).isEqualTo(first.digests());
    assertThat(other.digests()).isNotEqualTo(first.digests());
  }

  // Certificates.

  @Test
  default void aCertificateIsActiveOnceTheZoneIsRight() {
    app(APP);
    done(new AddressCall.Assign(APP, AddressType.V6));
    var requested = done(new CertificateCall.RequestAcme(APP, HOST));
    assertThat(requested.state()).isEqualTo(Certificate.State.PENDING_VALIDATION);
    assertThat(requested.rows()).isNotEmpty().noneMatch(DnsRow::seen);
    assertThat(requested.rows()).extracting(DnsRow::type).contains("AAAA", "CNAME", "TXT");
    assertThat(refused(new CertificateCall.RequestAcme(APP, HOST)))
        .isInstanceOf(Failure.AlreadySo.class);

    scene().dns("CNAME", HOST, APP.hostname());
    scene().until(() -> done(new CertificateCall.Check(APP, HOST)).isActive());

    var active = done(new CertificateCall.Get(APP, HOST));
    assertThat(requested.expiresAt()).isEmpty();
    assertThat(active.expiresAt()).isPresent();
    assertThat(active.hostname()).isEqualTo(HOST);
    assertThat(active.errors()).isEmpty();
    assertThat(done(new CertificateCall.ListAll(APP)))
        .extracting(Certificate::state)
        .containsExactly(Certificate.State.ACTIVE);
  }

  @Test
  default void aCertificateIsRemoved() {
    app(APP);
    done(new CertificateCall.RequestAcme(APP, HOST));

    done(new CertificateCall.Remove(APP, HOST));

    assertThat(done(new CertificateCall.ListAll(APP))).isEmpty();
    assertThat(refused(new CertificateCall.Get(APP, HOST))).isInstanceOf(Failure.Absent.class);
    assertThat(refused(new CertificateCall.Remove(APP, HOST))).isInstanceOf(Failure.Absent.class);
  }

  @Test
  default void aGivenCertificateIsServedOnceItsHostIsProvenToBeOurs() {
    app(APP);
    var chain = SecretValue.of(pem("shop.example.com.pem"));
    var key = SecretValue.of(pem("shop.example.com.key.pem"));

    var given = done(new CertificateCall.ImportCustom(APP, HOST, chain, key));
    assertThat(given.state()).isEqualTo(Certificate.State.PENDING_OWNERSHIP);
    assertThat(given.expiresAt()).contains(GIVEN_ENDS);

    var row = given.rows().stream().filter(it -> it.type().equals("TXT")).findFirst().orElseThrow();
    scene().dns("TXT", row.name(), row.value());
    scene().until(() -> done(new CertificateCall.Check(APP, HOST)).isActive());
  }

  @Test
  default void aCertificateWithAnothersKeyIsRefusedWithoutAWordOfIt() {
    app(APP);
    var chain = SecretValue.of(pem("shop.example.com.pem"));
    var key = SecretValue.of(pem("other.key.pem"));

    var failure = refused(new CertificateCall.ImportCustom(APP, HOST, chain, key));

    assertThat(failure).isInstanceOf(Failure.Rejected.class);
    assertThat(failure.evidence().text()).doesNotContain("BEGIN");
    assertThat(refused(new CertificateCall.ImportCustom(APP, "other.example.com", chain, key)))
        .isInstanceOf(Failure.Rejected.class);
  }

  // Machines.

  @Test
  default void aMachineIsCreatedAndStarts() {
    app(APP);

    var created = done(machine(APP, "web-0"));
    assertThat(created.name()).isEqualTo("web-0");
    assertThat(created.region()).isEqualTo("iad");
    assertThat(created.state()).isEqualTo(MachineState.CREATED);
    assertThat(created.imageDigest().orElse("")).startsWith("sha256:");
    assertThat(created.metadata()).containsEntry("runtime_owner", "test");
    assertThat(created.config().orElseThrow().text("image")).contains(IMAGE);

    come(APP, created, MachineState.STARTED);
    scene().settle();
    assertThat(done(new MachineCall.ListAll(APP)))
        .singleElement()
        .satisfies(it -> assertThat(it.id()).isEqualTo(created.id()))
        .satisfies(it -> assertThat(it.state()).isEqualTo(MachineState.STARTED))
        .satisfies(it -> assertThat(it.version()).isEqualTo(created.version()));
  }

  @Test
  default void aLiveMachinesNameIsTaken() {
    app(APP);
    var first = done(machine(APP, "web-0"));

    assertThat(refused(machine(APP, "web-0")))
        .isInstanceOfSatisfying(
            Failure.MachineNameInUse.class, it -> assertThat(it.holder()).isEqualTo(first.id()));
  }

  @Test
  default void anUpdateGivesANewVersionAndRefusesAnOldOne() {
    app(APP);
    var machine = started(APP, "web-0");

    var updated = done(update(machine, machine.version(), true));
    assertThat(updated.version()).isNotEqualTo(machine.version());
    come(APP, updated, MachineState.STARTED);

    assertThat(refused(update(machine, machine.version(), true)))
        .isInstanceOf(Failure.VersionMoved.class);
    assertThat(done(new MachineCall.Get(APP, machine.id())).config().orElseThrow().text("image"))
        .contains("registry.fly.io/checkout:v2");
  }

  @Test
  default void aMachineThatIsNotToRunComesToRest() {
    app(APP);
    var created =
        done(new MachineCall.Create(APP, "web-0", "iad", config(IMAGE), false, Optional.empty()));

    assertThat(refused(new MachineCall.Start(APP, created.id())))
        .isInstanceOf(Failure.NotSettled.class);
    come(APP, created, MachineState.STOPPED);
    scene().settle();

    done(new MachineCall.Start(APP, created.id()));
    come(APP, created, MachineState.STARTED);
    done(new MachineCall.Stop(APP, created.id()));
    come(APP, created, MachineState.STOPPED);
    done(new MachineCall.Stop(APP, created.id()));
    assertThat(done(new MachineCall.Get(APP, created.id())).health().lastExit())
        .hasValueSatisfying(exit -> assertThat(exit.requested()).isTrue());
  }

  @Test
  default void aMachineIsCordonedAndUncordoned() {
    app(APP);
    var machine = started(APP, "web-0");

    done(new MachineCall.Cordon(APP, machine.id()));
    assertThat(done(new MachineCall.Get(APP, machine.id())).health().cordoned()).isTrue();
    done(new MachineCall.Uncordon(APP, machine.id()));
    assertThat(done(new MachineCall.Get(APP, machine.id())).health().cordoned()).isFalse();
  }

  @Test
  default void aDestroyedMachineIsShownAsSuchAndItsNameIsFree() {
    app(APP);
    var machine = started(APP, "web-0");

    done(new MachineCall.Destroy(APP, machine.id()));
    come(APP, machine, MachineState.DESTROYED);
    scene().settle();

    assertThat(done(new MachineCall.Get(APP, machine.id())).state().isGone()).isTrue();
    assertThat(done(new MachineCall.ListAll(APP))).isEmpty();
    assertThat(done(machine(APP, "web-0")).id()).isNotEqualTo(machine.id());
  }

  @Test
  default void aMachineThatNeverWasIsAbsent() {
    app(APP);
    var nobody = new MachineId("00000000000000");

    assertThat(refused(new MachineCall.Get(APP, nobody))).isInstanceOf(Failure.Absent.class);
    assertThat(refused(new MachineCall.Destroy(APP, nobody))).isInstanceOf(Failure.Absent.class);
    assertThat(refused(new MachineCall.GetLease(APP, nobody))).isInstanceOf(Failure.Absent.class);
  }

  @Test
  default void whatDoesNotComeInTimeIsNotYetThere() {
    app(APP);
    var machine = started(APP, "web-0");

    assertThat(
            refused(
                new MachineCall.Wait(
                    APP,
                    machine.id(),
                    machine.version(),
                    MachineState.STOPPED,
                    Duration.ofSeconds(1))))
        .isInstanceOf(Failure.NotYet.class);
  }

  @Test
  default void metadataIsWrittenWithoutANewVersion() {
    app(APP);
    var machine = started(APP, "web-0");

    done(
        new MachineCall.WriteMetadata(
            APP, machine.id(), machine.version(), Map.of("runtime_generation", "7")));

    var after = done(new MachineCall.Get(APP, machine.id()));
    assertThat(after.version()).isEqualTo(machine.version());
    assertThat(after.metadata())
        .containsEntry("runtime_generation", "7")
        .containsEntry("runtime_owner", "test");
    assertThat(
            refused(
                new MachineCall.WriteMetadata(
                    APP, machine.id(), "01AAAAAAAAAAAAAAAAAAAAAAAA", Map.of("a", "b"))))
        .isInstanceOf(Failure.VersionMoved.class);
  }

  @Test
  default void anothersLeaseIsSaidAndIsInTheWay() {
    app(APP);
    var machine = started(APP, "web-0");
    assertThat(refused(new MachineCall.GetLease(APP, machine.id())))
        .isInstanceOf(Failure.Absent.class);

    scene().takeLease(APP, machine.id());

    var lease = done(new MachineCall.GetLease(APP, machine.id()));
    assertThat(refused(update(machine, machine.version(), true)))
        .isInstanceOfSatisfying(
            Failure.LeaseHeld.class, it -> assertThat(it.until()).contains(lease.expiresAt()));
    assertThat(refused(new MachineCall.Stop(APP, machine.id())))
        .isInstanceOf(Failure.LeaseHeld.class);
  }

  @Test
  default void aMachineWaitsForSecretsThatAreNotThereYet() {
    app(APP);

    assertThat(
            refused(
                new MachineCall.Create(APP, "web-0", "iad", config(IMAGE), true, Optional.of(99L))))
        .isInstanceOf(Failure.NotSettled.class);
  }

  @Test
  default void anImageThatIsNoneOrDeniedIsSaidToBe() {
    app(APP);
    scene().spoilImage("registry.fly.io/checkout:none", false);
    scene().spoilImage("registry.fly.io/checkout:secret", true);

    assertThat(refused(creation("registry.fly.io/checkout:none")))
        .isInstanceOfSatisfying(
            Failure.ImageUnusable.class, it -> assertThat(it.denied()).isFalse());
    assertThat(refused(creation("registry.fly.io/checkout:secret")))
        .isInstanceOfSatisfying(
            Failure.ImageUnusable.class, it -> assertThat(it.denied()).isTrue());
  }

  private static MachineCall.Create creation(String image) {
    return new MachineCall.Create(APP, "web-0", "iad", config(image), true, Optional.empty());
  }

  @Test
  default void aFullRegionAndAFullHostAreToldApart() {
    app(APP);
    var machine = started(APP, "web-0");
    scene().fillRegion("iad");
    scene().spoilHost(APP, machine.id(), false);

    assertThat(refused(machine(APP, "web-1"))).isInstanceOf(Failure.NoRoomInRegion.class);
    assertThat(refused(update(machine, machine.version(), true)))
        .isInstanceOf(Failure.NoRoomOnHost.class);
  }

  @Test
  default void aMachineWhoseHostCannotBeReachedSaysNothingOfItself() {
    app(APP);
    var machine = started(APP, "web-0");
    scene().spoilHost(APP, machine.id(), true);

    var seen = done(new MachineCall.Get(APP, machine.id()));
    assertThat(seen.health().hostOk()).isFalse();
    assertThat(seen.config()).isEmpty();
    assertThat(refused(update(machine, machine.version(), true)))
        .isInstanceOf(Failure.OutcomeUnknown.class);
  }

  @Test
  default void aRegionThatIsNoneIsRefused() {
    app(APP);

    assertThat(
            refused(
                new MachineCall.Create(
                    APP, "web-0", "atlantis", config(IMAGE), true, Optional.empty())))
        .isInstanceOf(Failure.Rejected.class);
  }

  @Test
  default void tooManyCallsAreThrottledWithATime() {
    app(APP);

    Optional<Failure> failure = Optional.empty();
    for (int i = 0; i < 20 && failure.isEmpty(); i++) {
      var thrown =
          catchThrowable(() ->
              scene()
                  .await(
                      Future.all(
                          scene().ask(new SecretCall.ListAll(APP)),
                          scene().ask(new SecretCall.ListAll(APP)))));
      failure = Optional.ofNullable(thrown).map(FailureException::of);
    }

    assertThat(failure)
        .hasValueSatisfying(it ->
            assertThat(it)
                .isInstanceOfSatisfying(
                    Failure.Throttled.class, told -> assertThat(told.retryAfter()).isPresent()));
  }

  // Everything.

  @Test
  default void theFleetShowsAllMachinesOfTheOrganisationAndWhatItCouldNotRead() {
    app(APP);
    app(OTHER);
    var one = started(APP, "web-0");
    var two = started(OTHER, "web-0");
    scene().settle();

    Fleet fleet = done(new FleetCall.Machines(FlyScene.OURS, Optional.empty(), Optional.empty()));
    assertThat(fleet.rows())
        .extracting(Fleet.Row::id)
        .containsExactlyInAnyOrder(one.id(), two.id());
    assertThat(fleet.rows()).extracting(Fleet.Row::app).containsExactlyInAnyOrder(APP, OTHER);
    assertThat(fleet.rows())
        .allSatisfy(row -> assertThat(row.metadata()).containsEntry("runtime_owner", "test"));
    assertThat(fleet.errorRegions()).isEmpty();
    assertThat(fleet.next()).isEmpty();
    assertThat(fleet.lastUpdatedAt()).isPresent();

    scene().hideRegion("iad");
    Fleet torn = done(new FleetCall.Machines(FlyScene.OURS, Optional.empty(), Optional.empty()));
    assertThat(torn.rows()).isEmpty();
    assertThat(torn.errorRegions()).containsExactly("iad");
  }

  @Test
  default void appsAndRegionsAreListed() {
    app(APP);
    app(OTHER);

    assertThat(done(new FleetCall.Apps(FlyScene.OURS)))
        .extracting(FlyApp::name)
        .containsExactlyInAnyOrder(APP, OTHER);
    assertThat(refused(new FleetCall.Apps(FlyScene.THEIRS))).isInstanceOf(Failure.Forbidden.class);
    assertThat(done(new FleetCall.Regions())).contains("iad", "fra");
  }

  @Test
  default void everyAnswerHasFlysIdOfTheRequest() {
    var answer = scene().await(scene().ask(new FleetCall.Regions()));

    assertThat(answer.requestId()).isPresent();
  }
}
