package io.runtimeservice.model.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentKeyTest {

  static Stream<String> goodIds() {
    return Stream.of("a", "0", "a0", "pr-128", "a--b", "a".repeat(40), "0-" + "b".repeat(38));
  }

  static Stream<String> badIds() {
    return Stream.of(
        "",
        "-",
        "-a",
        "a-",
        "A",
        "é",
        "a_b",
        "a.b",
        "a/b",
        "a b",
        " a",
        "a ",
        "a\n",
        "\na",
        "a\u0000",
        "a#b",
        "..",
        "%61",
        "APP#a",
        "a".repeat(41),
        "a".repeat(39) + "-",
        "а" /* Cyrillic */,
        "０");
  }

  @ParameterizedTest
  @MethodSource("goodIds")
  void an_id_is_of_the_contract_s_pattern(String id) {
    assertThat(AppId.isValid(id)).isTrue();
    assertThat(new AppId(id)).hasToString(id);
    assertThat(new EnvironmentId(id)).hasToString(id);
    assertThat(EnvironmentKey.parse(id + "/" + id)).contains(EnvironmentKey.of(id, id));
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void a_hostile_id_is_refused_and_not_repeated(String id) {
    assertThat(AppId.isValid(id)).isFalse();
    assertThatThrownBy(() -> new AppId(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("appId: expected ^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$");
    assertThatThrownBy(() -> new EnvironmentId(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("environmentId: expected ^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$");
    assertThat(EnvironmentKey.parse("a/" + id)).isEmpty();
    assertThat(EnvironmentKey.parse(id + "/a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a", "a/", "/a", "a/b/c", "a//b", "//", "a/b/"})
  void a_key_is_an_app_and_an_environment(String text) {
    assertThat(EnvironmentKey.parse(text)).isEmpty();
  }

  @Test
  void keys_are_ordered_by_app_then_environment() {
    assertThat(
            Stream.of("b/a", "a/b", "a/a", "a-b/a")
                .map(text -> EnvironmentKey.parse(text).orElseThrow())
                .sorted())
        .map(EnvironmentKey::toString)
        .containsExactly("a/a", "a/b", "a-b/a", "b/a");
  }

  @Test
  void names_on_fly_are_ordered_as_text() {
    assertThat(Stream.of("b", "a", "a-1").map(FlyAppName::new).sorted())
        .map(FlyAppName::toString)
        .containsExactly("a", "a-1", "b");
    assertThat(Stream.of("2", "10", "1").map(MachineId::new).sorted())
        .map(MachineId::toString)
        .containsExactly("1", "10", "2");
  }

  @Test
  void a_generation_is_one_at_least() {
    assertThat(new Generation(1)).hasToString("1");
    assertThatThrownBy(() -> new Generation(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Generation(Long.MIN_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
