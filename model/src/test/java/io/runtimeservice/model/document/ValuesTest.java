package io.runtimeservice.model.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'a': 1, 'b': 2}; {'b': 2, 'a': 1}",
        "{'o': {'x': [], 'y': {}}}; {'o': {'y': {}, 'x': []}}",
        "[{'a': 1, 'b': 2}]; [{'b': 2, 'a': 1}]",
        "1; 1.0",
        "100; 1e2",
        "0.5; 5e-1",
        "0; 0.000",
        "10e64; 1e65"
      })
  void values_that_say_the_same_have_one_canonical_text(String one, String other) {
    assertThat(canonical(one)).isEqualTo(canonical(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'a': 1}; {'a': 2}",
        "{'a': 1}; {'b': 1}",
        "{'a': 1}; {'a': '1'}",
        "{'a': true}; {'a': 'true'}",
        "{'a': null}; {}",
        "{'a': null}; {'a': 'null'}",
        "{'a': 'b, c'}; {'a': 'b', 'c': ''}",
        "[1, 2]; [2, 1]",
        "[1, [2]]; [[1], 2]",
        "[]; {}",
        "1e999999999; 1e999999998",
        "{'a': 'b c'}; {'a': 'b  c'}"
      })
  void values_that_differ_have_canonical_texts_that_differ(String one, String other) {
    assertThat(canonical(one)).isNotEqualTo(canonical(other));
  }

  @Test
  void the_order_of_names_never_matters() {
    for (long seed = 0; seed < 200; seed++) {
      var value = new Draws(seed).value(4);
      assertThat(Values.canonical(reversed(value)))
          .as("seed %d", seed)
          .isEqualTo(Values.canonical(value));
    }
  }

  @Test
  void a_tree_is_built_of_what_is_there() {
    assertThat(
            Values.tree()
                .put("t", "x")
                .put("n", 7)
                .put("b", true)
                .putText("here", Optional.of("y"))
                .putText("absent", Optional.empty())
                .putTime("at", Optional.of(Instant.EPOCH))
                .putTime("never", Optional.empty())
                .put("texts", Values.texts(List.of("p", "q")))
                .put("named", Values.texts(Map.of("p", "q")))
                .build())
        .isEqualTo(
            Trees.tree(
                "{'t': 'x', 'n': 7, 'b': true, 'here': 'y', 'at': '1970-01-01T00:00:00Z',"
                    + " 'texts': ['p', 'q'], 'named': {'p': 'q'}}"));
  }

  @Test
  void what_is_below_a_name_is_empty_unless_it_is_of_the_kind_asked_for() {
    var tree = Trees.tree("{'t': 'x', 'n': 7, 'half': 0.5, 'b': true, 'o': {'p': 1}, 'l': [1]}");
    assertThat(tree.text("t")).contains("x");
    assertThat(tree.whole("n")).contains(7L);
    assertThat(tree.isTrue("b")).isTrue();
    assertThat(tree.tree("o")).isEqualTo(Trees.tree("{'p': 1}"));
    assertThat(tree.items("l")).containsExactly(Values.number(1));
    for (String other : List.of("n", "half", "b", "o", "l", "absent")) {
      assertThat(tree.text(other)).isEmpty();
    }
    for (String other : List.of("t", "half", "b", "o", "l", "absent")) {
      assertThat(tree.whole(other)).isEmpty();
      assertThat(tree.items(other).isEmpty()).isEqualTo(!other.equals("l"));
      assertThat(tree.tree(other).fields().isEmpty()).isEqualTo(!other.equals("o"));
      assertThat(tree.isTrue(other)).isEqualTo(other.equals("b"));
    }
  }

  @Test
  void a_value_does_not_change_with_what_it_was_made_of() {
    var fields = new LinkedHashMap<String, Value>(Map.of("a", Values.number(1)));
    var items = new ArrayList<Value>(List.of(Values.number(1)));
    var tree = new Value.Tree(fields);
    var many = new Value.Many(items);
    fields.clear();
    items.clear();
    assertThat(tree.fields()).hasSize(1);
    assertThat(many.items()).hasSize(1);
    assertThat(tree.with("b", Values.bool(true))).isNotEqualTo(tree);
    assertThat(tree.fields()).hasSize(1);
    assertThatThrownBy(() -> tree.fields().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void each_kind_has_a_name() {
    assertThat(
            List.of(
                    Values.text("x"),
                    Values.number(1),
                    Values.bool(true),
                    new Value.Null(),
                    new Value.Many(List.of()),
                    Value.Tree.EMPTY,
                    new Value.Opaque("binary"))
                .stream()
                .map(Value::kind))
        .containsExactly(
            "a string", "a number", "a boolean", "null", "a list", "an object", "binary");
  }

  @Test
  void a_whole_number_is_one_that_a_long_holds() {
    assertThat(Values.whole(new BigDecimal("9223372036854775807"))).contains(Long.MAX_VALUE);
    assertThat(Values.whole(new BigDecimal("-9223372036854775808"))).contains(Long.MIN_VALUE);
    assertThat(Values.whole(new BigDecimal("9223372036854775808"))).isEmpty();
    assertThat(Values.whole(new BigDecimal("1e3"))).contains(1000L);
    assertThat(Values.whole(new BigDecimal("1.5"))).isEmpty();
  }

  private static String canonical(String json) {
    return Values.canonical(Trees.value(json));
  }

  private static Value reversed(Value value) {
    return switch (value) {
      case Value.Tree tree -> {
        var fields = new LinkedHashMap<String, Value>();
        List.copyOf(tree.fields().entrySet())
            .reversed()
            .forEach(field -> fields.put(field.getKey(), reversed(field.getValue())));
        yield new Value.Tree(fields);
      }
      case Value.Many many ->
          new Value.Many(many.items().stream().map(ValuesTest::reversed).toList());
      case Value.Text _, Value.Num _, Value.Bool _, Value.Null _, Value.Opaque _ -> value;
    };
  }
}
