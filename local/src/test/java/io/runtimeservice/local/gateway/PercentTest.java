package io.runtimeservice.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentTest {

  @ParameterizedTest
  @CsvSource({"a, a", "a%20b, a b", "a+b, a+b", "%2F%2f, //", "%E2%82%AC, €", "€, €", "%25, %"})
  void a_part_of_a_path_is_decoded(String text, String decoded) {
    assertThat(Percent.decoded(text)).contains(decoded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%2", "%zz", "a%", "%c0%af", "%ff", "%ed%a0%80", "%-1", "%+1"})
  void what_is_not_rightly_encoded_is_refused(String text) {
    assertThat(Percent.decoded(text)).isEmpty();
  }

  @Test
  void of_a_parameter_that_is_given_twice_the_last_one_counts() {
    assertThat(Percent.query("a=1&b=x+y&a=%26&c")).contains(Map.of("a", "&", "b", "x y", "c", ""));
    assertThat(Percent.query("")).contains(Map.of());
    assertThat(Percent.query("a=%")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=local/20261201/us-east-1/sqs/aws4_request, SignedHeaders=host,"
            + " Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "AWS4-HMAC-SHA256 Credential=local/20261201/us-east-1/execute-api/aws4_request,"
            + " SignedHeaders=host, Signature=0123",
        "Bearer x",
      })
  void what_is_no_signature_for_the_gateway_is_none(String header) {
    assertThat(Signature.parse(header)).isEmpty();
  }

  @Test
  void a_signature_says_whose_it_is() {
    String header = Callers.SIGNED.replaceFirst("^Authorization: ", "");

    assertThat(Signature.parse(header)).contains(new Signature("local"));
    assertThat(Signature.parse(header.replace(", ", ","))).contains(new Signature("local"));
  }
}
