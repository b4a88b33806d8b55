package io.runtimeservice.adapters.fly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeservice.adapters.fly.Answers.GarbledException;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Json.MalformedJsonException;
import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.fly.AddressCall;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.Fleet;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.spec.AddressType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In what forms Fly's answers are understood, and which are taken for no answer at all. */
class AnswersTest {

  private static final FlyAppName APP = new FlyAppName("app");
  private static final MachineCall.Get MACHINE = new MachineCall.Get(APP, new MachineId("m"));
  private static final FleetCall.Machines FLEET =
      new FleetCall.Machines("acme", Optional.empty(), Optional.empty());

  private static <R> R read(FlyCall<R> call, String body)
      throws GarbledException, MalformedJsonException {
    return Answers.read(call, Json.read(body));
  }

  private static FlyCall<?> listing(String rows) {
    return switch (rows) {
      case "ips" -> new AddressCall.ListAll(APP);
      case "secrets" -> new SecretCall.ListAll(APP);
      case "certificates" -> new CertificateCall.ListAll(APP);
      case "apps" -> new FleetCall.Apps("acme");
      case "machines" -> FLEET;
      default -> throw new IllegalArgumentException(rows);
    };
  }

  @ParameterizedTest
  @CsvSource({"ips", "secrets", "certificates", "apps", "machines"})
  void a_list_is_empty_if_it_says_so_and_for_no_other_reason(String rows) throws Exception {
    var call = listing(rows);
    for (String empty : List.of("[]", "null")) {
      Object read = read(call, "{\"%s\": %s}".formatted(rows, empty));

      assertThat(read instanceof Fleet fleet ? fleet.rows() : read).asString().isIn("[]", "{}");
    }
    Stream.of("{}", "{\"%s\": {}}", "{\"%s\": \"\"}", "{\"%s\": [1]}", "{\"%s\": [null]}")
        .map(it -> it.formatted(rows))
        .forEach(body ->
            assertThatThrownBy(() -> read(call, body))
                .as(body)
                .isInstanceOf(GarbledException.class));
  }

