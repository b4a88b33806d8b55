package io.runtimeservice.local.gateway.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Reading;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WishedClaimsTest {

  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");

  private static String payload(Map<String, String> wishes) {
    return WishedClaims.read(wishes, "us") instanceof Reading.Read<WishedClaims>(WishedClaims wish)
        ? Json.write(wish.payload("http://issuer", "id", NOW))
        : "refused";
  }

  @Test
  void without_wishes_it_is_a_push_to_the_sample_apps_repository() throws Exception {
    assertThat(Json.read(payload(Map.of())))
        .isEqualTo(
            Json.read(
                """
                {"iss": "http://issuer", "aud": "us", "jti": "id",
                 "iat": 1796115600, "nbf": 1796115000, "exp": 1796115900,
                 "sub": "repo:acme@42/checkout@1001:ref:refs/heads/main",
                 "repository": "acme/checkout", "repository_id": "1001",
                 "repository_owner": "acme", "repository_owner_id": "42",
                 "event_name": "push", "ref": "refs/heads/main", "run_id": "1"}
                """));
  }

  @Test
  void what_is_wished_for_is_said() throws Exception {
    assertThat(
            payload(
                Map.of(
                    "repository_id",
                    "7",
                    "aud",
                    "them",
                    "sub",
                    "me",
                    "expires_in",
                    "-60",
                    "event_name",
                    "pull_request")))
        .contains(
            "\"repository_id\":\"7\"",
            "\"aud\":\"them\"",
            "\"sub\":\"me\"",
            "\"exp\":1796115540",
            "\"event_name\":\"pull_request\"");
  }

  @ParameterizedTest
  @CsvSource({
    "iss, http://other",
    "exp, 1",
    "jti, x",
    "repositoryId, 1",
    "expires_in, soon",
    "expires_in, 99999999999",
    "'', x"
  })
  void what_cannot_be_wished_for_is_told(String name, String wish) {
    assertThat(payload(Map.of(name, wish))).isEqualTo("refused");
  }

  @Test
  void a_claim_has_an_end() {
    assertThat(payload(Map.of("ref", "r".repeat(1025)))).isEqualTo("refused");
  }
}
