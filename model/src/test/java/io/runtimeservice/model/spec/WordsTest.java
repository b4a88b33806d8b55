package io.runtimeservice.model.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract's words, restated. */
class WordsTest {

  record Row(Map<String, ?> words, List<String> contract) {}

  static Stream<Row> rows() {
    return Stream.of(
        new Row(Words.TYPES, List.of("preview", "production")),
        new Row(Words.WISHES, List.of("running", "stopped", "deleted")),
        new Row(Words.ADDRESSES, List.of("v4", "shared_v4", "v6", "private_v6")),
        new Row(Words.SLEEPS, List.of("off", "stop", "suspend")),
        new Row(Words.REPLACEMENTS, List.of("in-place", "recreate", "blue-green")),
        new Row(Words.CPU_KINDS, List.of("shared", "performance")),
        new Row(Words.CHECKS, List.of("http", "tcp")));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void the_words_are_the_contract_s(Row row) {
    assertThat(List.copyOf(row.words.keySet())).isEqualTo(row.contract);
    row.words.forEach((word, constant) -> assertThat(constant).hasToString(word));
  }
}