  @Test
  void regions_that_could_not_be_read_are_not_passed_over() throws Exception {
    assertThat(read(FLEET, "{\"machines\": []}").errorRegions()).isEmpty();
    assertThat(read(FLEET, "{\"machines\": [], \"error_regions\": null}").errorRegions()).isEmpty();
    assertThat(read(FLEET, "{\"machines\": [], \"error_regions\": [\"gru\"]}").errorRegions())
        .containsExactly("gru");
    for (String other : List.of("\"gru\"", "[{\"region\": \"gru\"}]", "{\"gru\": \"down\"}")) {
      assertThatThrownBy(
              () -> read(FLEET, "{\"machines\": [], \"error_regions\": %s}".formatted(other)))
          .as(other)
          .isInstanceOf(GarbledException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'ip': '66.241.124.144', 'shared': true, 'region': 'global'} | SHARED_V4",
        "{'ip': '66.241.124.144', 'type': 'shared_v4', 'shared': null} | SHARED_V4",
        "{'ip': '37.16.9.52', 'shared': false} | V4",
        "{'ip': '37.16.9.52', 'type': 'anycast_v4'} | V4",
        "{'ip': '2a09:8280:1::1'} | V6",
        "{'ip': 'fdaa:0:18::2', 'network': {'name': '', 'org_slug': 'acme'}} | PRIVATE_V6",
        "{'ip': '37.16.9.53', 'egress': true} | ",
        "{'ip': '37.16.9.53', 'type': 'egress_v4'} | ",
        "{'ip': null, 'ip_pair': {'v4': '37.16.9.53', 'v6': '2a09:8280:1::2'}} | ",
        "{'ip': ''} | ",
      })
  void an_address_shows_its_type_in_one_of_several_forms(String row, AddressType type)
      throws Exception {
    var read =
        read(new AddressCall.ListAll(APP), "{'ips': [%s]}".formatted(row).replace('\'', '"'));

    assertThat(read)
        .extracting(Address::type)
        .isEqualTo(Optional.ofNullable(type).stream().toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id': '', 'state': 'started', 'version': '01A'}",
        "{'id': 'm', 'state': '', 'version': '01A'}",
        "{'id': 'm', 'state': 'started'}",
        "{'id': 'm', 'state': 'started', 'version': '', 'instance_id': ''}",
      })
  void a_machine_without_id_state_or_version_is_none_to_act_on(String body) {
    assertThatThrownBy(() -> read(MACHINE, body.replace('\'', '"')))
        .isInstanceOf(GarbledException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id': 'm', 'state': 'started', 'instance_id': '01A', 'version': ''}",
        "{'id': 'm', 'state': 'started', 'instance_id': '', 'version': '01A'}",
        "{'id': 'm', 'state': 'started', 'instance_id': null, 'version': '01A', 'host_status': ''}",
      })
  void a_machine_says_its_version_under_either_name(String body) throws Exception {
    var machine = read(MACHINE, body.replace('\'', '"'));

    assertThat(machine.version()).isEqualTo("01A");
    assertThat(machine.health().hostOk()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775807", "-1", "1e30", "null", "\"soon\""})
  void a_lease_that_ends_at_no_time_is_none(String end) {
    assertThatThrownBy(() ->
            read(
                new MachineCall.GetLease(APP, new MachineId("m")),
                "{\"expires_at\": %s}".formatted(end)))
        .isInstanceOf(GarbledException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "unknown",
      value = {
        "{'source': 'fly', 'status': 'active', 'issued': [{'type': 'rsa', 'expires_at':"
            + " '2027-02-03T00:00:00Z'}, {'type': 'ecdsa', 'expires_at':"
            + " '2027-02-02T02:00:00+02:00'}]} | 2027-02-02T00:00:00Z",
        "{'source': 'fly', 'status': 'active', 'issued': [{'expires_at': '2027-02-03T00:00:00Z'}]},"
            + " {'source': 'custom', 'status': 'active', 'expires_at': '2027-09-01T00:00:00Z'}"
            + " | 2027-09-01T00:00:00Z",
        "{'source': 'custom', 'status': 'pending_ownership', 'expires_at': '2027-01-01T00:00:00Z'},"
            + " {'source': 'fly', 'status': 'active', 'issued': [{'expires_at':"
            + " '2027-02-03T00:00:00Z'}]} | 2027-02-03T00:00:00Z",
        "{'source': 'custom', 'status': 'pending_ownership', 'expires_at': '2027-01-01T00:00:00Z'}"
            + " | 2027-01-01T00:00:00Z",
        "{'source': 'custom', 'status': 'active'}, {'source': 'fly', 'status': 'active',"
            + " 'expires_at': '2027-01-01T00:00:00Z'} | unknown",
        "{'source': 'fly', 'status': 'active', 'issued': [{'expires_at': 'soon'}, 1,"
            + " {'expires_at': '2027-02-03T00:00:00Z'}]} | 2027-02-03T00:00:00Z",
        "{'source': 'fly', 'status': 'active', 'issued': [{'expires_at': '2027-02-30T00:00:00Z'}],"
            + " 'expires_at': ''} | unknown",
        "{'source': 'fly', 'status': 'active', 'issued': {}, 'expires_at': 1798761600} | unknown",
        "{'status': 'active', 'issued': null}, null, 'active' | unknown",
        "{'source': 1, 'status': ['active'], 'issued': [[]]} | unknown",
      })
  void a_certificate_ends_when_the_one_that_is_served_does(String entries, Instant end)
      throws Exception {
    var read =
        read(
            new CertificateCall.Get(APP, "shop.example.com"),
            "{'hostname': 'shop.example.com', 'certificates': [%s]}"
                .formatted(entries)
                .replace('\'', '"'));

    assertThat(read.expiresAt()).isEqualTo(Optional.ofNullable(end));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "'status': 'active', 'certificates': [{'source': 'fly', 'status': 'pending_validation'}]"
            + " | ACTIVE",
        "'status': 'pending_validation', 'certificates': null | PENDING_VALIDATION",
        "'status': 'pending_ownership', 'certificates': [{'status': 'active'}] | PENDING_OWNERSHIP",
        "'status': null, 'certificates': [{'status': 'pending_ownership'}, {'status': 'active'}]"
            + " | ACTIVE",
        "'certificates': [{'status': 'pending_validation'}, 1, null] | PENDING_VALIDATION",
        "'status': 'Awaiting configuration', 'certificates': [] | UNKNOWN",
        "'status': 1, 'certificates': {} | UNKNOWN",
        "'dns_requirements': null, 'validation': null, 'validation_errors': null,"
            + " 'rate_limited_until': null | UNKNOWN",
      })
  void a_certificate_is_as_far_as_its_host_name_or_else_as_the_best_of_its_entries(
      String fields, Certificate.State state) throws Exception {
    var read =
        read(
            new CertificateCall.Check(APP, "shop.example.com"),
            "{'hostname': 'shop.example.com', %s}".formatted(fields).replace('\'', '"'));

    assertThat(read)
        .isEqualTo(
            new Certificate("shop.example.com", state, Optional.empty(), List.of(), List.of()));
  }
}
