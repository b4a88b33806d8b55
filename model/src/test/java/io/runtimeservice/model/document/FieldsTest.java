package io.runtimeservice.model.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Fields.Form;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

  private static final Form LOWER =
      new Form("lower case", text -> text.chars().allMatch(Character::isLowerCase));
  private static final Map<String, Integer> WORDS =
      new java.util.TreeMap<>(Map.of("one", 1, "two", 2));

  /** A way to ask for a field, and what is said where something else stands. */
  record Question(String form, String kind, Function<Fields, Optional<?>> ask) {
    @Override
    public String toString() {
      return form;
    }
  }

  static Stream<Question> questions() {
    return Stream.of(
        new Question("lower case", "a string", f -> f.text("f", LOWER.says(), LOWER.holds())),
        new Question("a whole number from 1 to 9", "a number", f -> f.whole("f", 1, 9)),
        new Question("the number 1", "a number", f -> f.whole("f", 1, 1)),
        new Question("true or false", "a boolean", f -> f.bool("f")),
        new Question(
            "a time in RFC 3339, such as 2026-12-01T09:00:00Z", "a string", f -> f.time("f")),
        new Question("one of one, two", "a string", f -> f.word("f", WORDS)),
        new Question("an object", "an object", f -> f.object("f")),
        new Question("an object", "an object", f -> f.tree("f")),
        new Question(
            "a list of at most 2", "a list", f -> f.list("f", 2, (_, _) -> Optional.of(1))),
        new Question("an object", "an object", f -> f.texts("f", LOWER, LOWER)),
        new Question(
            "an object", "an object", f -> f.objects("f", LOWER, (_, name) -> Optional.of(name))));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void a_field_that_is_not_there_is_no_fault(Question question) {
    assertThat(complaints("{'other': 1}", question.ask)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("questions")
  void a_value_of_another_kind_is_refused_with_path_form_and_kind(Question question) {
    var kinds =
        Map.of(
            "a string", "'HUNTER2'",
            "a number", "123456",
            "a boolean", "true",
            "null", "null",
            "a list", "['HUNTER2']",
            "an object", "{'HUNTER2': 'HUNTER2'}");
    kinds.forEach((kind, json) -> {
      if (!kind.equals(question.kind)) {
        assertThat(complaints("{'f': " + json + "}", question.ask))
            .containsExactly("top.f: expected " + question.form + "; found " + kind);
      }
    });
    assertThat(complaints(Values.tree().put("f", new Value.Opaque("binary")).build(), question.ask))
        .containsExactly("top.f: expected " + question.form + "; found binary");
  }

  @ParameterizedTest
  @MethodSource("questions")
  void what_was_found_is_never_repeated(Question question) {
    for (String json : List.of("'HUNTER2'", "424242", "['HUNTER2', 1, 2]", "{'a': 'HUNTER2'}")) {
      assertThat(complaints("{'f': " + json + "}", question.ask).toString())
          .doesNotContain("HUNTER2", "424242");
    }
  }

  @Test
  void a_text_is_of_a_form() {
    assertThat(fields("{'f': 'abc'}").text("f", LOWER.says(), LOWER.holds())).contains("abc");
    assertThat(complaints("{'f': 'ABC'}", f -> f.text("f", LOWER.says(), LOWER.holds())))
        .containsExactly("top.f: expected lower case");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "9", "5.0", "50e-1", "0.9e1"})
  void a_whole_number_may_be_written_in_any_way(String json) {
    assertThat(fields("{'f': " + json + "}").whole("f", 1, 9)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "10",
        "-1",
        "1.5",
        "1e1",
        "1e999999999",
        "1e-999999999",
        "18446744073709551617"
      })
  void a_number_out_of_bounds_or_not_whole_is_refused(String json) {
    assertThat(complaints("{'f': " + json + "}", f -> f.whole("f", 1, 9)))
        .containsExactly("top.f: expected a whole number from 1 to 9");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-01T09:00:00Z, 2026-12-01T09:00:00Z",
    "2026-12-01t09:00:00z, 2026-12-01T09:00:00Z",
    "2026-12-01T09:00:00.123456789Z, 2026-12-01T09:00:00.123456789Z",
    "2026-12-01T09:00:00+01:00, 2026-12-01T08:00:00Z",
    "2026-12-01T00:30:00-05:30, 2026-12-01T06:00:00Z",
    "0001-01-01T00:00:00+00:00, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59-00:00, 9999-12-31T23:59:59Z"
  })
  void a_time_may_have_any_offset(String text, Instant instant) {
    assertThat(fields("{'f': '" + text + "'}").time("f")).contains(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-12-01",
        "2026-12-01T09:00Z",
        "2026-12-01T09:00:00",
        "2026-12-01 09:00:00Z",
        "2026-02-30T09:00:00Z",
        "2026-12-01T24:00:01Z",
        "2026-12-01T09:60:00Z",
        "2026-12-01T09:00:00+1:00",
        "2026-12-01T09:00:00+25:00",
        "2026-12-01T09:00:00+01:00:30",
        "+999999999-12-01T09:00:00Z",
        "-0001-12-01T09:00:00Z",
        "2026-12-01T09:00:00.Z",
        "2026-12-01T09:00:00.1234567890Z",
        "2026-12-01T09:00:00Z ",
        "２０２６-12-01T09:00:00Z"
      })
  void what_is_no_time_in_rfc_3339_is_refused(String text) {
    assertThat(complaints("{'f': '" + text + "'}", f -> f.time("f")))
        .containsExactly("top.f: expected a time in RFC 3339, such as 2026-12-01T09:00:00Z");
  }

  @Test
  void a_word_stands_for_what_it_means() {
    assertThat(fields("{'f': 'two'}").word("f", WORDS)).contains(2);
    assertThat(complaints("{'f': 'three'}", f -> f.word("f", WORDS)))
        .containsExactly("top.f: expected one of one, two");
  }

  @Test
  void a_list_has_a_limit_and_each_item_a_path() {
    var paths = new ArrayList<String>();
    var items =
        fields("{'f': [1, 2]}")
            .list(
                "f",
                2,
                (value, path) -> {
                  paths.add(path);
                  return Optional.of(value);
                });
    assertThat(items).contains(List.of(Values.number(1), Values.number(2)));
    assertThat(paths).containsExactly("top.f[0]", "top.f[1]");
    assertThat(complaints("{'f': [1, 2, 3]}", f -> f.list("f", 2, (_, _) -> Optional.of(1))))
        .containsExactly("top.f: expected a list of at most 2");
  }

  @Test
  void strings_by_name_are_each_of_their_form() {
    assertThat(fields("{'f': {'b': 'x', 'a': 'y'}}").texts("f", LOWER, LOWER))
        .contains(Map.of("a", "y", "b", "x"));
    assertThat(complaints("{'f': {'B': 'x', 'a': 'Y', 'c': 1}}", f -> f.texts("f", LOWER, LOWER)))
        .containsExactly(
            "top.f.B: expected a name that is lower case",
            "top.f.a: expected lower case",
            "top.f.c: expected lower case; found a number");
  }

  @Test
  void things_by_name_are_read_one_by_one() {
    var things =
        fields("{'f': {'b': 1, 'a': 2}}").objects("f", LOWER, (all, name) -> all.whole(name, 1, 2));
    assertThat(things).contains(Map.of("a", 2L, "b", 1L));
    assertThat(
            complaints(
                "{'f': {'B': 1, 'a': 3}}",
                f -> f.objects("f", LOWER, (all, name) -> all.whole(name, 1, 2))))
        .containsExactly(
            "top.f.B: expected a name that is lower case",
            "top.f.a: expected a whole number from 1 to 2");
  }

  @Test
  void a_field_of_an_inner_object_is_named_with_its_whole_path() {
    var complaints =
        complaints(
            "{'f': {'g': {'h': 1}}}",
            f -> f.object("f").flatMap(g -> g.object("g")).flatMap(h -> h.bool("h")));
    assertThat(complaints).containsExactly("top.f.g.h: expected true or false; found a number");
  }

  @Test
  void a_required_field_is_missed_once_and_never_when_it_is_there() {
    Function<Fields, Optional<?>> ask = f -> f.required("f", "a truth", f.bool("f"));
    assertThat(complaints("{}", ask)).containsExactly("top.f: expected a truth; it is missing");
    assertThat(complaints("{'f': 1}", ask))
        .containsExactly("top.f: expected true or false; found a number");
    assertThat(complaints("{'f': null}", ask))
        .containsExactly("top.f: expected true or false; found null");
    assertThat(complaints("{'f': true}", ask)).isEmpty();
  }

  @Test
  void what_nobody_asked_for_is_refused_by_name() {
    assertThat(
            complaints(
                "{'c': 1, 'f': true, 'a': 2, 'pk': 'x'}",
                f -> {
                  f.skip("pk", "sk");
                  f.bool("f");
                  f.noOthers();
                  return Optional.empty();
                }))
        .containsExactly(
            "top.c: unknown field; expected one of f, pk, sk",
            "top.a: unknown field; expected one of f, pk, sk");
    assertThat(
            complaints(
                "{'c': 1}",
                f -> {
                  f.noOthers();
                  return Optional.empty();
                }))
        .containsExactly("top.c: unknown field; expected one of none");
  }

  @Test
  void every_way_to_ask_makes_a_field_known() {
    var ways = new ArrayList<Function<Fields, ?>>();
    questions().forEach(question -> ways.add(question.ask));
    ways.addAll(
        List.of(f -> f.has("f"), f -> f.isNull("f"), f -> f.value("f"), f -> f.hasAny("f")));
    for (var way : ways) {
      var refusals = new Refusals();
      var fields = new Fields(Trees.tree("{'f': 1}"), "", refusals);
      var before = new Refusals();
      var _ = way.apply(new Fields(Trees.tree("{'f': 1}"), "", before));
      var _ = way.apply(fields);
      fields.noOthers();
      assertThat(texts(refusals)).isEqualTo(texts(before));
    }
  }

  @Test
  void presence_and_null_are_told_apart() {
    assertThat(fields("{'f': null}").has("f")).isTrue();
    assertThat(fields("{'f': null}").isNull("f")).isTrue();
    assertThat(fields("{'f': 1}").isNull("f")).isFalse();
    assertThat(fields("{}").has("f")).isFalse();
    assertThat(fields("{}").isNull("f")).isFalse();
    assertThat(fields("{'g': 1}").hasAny("f", "g")).isTrue();
    assertThat(fields("{'h': 1}").hasAny("f", "g")).isFalse();
  }

  private static Fields fields(String json) {
    return new Fields(Trees.tree(json), "top", new Refusals());
  }

  private static List<String> complaints(String json, Function<Fields, Optional<?>> ask) {
    return complaints(Trees.tree(json), ask);
  }

  private static List<String> complaints(Value.Tree tree, Function<Fields, Optional<?>> ask) {
    var refusals = new Refusals();
    var answer = ask.apply(new Fields(tree, "top", refusals));
    var texts = texts(refusals);
    assertThat(texts.isEmpty() || answer.isEmpty() || answer.get() instanceof Map)
        .as("what is refused is not handed out")
        .isTrue();
    return texts;
  }

  private static List<String> texts(Refusals refusals) {
    return Readings.complaints(refusals.orElse(() -> 0));
  }
}
