package io.runtimeservice.local.gateway.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeservice.model.document.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a: b | {\"a\":\"b\"}",
        "a: 1 | {\"a\":1}",
        "a: 1.50 | {\"a\":1.50}",
        "a: true | {\"a\":true}",
        "a: ~ | {\"a\":null}",
        "a: | {\"a\":null}",
        "a: [] | {\"a\":[]}",
        "200: a | {\"200\":\"a\"}",
        "a: 'on' | {\"a\":\"on\"}",
        "a: !Ref B | {\"a\":{\"Ref\":\"B\"}}",
        "a: !Sub 'x${B}' | {\"a\":{\"Fn::Sub\":\"x${B}\"}}",
        "a: !GetAtt B.Arn | {\"a\":{\"Fn::GetAtt\":\"B.Arn\"}}",
        "a: !If [B, c, 1] | {\"a\":{\"Fn::If\":[\"B\",\"c\",1]}}",
      })
  void what_yaml_says_is_what_json_says(String yaml, String json) throws Exception {
    assertThat(YamlReader.read("x", yaml)).isEqualTo(Json.read(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "[]",
        "a: 1\na: 2",
        "a: &x {b: 1}\nc: *x",
        "a: &x b\nc: *x",
        "a: {b: 1}\nc:\n  <<: {d: 1}",
        "a: on",
        "a: yes",
        "a: No",
        "on: a",
        "a: 0o7",
        "a: 1e3",
        "a: 017",
        "a: 1_000",
        "a: 1:30",
        "a: 2026-11-27",
        "a: .inf",
        "a: 0x1f",
        "a: b: c",
        "a: 1\n---\nb: 2",
        "1.5: a",
      })
  void what_is_read_in_two_ways_is_not_read(String yaml) {
    assertThatThrownBy(() -> YamlReader.read("x", yaml)).isInstanceOf(DefinitionException.class);
  }

  @Test
  void functions_are_put_in_as_a_stack_does() throws Exception {
    var functions = new StackFunctions(Map.of("AWS::Region", "r", "Q.Name", "q", "P", "$1"));
    var yaml =
        YamlReader.read(
            "x",
            """
            a: {Fn::Sub: "${AWS::Region}/${Q.Name}/${P}"}
            b: {Ref: P}
            c: [{Fn::GetAtt: [Q, Name]}, {Fn::GetAtt: Q.Name}]
            d: plain ${AWS::Region}
            """);

    assertThat(functions.resolve(yaml))
        .isEqualTo(
            Json.read(
                """
                {"a": "r/q/$1", "b": "$1", "c": ["q", "q"], "d": "plain ${AWS::Region}"}
                """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: {Ref: X}", "a: {Fn::Sub: '${X}'}", "a: {Fn::Join: [',', [a]]}"})
  void what_is_not_known_here_is_told(String yaml) throws Exception {
    var tree = YamlReader.read("x", yaml);

    assertThatThrownBy(() -> new StackFunctions(Map.of()).resolve(tree))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("/a");
  }
}
