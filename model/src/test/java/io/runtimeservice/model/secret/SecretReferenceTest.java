package io.runtimeservice.model.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {

  static Stream<String> goodRefs() {
    return Stream.of(
        "a",
        "checkout/production",
        "team/checkout/db",
        "Team_1/check-out+x=y.z@v",
        "...a/b..c/.hidden",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:checkout/db-AbCdEf",
        "a".repeat(512));
  }

  static Stream<String> badRefs() {
    return Stream.of(
        "",
        "/",
        "/etc/passwd",
        "a/",
        "a//b",
        "..",
        ".",
        "...",
        "../a",
        "a/..",
        "a/../b",
        "a/./b",
        "./a",
        "a/.../b",
        "..\\a",
        "a\\..\\b",
        "%2e%2e/a",
        "a b",
        "a\n",
        "a\u0000b",
        "~",
        "~/a",
        "$HOME",
        "*",
        "a?b",
        "a#b",
        "é",
        "a".repeat(513),
        "https//x",
        "http://x",
        "file:///etc/passwd");
  }

  @ParameterizedTest
  @MethodSource("goodRefs")
  void a_reference_names_a_bundle(String ref) {
    assertThat(SecretReference.REF_FORM.holds().test(ref)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("badRefs")
  void a_reference_leads_nowhere_else(String ref) {
    assertThat(SecretReference.REF_FORM.holds().test(ref)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "v1", "2026-12-01", "a_b.c", "..a", "EXAMPLE1-90ab-cdef-fedc-ba987EXAMPLE"})
  void a_version_is_one_name(String version) {
    assertThat(SecretReference.VERSION_FORM.holds().test(version)).isTrue();
  }

  static Stream<String> badVersions() {
    return Stream.of(
        "",
        ".",
        "..",
        "...",
        "a/b",
        "../a",
        "a b",
        "a\n",
        "a:b",
        "*",
        "é",
        "a".repeat(65),
        "\u0000");
  }

  @ParameterizedTest
  @MethodSource("badVersions")
  void a_version_leads_nowhere_else(String version) {
    assertThat(SecretReference.VERSION_FORM.holds().test(version)).isFalse();
  }
}
