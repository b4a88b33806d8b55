package io.runtimeservice.model.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrintTest {

  private final Print.Taker taker = new Print.Taker();

  private Print of(String json) throws Exception {
    return taker.add(Json.read(json)).take();
  }

  @Test
  void the_same_has_the_same_whatever_was_taken_before() throws Exception {
    String json = "{\"a\": [1, true, null, \"x\"], \"b\": {\"c\": \"\u00e9\u4e2d\"}}";
    var first = of(json);
    of("{}");
    assertThat(of(json)).isEqualTo(first);
    assertThat(new Print.Taker().add(Json.read(json)).take()).isEqualTo(first);
  }

  @Test
  void what_is_not_the_same_has_another() throws Exception {
    var prints = new ArrayList<Print>();
    for (String json :
        List.of(
            "null",
            "true",
            "false",
            "0",
            "\"\"",
            "[]",
            "{}",
            "\"0\"",
            "[0]",
            "[[]]",
            "[[],[]]",
            "[[[]]]",
            "{\"a\":\"b\"}",
            "{\"b\":\"a\"}",
            "{\"ab\":\"\"}",
            "{\"\":\"ab\"}",
            "[\"a\",\"b\"]",
            "[\"ab\"]",
            "[\"ab\",\"\"]",
            "\"ab\"",
            "\"Aa\"",
            "\"BB\"",
            "1",
            "10",
            "1.0",
            "\"\u4e2d\"",
            "\"-\"",
            "\"-N\"",
            "\"\u00ff\"",
            "\"\u01ff\"",
            "[1,2]",
            "[12]",
            "{\"a\":{\"b\":1},\"c\":2}",
            "{\"a\":{\"b\":1,\"c\":2}}")) {
      prints.add(of(json));
    }
    assertThat(prints).doesNotHaveDuplicates().doesNotContain(Print.NONE);
  }

  @Test
  void some_names_can_be_left_out() throws Exception {
    var tree = Values.tree().put("a", 1).put("b", 2).build();
    assertThat(taker.add(tree, Set.of("b")).take()).isEqualTo(of("{\"a\": 1}"));
  }

  @Test
  void what_is_long_is_taken_whole() throws Exception {
    String text = "x".repeat(10_000);
    assertThat(of("\"" + text + "y\"")).isNotEqualTo(of("\"" + text + "z\""));
  }

  @Test
  void prints_and_truths_are_part_of_one() {
    var one = taker.add(Print.NONE).add(true).take();
    assertThat(taker.add(Print.NONE).add(false).take()).isNotEqualTo(one);
    assertThat(taker.add(one).add(true).take()).isNotEqualTo(one);
  }
}
