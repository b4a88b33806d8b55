package io.runtimeservice.adapters.fly;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.fly.AddressCall;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineConfig;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.FlyScene;
import io.runtimeservice.model.secret.SecretValue;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.simulator.http.Exchange;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every call that our client can make is one that Fly's official file knows. */
class FlySpecTest {

  private static final FlyAppName APP = new FlyAppName("checkout-pr-1-abcdefghijkl");
  private static final MachineId NOBODY = new MachineId("00000000000000");
  private static final SecretValue SECRET = SecretValue.of("hunter2");
  private static final MachineConfig CONFIG =
      new MachineConfig(
          Values.tree().put("image", "registry.fly.io/checkout:v1").build(), Map.of("a", "b"));

  private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
  private final FlyOverHttp scene = new FlyOverHttp(exchanges::add);

  @AfterEach
  void close() {
    scene.close();
  }

  /** One of each kind, every optional field filled. */
  private static List<FlyCall<?>> everyCall() {
    return List.of(
        new AppCall.Create(APP, FlyScene.OURS, Optional.of("pr-1"), "key"),
        new AppCall.Get(APP),
        new AddressCall.Assign(APP, AddressType.PRIVATE_V6),
        new AddressCall.ListAll(APP),
        new AddressCall.Release(APP, "2a09:8280:1::1"),
        new SecretCall.Write(APP, Map.of("A", SECRET), Set.of("B")),
        new SecretCall.ListAll(APP),
        new CertificateCall.RequestAcme(APP, "*.example.com"),
        new CertificateCall.ImportCustom(APP, "shop.example.com", SECRET, SECRET),
        new CertificateCall.Get(APP, "*.example.com"),
        new CertificateCall.Check(APP, "*.example.com"),
        new CertificateCall.ListAll(APP),
        new CertificateCall.Remove(APP, "*.example.com"),
        new MachineCall.Create(APP, "m0", "iad", CONFIG, false, Optional.of(1L)),
        new MachineCall.ListAll(APP),
        new MachineCall.Get(APP, NOBODY),
        new MachineCall.Update(APP, NOBODY, CONFIG, "v", false, Optional.of(1L)),
        new MachineCall.Start(APP, NOBODY),
        new MachineCall.Stop(APP, NOBODY),
        new MachineCall.Cordon(APP, NOBODY),
        new MachineCall.Uncordon(APP, NOBODY),
        new MachineCall.Wait(APP, NOBODY, "v", MachineState.STARTED, Duration.ofSeconds(1)),
        new MachineCall.WriteMetadata(APP, NOBODY, "v", Map.of("a", "b")),
        new MachineCall.GetLease(APP, NOBODY),
        new MachineCall.Destroy(APP, NOBODY),
        new FleetCall.Machines(FlyScene.OURS, Optional.of(Instant.EPOCH), Optional.empty()),
        new FleetCall.Apps(FlyScene.OURS),
        new FleetCall.Regions(),
        new AppCall.Delete(APP));
  }

  @Test
  void every_call_is_in_this_list() {
    assertThat(everyCall())
        .<Class<?>>extracting(FlyCall::getClass)
        .containsExactlyInAnyOrderElementsOf(leaves(FlyCall.class).toList());
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(FlySpecTest::leaves)
        : Stream.of(type);
  }

  @Test
  void every_call_is_one_request_that_is_valid_and_so_is_its_answer() {
    for (FlyCall<?> call : everyCall()) {
      int before = exchanges.size();

      scene.await(ended(scene.ours(), call));

      assertThat(exchanges).as(call.action()).hasSize(before + 1);
    }
    assertThat(exchanges).flatExtracting(FlySpec.official()::violations).isEmpty();
  }

  /** Done or refused: what is sent is the same. */
  private static Future<String> ended(Fly fly, FlyCall<?> call) {
    return fly.call(call, FlyScene.DEADLINE).map("done").otherwise("refused");
  }

  @Test
  void what_the_file_does_not_know_is_found() {
    var good = exchange("/v1/apps", "{\"name\": \"a\", \"org_slug\": \"acme\"}");
    assertThat(FlySpec.official().violations(good)).isEmpty();

    assertThat(FlySpec.official().violations(exchange("/v1/apps", "{\"colour\": \"blue\"}")))
        .anySatisfy(it -> assertThat(it).contains("colour"));
    assertThat(FlySpec.official().violations(exchange("/v1/apps", "{\"name\": 1}")))
        .anySatisfy(it -> assertThat(it).contains("integer"));
    assertThat(FlySpec.official().violations(exchange("/v1/apps?colour=blue", "{}")))
        .anySatisfy(it -> assertThat(it).contains("colour"));
    assertThat(FlySpec.official().violations(exchange("/v1/no/such/path", "{}"))).isNotEmpty();
  }

  private static Exchange exchange(String uri, String body) {
    return new Exchange(
        "POST", uri, Optional.of(body), 201, Optional.of("{\"id\": \"x\", \"created_at\": 1}"));
  }
}
