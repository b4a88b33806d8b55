package io.runtimeservice.adapters.fly;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.AddressCall;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineConfig;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.secret.SecretValue;
import io.runtimeservice.model.spec.AddressType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each of Fly's known refusals means (the catalogue of the reference page on Fly, 2.1). */
class FailuresTest {

  private static final FlyAppName APP = new FlyAppName("app");
  private static final MachineId MACHINE = new MachineId("148e21ea7e46e8");
  private static final MachineConfig CONFIG =
      new MachineConfig(Values.tree().put("image", "registry.fly.io/denied:v1").build(), Map.of());

  private static FlyCall<?> call(String name) {
    return switch (name) {
      case "app create" -> new AppCall.Create(APP, "acme", Optional.empty(), "key");
      case "app get" -> new AppCall.Get(APP);
      case "machine create" ->
          new MachineCall.Create(APP, "m0", "iad", CONFIG, true, Optional.empty());
      case "machine update" ->
          new MachineCall.Update(APP, MACHINE, CONFIG, "v", true, Optional.empty());
      case "machine start" -> new MachineCall.Start(APP, MACHINE);
      case "machine destroy" -> new MachineCall.Destroy(APP, MACHINE);
      case "machine get" -> new MachineCall.Get(APP, MACHINE);
      case "machine wait" ->
          new MachineCall.Wait(APP, MACHINE, "v", MachineState.STARTED, Duration.ofSeconds(30));
      case "metadata" -> new MachineCall.WriteMetadata(APP, MACHINE, "v", Map.of());
      case "address assign" -> new AddressCall.Assign(APP, AddressType.SHARED_V4);
      case "certificate import" ->
          new CertificateCall.ImportCustom(
              APP, "shop.example.com", SecretValue.of("chain"), SecretValue.of("key"));
      case "certificate" -> new CertificateCall.RequestAcme(APP, "shop.example.com");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static FlyRefusal refusal(int status, String code, String text) {
    return new FlyRefusal(
        status,
        Optional.of(code).filter(it -> !it.isEmpty()),
        Optional.of(text).filter(it -> !it.isEmpty()),
        Optional.empty(),
        Optional.of("01JNRQ9VVKJ7HZFMJWJB3M3RYN-iad"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "app create | 422 | | Validation failed: Name has already been taken | NameTaken",
        "app create | 422 | name_taken | Validation failed: Name has already been taken | NameTaken",
        "app create | 422 | | uniqueness constraint violated | NameTaken",
        "app create | 409 | | app exists | NameTaken",
        "app create | 422 | | Validation failed: Name under 63 chars using numbers | Rejected",
        "app create | 408 | | context deadline exceeded | OutcomeUnknown",
        "app create | 502 | | bad gateway | OutcomeUnknown",
        "app get | 401 | | Authenticate: token validation error | Unauthenticated",
        "app get | 403 | | unauthorized | Forbidden",
        "app get | 404 | | app not found | Absent",
        "app get | 408 | | context deadline exceeded | Unavailable",
        "app get | 503 | | unavailable: try again | Unavailable",
        "machine create | 400 | | invalid config.guest.memory_mb, minimum required 2048 MiB | Rejected",
        "machine create | 400 | | no capacity | NoRoomInRegion",
        "machine create | 403 | | organization \"x\" is using 9 MB of memory in iad which is over the"
            + " allowed quota. please consider other regions | NoRoomInRegion",
        "machine create | 409 | | already_exists: unique machine name violation, machine ID"
            + " 148e21ea7e46e8 already exists with name \"m0\" | MachineNameInUse",
        "machine create | 409 | | aborted: no capacity | NoRoomInRegion",
        "machine create | 422 | insufficient_capacity | could not find a candidate host |"
            + " NoRoomInRegion",
        "machine create | 422 | | could not find a candidate host | NoRoomInRegion",
        "machine create | 400 | | failed to get manifest registry.fly.io/x: MANIFEST_UNKNOWN |"
            + " ImageUnusable",
        "machine create | 412 | volume_placement_capacity | insufficient resources to create new"
            + " machine with existing volume id 'vol_1' | NoRoomOnHost",
        "machine create | 408 | | context deadline exceeded | OutcomeUnknown",
        "machine create | 500 | | | OutcomeUnknown",
        "machine create | 418 | | I am a teapot | OutcomeUnknown",
        "machine update | 409 | | aborted: machine update failed due to concurrent update |"
            + " VersionMoved",
        "machine update | 409 | | aborted: could not reserve resource for machine: insufficient CPUs"
            + " available to fulfill request on the current host | NoRoomOnHost",
        "machine update | 409 | | aborted: insufficient IPs available to fulfill request |"
            + " NoRoomOnHost",
        "machine update | 409 | | aborted: insufficient resources available to fulfill request: x |"
            + " NoRoomOnHost",
        "machine update | 409 | | machine ID 148e lease currently held by a@tokens.fly.io, expires at"
            + " 2026-11-26T12:00:00Z | LeaseHeld",
        "machine update | 412 | | failed_precondition: current_version does not match | VersionMoved",
        "machine update | 409 | | something else entirely | OutcomeUnknown",
        "machine update | 412 | | something else entirely | OutcomeUnknown",
        "machine update | 503 | | unavailable: deploys to this host are temporarily disabled, please"
            + " try again later | NoRoomOnHost",
        "machine start | 412 | | failed_precondition: unable to start machine from current state:"
            + " 'created' | NotSettled",
        "machine start | 412 | | failed_precondition: machine getting replaced, refusing to start |"
            + " NotSettled",
        "machine start | 412 | | failed_precondition: machine still active, refusing to start |"
            + " NotSettled",
        "machine start | 409 | | machine already started | AlreadySo",
        "machine destroy | 412 | | failed_precondition: unable to destroy machine, not currently"
            + " stopped, suspended, failed or created | NotSettled",
        "machine destroy | 404 | | machine not found | Absent",
        "machine get | 429 | | rate limit exceeded | Throttled",
        "machine wait | 408 | | deadline_exceeded: machine failed to reach desired state, started,"
            + " currently created | NotYet",
        "machine wait | 404 | | machine not found | Absent",
        "machine wait | 400 | | invalid_argument: value must be inside range [1s, 1m0s] | Rejected",
        "machine wait | 400 | | invalid_argument: version is currently replaced | VersionMoved",
        "machine update | 409 | | aborted: machine is currently replacing | NotSettled",
        "machine update | 412 | | failed_precondition: machine is currently replacing | NotSettled",
        "machine get | 400 | | invalid machine ID | Unavailable",
        "machine destroy | 400 | | invalid machine ID | OutcomeUnknown",
        "metadata | 412 | | machine version mismatch | VersionMoved",
        "certificate | 422 | | hostname already exists on app | AlreadySo",
        "certificate | 409 | | already there | AlreadySo",
        "certificate import | 409 | | a custom certificate already exists | OutcomeUnknown",
        "certificate import | 422 | | a custom certificate already exists | Rejected",
        "machine create | 409 | | already_exists: something | OutcomeUnknown",
        "machine update | 409 | | machine is already being updated | OutcomeUnknown",
        "address assign | 409 | | the app already has a shared address | OutcomeUnknown",
        "machine create | 403 | | To create more than 1 machine per app please add a payment method."
            + " | Rejected",
        "machine create | 402 | | To create more than 1 machine per app please add a payment method."
            + " | Rejected",
        "certificate | 422 | | hostname is not valid | Rejected",
      })
  void a_refusal_means(String call, int status, String code, String text, String meaning) {
    var failure =
        Failures.of(
            call(call), refusal(status, code == null ? "" : code, text == null ? "" : text));

    assertThat(failure.getClass().getSimpleName()).isEqualTo(meaning);
    assertThat(failure.evidence().requestId()).contains("01JNRQ9VVKJ7HZFMJWJB3M3RYN-iad");
  }

  /** Words of registries, as Fly or flyctl's users quote them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "400 | failed to get manifest registry.fly.io/denied:v1: MANIFEST_UNKNOWN | missing",
        "404 | failed to get manifest registry.fly.io/denied:v1: manifest unknown | missing",
        "422 | failed to get manifest docker.io/x: request returned non-200 status: 404 | missing",
        "400 | failed to resolve image: name unknown: app repository not found | missing",
        "404 | image registry.fly.io/denied:v1 not found | missing",
        "400 | failed to get manifest ghcr.io/x/y: unauthorized | denied",
        "403 | failed to get manifest ghcr.io/x/y: UNAUTHORIZED: authentication required | denied",
        "400 | failed to get manifest ghcr.io/x: request returned non-200 status: 401 | denied",
        "400 | pull access denied for x, repository does not exist or may require login | denied",
        "422 | failed to get manifest registry-1.docker.io/x: toomanyrequests: You have reached your"
            + " unauthenticated pull rate limit | hiccup",
        "400 | failed to get manifest registry.fly.io/denied:v1: request returned non-200 status: 503"
            + " | hiccup",
        "404 | failed to get manifest ghcr.io/x: Get https://ghcr.io/v2/: net/http: TLS handshake"
            + " timeout | hiccup",
        "400 | failed to get manifest ghcr.io/x@sha256:401403404: something else | Rejected",
        "400 | invalid config.image: registry.fly.io/denied:v1 is no reference | Rejected",
        "500 | failed to get manifest ghcr.io/x: unauthorized | OutcomeUnknown",
        "408 | failed to get manifest ghcr.io/x: context deadline exceeded | OutcomeUnknown",
        "403 | unauthorized | Forbidden",
        "404 | app not found | Absent",
      })
  void an_image_is_missing_or_denied_or_its_registry_has_a_hiccup(
      int status, String text, String meaning) {
    for (String call : new String[] {"machine create", "machine update"}) {
      assertThat(imageWord(Failures.of(call(call), refusal(status, "", text)))).isEqualTo(meaning);
    }
  }

  private static String imageWord(Failure failure) {
    return switch (failure) {
      case Failure.ImageUnusable(boolean denied, _) -> denied ? "denied" : "missing";
      case Failure.Unavailable _ -> "hiccup";
      default -> failure.getClass().getSimpleName();
    };
  }

  @Test
  void of_other_calls_no_image_is_missing() {
    assertThat(Failures.of(call("machine get"), refusal(404, "", "manifest unknown")))
        .isInstanceOf(Failure.Absent.class);
  }

  @Test
  void who_holds_the_name_and_until_when_the_lease_lasts_is_kept() {
    assertThat(
            Failures.of(
                call("machine create"),
                refusal(
                    409,
                    "",
                    "already_exists: unique machine name violation, machine ID 148e21ea7e46e8"
                        + " already exists with name \"m0\"")))
        .isInstanceOfSatisfying(
            Failure.MachineNameInUse.class, it -> assertThat(it.holder()).isEqualTo(MACHINE));
    assertThat(
            Failures.of(
                call("machine update"),
                refusal(
                    409,
                    "",
                    "machine ID x lease currently held by a, expires at 2026-11-26T12:00:00Z")))
        .isInstanceOfSatisfying(
            Failure.LeaseHeld.class,
            it -> assertThat(it.until()).contains(Instant.parse("2026-11-26T12:00:00Z")));
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "0, 0",
    "600, 600",
    "601, 600",
    "999999999, 600",
    "9999999999, ",
    "'Wed, 21 Oct 2026 07:28:00 GMT', ",
    "-1, ",
    "soon, "
  })
  void a_time_to_come_again_is_obeyed_if_it_is_seconds(String header, Long seconds) {
    var refusal =
        new FlyRefusal(
            429,
            Optional.empty(),
            Optional.of("rate limit exceeded"),
            Optional.of(header),
            Optional.empty());

    assertThat(Failures.of(call("machine get"), refusal))
        .isInstanceOfSatisfying(
            Failure.Throttled.class,
            it ->
                assertThat(it.retryAfter())
                    .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds)));
  }

  @Test
  void of_a_call_that_carries_secrets_no_word_of_the_answer_is_kept() {
    var write = new SecretCall.Write(APP, Map.of("A", SecretValue.of("hunter2")), Set.of());

    for (int status : new int[] {400, 401, 403, 404, 408, 409, 412, 422, 429, 500}) {
      var failure = Failures.of(write, refusal(status, "", "your value hunter2 is too weak"));

      assertThat(failure.toString()).doesNotContain("hunter2");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invalid config.env.URL: postgres://web:hunter2@db/shop",
        "invalid config.env.URL: \"postgres://web:hun...",
        "invalid config.env.URL: er2@db/shop is too long",
        "json: cannot unmarshal \"line 1\\nhunter2 is mine\"",
        "invalid config.env.PIN: 4711",
      })
  void of_a_machines_variables_no_value_is_repeated(String text) {
    var config =
        new MachineConfig(
            Values.tree()
                .put("image", "registry.fly.io/checkout:v1")
                .put(
                    "env",
                    Values.texts(
                        Map.of(
                            "URL", "postgres://web:hunter2@db/shop",
                            "TEXT", "line 1\nhunter2 is mine",
                            "PIN", "4711",
                            "PORT", "80")))
                .build(),
            Map.of());
    var create = new MachineCall.Create(APP, "m0", "iad", config, true, Optional.empty());
    var update = new MachineCall.Update(APP, MACHINE, config, "v", true, Optional.empty());

    for (var call : List.of(create, update)) {
      assertThat(Failures.of(call, refusal(400, "", text)).evidence().text()).isEqualTo("HTTP 400");
      assertThat(Failures.of(call, refusal(400, "", "memory_mb must be 8 times 80")).evidence())
          .extracting(Evidence::text)
          .isEqualTo("memory_mb must be 8 times 80");
    }
  }
}
