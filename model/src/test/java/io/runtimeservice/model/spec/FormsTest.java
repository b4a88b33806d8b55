package io.runtimeservice.model.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormsTest {

  private static final String LABEL_63 = "a".repeat(63);

  static Stream<String> hostnames() {
    return Stream.of(
        "example.com",
        "www.example.com",
        "*.example.com",
        "a.b",
        "1.example.com",
        "xn--bcher-kva.example",
        "a-b.c-d.ef",
        "notfly.dev",
        "fly.dev.example.com",
        "www.xn--p1ai",
        LABEL_63 + ".com",
        (LABEL_63 + ".").repeat(3) + "a".repeat(57) + ".com");
  }

  static Stream<String> noHostnames() {
    return Stream.of(
        "",
        ".",
        "com",
        "localhost",
        ".example.com",
        "example.com.",
        "example..com",
        "Example.com",
        "EXAMPLE.COM",
        "-a.com",
        "a-.com",
        "a_b.com",
        "a.com-",
        "a.-com",
        "bücher.example",
        "example.com:443",
        "http://example.com",
        "example.com/",
        "example.com/path",
        "user@example.com",
        "exa mple.com",
        " example.com",
        "example.com ",
        "example.com\n",
        "example.com\u0000",
        "*",
        "*.",
        "*.com",
        "**.example.com",
        "*.*.example.com",
        "a.*.example.com",
        "*a.example.com",
        "127.0.0.1",
        "1.2.3.4",
        "[::1]",
        "::1",
        "a.1",
        "fly.dev",
        "app.fly.dev",
        "*.fly.dev",
        "a.b.fly.dev",
        "..",
        "../example.com",
        "e\u0445ample.com",
        "a".repeat(64) + ".com",
        (LABEL_63 + ".").repeat(3) + "a".repeat(58) + ".com");
  }

  @ParameterizedTest
  @MethodSource("hostnames")
  void a_host_name_can_have_a_certificate(String host) {
    assertThat(Forms.HOSTNAME.holds().test(host)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("noHostnames")
  void what_can_have_no_certificate_is_no_host_name(String host) {
    assertThat(Forms.HOSTNAME.holds().test(host)).isFalse();
  }

  static Stream<String> variables() {
    return Stream.of(
        "A", "_", "a_b", "PORT", "FLY", "FLYING", "fly_app", "_FLY_X", "A1", "A".repeat(256));
  }

  static Stream<String> noVariables() {
    return Stream.of(
        "",
        "1A",
        "A-B",
        "A B",
        "A=B",
        "A.B",
        "A\n",
        "A\u0000",
        "É",
        "FLY_",
        "FLY_APP_NAME",
        "A".repeat(257),
        "$A",
        "\u202eA");
  }

  @ParameterizedTest
  @MethodSource("variables")
  void an_env_var_has_a_name(String name) {
    assertThat(Forms.VARIABLE.holds().test(name)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("noVariables")
  void a_hostile_name_is_no_env_var_s(String name) {
    assertThat(Forms.VARIABLE.holds().test(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "a", "Team-1", "x-"})
  void a_network_has_a_name(String name) {
    assertThat(Forms.NETWORK.holds().test(name)).isTrue();
    assertThat(Forms.NETWORK.holds().test(name + "_")).isFalse();
    assertThat(Forms.NETWORK.holds().test("1" + name)).isFalse();
    assertThat(Forms.NETWORK.holds().test(name + "a".repeat(63 - name.length()))).isTrue();
    assertThat(Forms.NETWORK.holds().test(name + "a".repeat(64 - name.length()))).isFalse();
  }
}
