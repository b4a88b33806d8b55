package io.runtimeservice.model.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void each_kind_of_value_is_read() throws Exception {
    assertThat(Json.read(" {\"t\":\"x\",\"n\":1.50,\"b\":false,\"z\":null,\"l\":[1,[]],\"o\":{}} "))
        .isEqualTo(
            Values.tree()
                .put("t", "x")
                .put("n", new Value.Num(new BigDecimal("1.50")))
                .put("b", false)
                .put("z", new Value.Null())
                .put("l", new Value.Many(List.of(Values.number(1), new Value.Many(List.of()))))
                .put("o", Value.Tree.EMPTY)
                .build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[",
        "[1",
        "[1,]",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{\"a\":}",
        "{a:1}",
        "{'a':1}",
        "{1:1}",
        "nul",
        "nulls",
        "True",
        "NaN",
        "Infinity",
        "-",
        "+1",
        "01",
        ".5",
        "1.",
        "1e",
        "0x1",
        "\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"a\nb\"",
        "\"\u0000\"",
        "// note\n1",
        "/* note */1",
        "#1"
      })
  void what_is_no_document_is_malformed(String text) {
    assertMalformed(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", "1 2", "{}x", "[] ,", "null null", "\"a\" \"b\"", "{}}"})
  void what_follows_the_document_makes_it_malformed(String text) {
    assertMalformed(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"o\":{\"x\":1,\"y\":2,\"x\":3}}",
        "[{\"a\":1},{\"b\":1,\"b\":1}]"
      })
  void a_name_given_twice_is_malformed(String text) {
    assertMalformed(text);
  }

  @Test
  void nesting_ends_at_a_limit() throws Exception {
    assertThat(Json.read(nested(Json.DEPTH_MAX))).isInstanceOf(Value.Many.class);
    assertMalformed(nested(Json.DEPTH_MAX + 1));
    assertMalformed("[".repeat(1_000_000));
    assertMalformed("{\"a\":".repeat(Json.DEPTH_MAX + 1) + "1" + "}".repeat(Json.DEPTH_MAX + 1));
  }

  @Test
  void a_number_of_too_many_digits_is_malformed() throws Exception {
    assertThat(Json.read("9".repeat(64))).isInstanceOf(Value.Num.class);
    assertMalformed("9".repeat(65));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e99999999999", "1e-2147483648", "-1e99999999999999999999", "0e99999999999"})
  void an_exponent_beyond_any_number_is_malformed(String text) {
    assertMalformed(text);
    assertMalformed("{\"v\":" + text + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e999999999",
        "1e-999999999",
        "1e2147483647",
        "1e2147483648",
        "-100e2147483647",
        "12345678901234567890e300000000",
        "0e2147483647"
      })
  void an_enormous_exponent_costs_nothing(String number) throws Exception {
    var value = (Value.Num) Json.read(number);
    assertThat(Json.write(value)).hasSizeLessThan(100);
    assertThat(Json.read(Json.write(value))).isEqualTo(value);
    assertThat(Values.canonical(value)).hasSizeLessThan(100);
    assertThat(Values.whole(value.value())).isIn(List.of(Optional.empty(), Optional.of(0L)));
  }

  @Test
  void a_malformed_text_is_not_repeated() {
    assertThatThrownBy(() -> Json.read("{\"password\": hunter2}"))
        .isInstanceOf(Json.MalformedJsonException.class)
        .hasMessage("expected one JSON document")
        .hasNoCause()
        .hasNoSuppressedExceptions();
  }

  @Test
  void bytes_are_read_as_utf_8() throws Exception {
    assertThat(Json.read("\"é€😀\"".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Value.Text("é€😀"));
    assertThatThrownBy(() -> Json.read(new byte[] {'"', (byte) 0xc3, '"'}))
        .isInstanceOf(Json.MalformedJsonException.class);
    assertThatThrownBy(() -> Json.read(new byte[] {}))
        .isInstanceOf(Json.MalformedJsonException.class);
  }

  @Test
  void numbers_are_written_without_exponent_where_that_is_short() {
    assertThat(Json.write(new Value.Num(new BigDecimal("1E+3")))).isEqualTo("1000");
    assertThat(Json.write(new Value.Num(new BigDecimal("1E-3")))).isEqualTo("0.001");
    assertThat(Json.write(new Value.Num(new BigDecimal("1E+64")))).isEqualTo("1" + "0".repeat(64));
    assertThat(Json.write(new Value.Num(new BigDecimal("1E+65")))).isEqualTo("1E+65");
    assertThat(Json.write(new Value.Num(new BigDecimal("1E-64"))))
        .isEqualTo("0." + "0".repeat(63) + "1");
    assertThat(Json.write(new Value.Num(new BigDecimal("1E-65")))).isEqualTo("1E-65");
  }

  @Test
  void what_json_cannot_hold_is_written_as_its_type() {
    assertThat(Json.write(new Value.Tree(Map.of("b", new Value.Opaque("binary")))))
        .isEqualTo("{\"b\":\"binary\"}");
  }

  @Test
  void whatever_is_written_is_read_back_the_same() throws Exception {
    for (long seed = 0; seed < 500; seed++) {
      Value value = new Draws(seed).value(4);
      String text = Json.write(value);
      assertThat(Json.read(text)).as("seed %d", seed).isEqualTo(value);
      assertThat(Json.read(text.getBytes(StandardCharsets.UTF_8)))
          .as("seed %d", seed)
          .isEqualTo(value);
    }
  }

  @Test
  void a_document_cut_anywhere_is_malformed() {
    String whole = "{\"a\":[1,{\"b\":\"c\\u00e9\"}],\"d\":true}";
    for (int length = 0; length < whole.length(); length++) {
      assertMalformed(whole.substring(0, length));
    }
  }

  @Test
  void a_sieve_lets_through_what_it_names() throws Exception {
    var sieve = new Json.Sieve(Set.of("rows", "inner"), Set.of("id", "marks"));
    String text =
        """
        {"id": 1, "left": {"id": 2}, "rows": [{"id": 3, "out": [[]], "marks": {"out": {"x": 4}},
         "inner": {"id": 5, "y": 6}}, 7]}
        """;
    assertThat(Json.write(Json.read(text.getBytes(StandardCharsets.UTF_8), sieve)))
        .isEqualTo(
            "{\"id\":1,\"rows\":[{\"id\":3,\"marks\":{\"out\":{\"x\":4}},\"inner\":{\"id\":5}},7]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"out\": [}",
        "{\"out\": {\"a\": 1, \"a\": 2}}",
        "{\"id\": 1, \"id\": 2}",
        "{\"out\": 1, \"out\": 2}",
        "{\"out\": nul}",
        "{\"out\": \"",
        "{\"out\": 1} 2"
      })
  void what_a_sieve_holds_back_has_to_be_json_too(String text) {
    var sieve = new Json.Sieve(Set.of(), Set.of("id"));
    assertThatThrownBy(() -> Json.read(text.getBytes(StandardCharsets.UTF_8), sieve))
        .isInstanceOf(Json.MalformedJsonException.class);
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static void assertMalformed(String text) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(Json.MalformedJsonException.class);
    assertThatThrownBy(() -> Json.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Json.MalformedJsonException.class);
  }
}
