package io.runtimeservice.model.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalsTest {

  private static final Refusal SECRET =
      new Refusal(Refusal.Kind.PLAINTEXT_SECRET, "spec.secrets.TOKEN", "expected a reference");

  @Test
  void the_thing_is_only_asked_for_when_nothing_is_wrong() {
    var refusals = new Refusals();
    assertThat(Readings.read(refusals.orElse(() -> "thing"))).isEqualTo("thing");
    assertThat(refusals.isEmpty()).isTrue();

    refusals.add("a", "expected b");
    assertThat(refusals.isEmpty()).isFalse();
    assertThat(
            Readings.complaints(
                refusals.orElse(() -> {
                  throw new AssertionError("asked for");
                })))
        .containsExactly("a: expected b");
  }

  @Test
  void the_first_ones_are_kept() {
    var refusals = many(Refusals.MAX + 5);
    assertThat(Readings.complaints(refusals.orElse(() -> 0)))
        .hasSize(Refusals.MAX)
        .startsWith("field0: expected more")
        .endsWith("field19: expected more");
  }

  @Test
  void a_secret_in_the_table_is_told_however_much_else_is_wrong() {
    var refusals = many(Refusals.MAX + 5);
    refusals.add(SECRET);
    assertThat(Readings.refusals(refusals.orElse(() -> 0))).hasSize(Refusals.MAX).contains(SECRET);
  }

  @Test
  void what_came_of_it_does_not_change_any_more() {
    var refusals = many(1);
    var reading = refusals.orElse(() -> 0);
    refusals.add(SECRET);
    assertThat(Readings.refusals(reading)).hasSize(1);
  }

  @Test
  void a_refusal_is_short_and_can_be_shown() {
    var refusal = new Refusal(Refusal.Kind.MALFORMED, "p\n".repeat(200), "e\u001b".repeat(300));
    assertThat(refusal.path()).hasSize(Refusal.PATH_CHARACTERS_MAX).startsWith("p\ufffdp");
    assertThat(refusal.expected()).hasSize(Refusal.EXPECTED_CHARACTERS_MAX).startsWith("e\ufffde");
  }

  @Test
  void a_reading_goes_on_with_the_thing_alone() {
    Reading<Integer> read = new Reading.Read<>(1);
    assertThat(read.then(it -> new Reading.Read<>(it + 1))).isEqualTo(new Reading.Read<>(2));
    assertThat(Readings.complaints(read.then(_ -> Reading.refused("a", "expected b"))))
        .containsExactly("a: expected b");
    Reading<Integer> refused = Reading.refused("a", "expected b");
    assertThat(
            Readings.complaints(
                refused.then(_ -> {
                  throw new AssertionError("gone on");
                })))
        .containsExactly("a: expected b");
  }

  private static Refusals many(int count) {
    var refusals = new Refusals();
    IntStream.range(0, count).forEach(i -> refusals.add("field" + i, "expected more"));
    return refusals;
  }
}
