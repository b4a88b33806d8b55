package io.runtimeservice.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.record.HistoryEntry.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryEntryTest {

  private static final Operation CREATE =
      new Operation(
          "create machine m0",
          "SlotMissing",
          "done",
          Duration.ofMillis(812),
          Optional.of("01J-iad"));

  @Test
  void an_entry_says_what_was_done_why_and_what_came_of_it() {
    assertThat(entry("manager", List.of(CREATE)).toTree())
        .isEqualTo(
            Trees.tree(
                """
                {'seq': 41, 'at': '2026-11-24T09:00:00Z', 'generation': 3, 'epoch': 4,
                 'trigger': 'manager',
                 'operations': [{'operation': 'create machine m0', 'reason': 'SlotMissing',
                   'outcome': 'done', 'milliseconds': 812, 'flyRequestId': '01J-iad'}]}
                """));
  }

  @Test
  void an_entry_names_what_was_cut_short() {
    var former = new DesiredVersion(new Generation(2), "d2");
    var entry =
        new HistoryEntry(
            RecordSchema.KEY,
            41,
            RuntimeRecords.AT,
            new Generation(3),
            4,
            "mark",
            List.of(),
            Optional.of(former));
    assertThat(entry.toTree().tree("supersedes"))
        .isEqualTo(Trees.tree("{'generation': 2, 'digest': 'd2'}"));
  }

  @Test
  void the_last_operations_are_left_out_and_counted_where_there_is_no_room() {
    var operations = IntStream.range(0, 20).mapToObj(i -> CREATE).toList();
    var tree = entry("manager", operations).toTree();
    assertThat(bytes(tree)).isLessThanOrEqualTo(1024);
    assertThat(tree.items("operations")).hasSizeBetween(5, 10);
    assertThat(tree.whole("leftOut").orElseThrow())
        .isEqualTo(20L - tree.items("operations").size());
    int room = 1024 - bytes(tree);
    assertThat(room)
        .as("room for another")
        .isLessThan(bytes(tree) / tree.items("operations").size());
  }

  @Test
  void an_entry_may_be_as_long_as_the_limit_and_no_longer() {
    var untouched =
        IntStream.range(0, 600)
            .mapToObj(length -> entry("manager", padded(length)).toTree())
            .filter(tree -> tree.whole("leftOut").isEmpty())
            .mapToInt(HistoryEntryTest::bytes);
    assertThat(untouched.max()).hasValue(1024);
  }

  /** Operations whose texts have so many characters more than the shortest. */
  private static List<Operation> padded(int length) {
    return IntStream.range(0, 6)
        .mapToObj(i -> {
          int more = Math.clamp(length - i * 100L, 0, 100);
          return new Operation("x".repeat(more), "", "", Duration.ZERO, Optional.of("0123456789"));
        })
        .toList();
  }

  static Stream<String> hostile() {
    return Stream.of("\"", "\\", "\u0000", "\u001b", "é", "€", "😀", "\ud83d", "\u2028", "a");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void an_entry_fits_whatever_its_texts_are_made_of(String piece) {
    String text = piece.repeat(5000);
    var operation = new Operation(text, text, text, Duration.ofDays(9), Optional.of(text));
    for (int count = 0; count <= 20; count++) {
      var tree = entry(text, IntStream.range(0, count).mapToObj(i -> operation).toList()).toTree();
      assertThat(bytes(tree)).isLessThanOrEqualTo(1024);
      assertThat(tree.items("operations").size() + tree.whole("leftOut").orElse(0L))
          .isEqualTo(count);
    }
  }

  @Test
  void an_entry_fits_whatever_was_done() {
    for (long seed = 0; seed < 500; seed++) {
      var draws = new Draws(seed);
      var operations =
          draws.some(
              20,
              () ->
                  new Operation(
                      draws.text(300),
                      draws.text(100),
                      draws.text(300),
                      Duration.ofMillis(draws.upTo(1_000_000)),
                      draws.maybe(() -> draws.text(100))));
      var tree = entry(draws.text(200), operations).toTree();
      assertThat(bytes(tree)).as("seed %d", seed).isLessThanOrEqualTo(1024);
    }
  }

  @Test
  void entries_take_turns_in_twenty_places() {
    assertThat(IntStream.range(0, 45).mapToObj(seq -> at(seq).place()).distinct()).hasSize(20);
    assertThat(at(41).place()).isEqualTo(1);
    assertThat(at(Long.MAX_VALUE).place()).isBetween(0, 19);
  }

  private static HistoryEntry at(long seq) {
    return new HistoryEntry(
        RecordSchema.KEY, seq, RuntimeRecords.AT, new Generation(3), 4, "manager", List.of());
  }

  private static HistoryEntry entry(String trigger, List<Operation> operations) {
    return new HistoryEntry(
        RecordSchema.KEY, 41, RuntimeRecords.AT, new Generation(3), 4, trigger, operations);
  }

  private static int bytes(Value.Tree tree) {
    return Json.write(tree).getBytes(StandardCharsets.UTF_8).length;
  }
}
