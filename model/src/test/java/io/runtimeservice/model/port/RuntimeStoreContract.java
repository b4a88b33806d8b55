package io.runtimeservice.model.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Chronicle;
import io.runtimeservice.model.record.DesiredVersion;
import io.runtimeservice.model.record.GenerationEntry;
import io.runtimeservice.model.record.HistoryEntry;
import io.runtimeservice.model.record.Intent;
import io.runtimeservice.model.record.LeaseMark;
import io.runtimeservice.model.record.Progress;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.spec.EnvironmentType;
import io.runtimeservice.model.spec.ImageReference;
import io.runtimeservice.model.spec.SecretSpec;
import io.runtimeservice.model.spec.Variables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link RuntimeStore} does. */
public interface RuntimeStoreContract {

  EnvironmentKey KEY = EnvironmentKey.of("shop", "pr-1");
  Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
  RuntimeRecord HELD = RuntimeRecord.none(KEY).withLease(LeaseMark.NEVER_HELD.granted("a"));

  /** More than the table takes in one item. */
  int TOO_MANY_BYTES = 410 * 1024;

  /** A page of a query ends at 1 MB, as DynamoDB's documentation says. */
  int THIRD_OF_A_PAGE_BYTES = 350 * 1024;

  int RECORDS_FOR_TWO_PAGES = 4;

  TableWorld table();

  private Write replace(LeaseMark read, RuntimeRecord next) {
    return Answers.of(table().runtimes().replace(read, next));
  }

  private Optional<Value.Tree> stored() {
    return Answers.of(table().environments().load(KEY)).runtime();
  }

  private static RuntimeRecord next(RuntimeRecord record) {
    return record.withLease(record.lease().renewed());
  }

  /** A record that says something in every field. */
  private static RuntimeRecord full() {
    var applied =
        Applied.NOTHING
            .withApp(true)
            .withAddress(AddressType.V6, "2a09::1")
            .withMachine(new Slot(0), new Applied.InSlot(new MachineId("148e"), "01J"));
    var naming = HELD.naming().reserve(new FlyAppName("shop-pr-1-x"), "default", NOW);
    return HELD.withNaming(naming)
        .withProgress(Progress.of(new DesiredVersion(new Generation(3), "d1"), NOW))
        .withApplied(applied)
        .withIntents(new TreeSet<>(List.of(new Intent(Intent.Kind.MACHINE, "m0"))))
        .withAgenda(HELD.agenda().withWholeLookDueAt(NOW))
        .withNextHistory();
  }

  @Test
  default void the_first_record_is_made_if_there_is_none() {
    assertThat(replace(LeaseMark.NEVER_HELD, HELD)).isEqualTo(Write.WRITTEN);
    assertThat(stored()).contains(RuntimeRecordCodec.write(HELD));
  }

  @Test
  default void a_first_record_is_refused_where_there_is_one() {
    replace(LeaseMark.NEVER_HELD, HELD);
    var other = RuntimeRecord.none(KEY).withLease(LeaseMark.NEVER_HELD.granted("b"));
    assertThat(replace(LeaseMark.NEVER_HELD, other)).isEqualTo(Write.REFUSED);
    assertThat(stored()).contains(RuntimeRecordCodec.write(HELD));
  }

  @Test
  default void a_record_is_read_back_as_it_was_written() {
    replace(LeaseMark.NEVER_HELD, full());
    assertThat(RuntimeRecordCodec.read(stored().orElseThrow(), KEY))
        .isEqualTo(new Reading.Read<>(full()));
  }

  @Test
  default void whoever_read_the_last_version_may_write_the_next() {
    replace(LeaseMark.NEVER_HELD, HELD);
    assertThat(replace(HELD.lease(), next(HELD))).isEqualTo(Write.WRITTEN);
    assertThat(stored()).contains(RuntimeRecordCodec.write(next(HELD)));
  }

  @Test
  default void a_write_over_another_version_is_refused_and_changes_nothing() {
    replace(LeaseMark.NEVER_HELD, HELD);
    replace(HELD.lease(), next(HELD));
    var late = HELD.withLease(HELD.lease().granted("b"));
    assertThat(replace(HELD.lease(), late)).isEqualTo(Write.REFUSED);
    assertThat(stored()).contains(RuntimeRecordCodec.write(next(HELD)));
  }

  @Test
  default void a_write_over_another_epoch_is_refused_and_changes_nothing() {
    replace(LeaseMark.NEVER_HELD, HELD);
    var sameVersion = new LeaseMark(Optional.of("a"), HELD.lease().version(), 9);
    var late = HELD.withLease(sameVersion.renewed());
    assertThat(replace(sameVersion, late)).isEqualTo(Write.REFUSED);
    assertThat(stored()).contains(RuntimeRecordCodec.write(HELD));
  }

  @Test
  default void a_write_over_a_record_that_is_gone_is_refused_and_makes_none() {
    assertThat(replace(HELD.lease(), next(HELD))).isEqualTo(Write.REFUSED);
    assertThat(stored()).isEmpty();
  }

  @Test
  default void a_write_that_arrives_twice_is_found_to_be_written() {
    replace(LeaseMark.NEVER_HELD, HELD);
    assertThat(replace(LeaseMark.NEVER_HELD, HELD)).isEqualTo(Write.WRITTEN);
    assertThat(replace(HELD.lease(), next(HELD))).isEqualTo(Write.WRITTEN);
    assertThat(replace(HELD.lease(), next(HELD))).isEqualTo(Write.WRITTEN);
    var released = next(HELD).withLease(next(HELD).lease().released());
    assertThat(replace(next(HELD).lease(), released)).isEqualTo(Write.WRITTEN);
    assertThat(replace(next(HELD).lease(), released)).isEqualTo(Write.WRITTEN);
    assertThat(stored()).contains(RuntimeRecordCodec.write(released));
  }

  @Test
  default void what_the_next_record_does_not_say_is_removed() {
    replace(LeaseMark.NEVER_HELD, full());
    var released = HELD.withLease(HELD.lease().released());
    assertThat(replace(HELD.lease(), released)).isEqualTo(Write.WRITTEN);
    assertThat(stored()).contains(RuntimeRecordCodec.write(released));
  }

  @Test
  default void attributes_of_another_version_of_the_service_survive() {
    var theirs = Values.tree().put("since", "v2").build();
    table().putRuntime(KEY, RuntimeRecordCodec.write(full()).with("fromTheFuture", theirs));
    assertThat(replace(HELD.lease(), next(HELD))).isEqualTo(Write.WRITTEN);
    assertThat(stored())
        .contains(RuntimeRecordCodec.write(next(HELD)).with("fromTheFuture", theirs));
  }

  @Test
  default void the_managers_records_are_not_touched() {
    var record = Values.tree().put("environmentId", "pr-1").build();
    table().putEnvironment(KEY, record);
    replace(LeaseMark.NEVER_HELD, HELD);
    assertThat(table().environment(KEY)).isEqualTo(record);
  }

  @Test
  default void a_record_for_which_there_is_no_room_is_not_written() {
    replace(LeaseMark.NEVER_HELD, HELD);
    var large =
        next(HELD)
            .withApplied(
                Applied.NOTHING.withAddresses(Map.of(AddressType.V4, "1".repeat(TOO_MANY_BYTES))));
    assertThat(replace(HELD.lease(), large)).isEqualTo(Write.TOO_LARGE);
    assertThat(stored()).contains(RuntimeRecordCodec.write(HELD));
  }

  private static HistoryEntry entry(EnvironmentKey key, long seq) {
    var operation =
        new HistoryEntry.Operation(
            "create machine m0", "SLOT_EMPTY", "done", Duration.ofMillis(412), Optional.of("01J"));
    return new HistoryEntry(key, seq, NOW, new Generation(3), 5, "mark", List.of(operation));
  }

  private Write append(EnvironmentKey key, long seq) {
    return Answers.of(table().runtimes().append(entry(key, seq)));
  }

  @Test
  default void an_environment_of_which_nothing_was_done_has_no_history() {
    assertThat(Answers.of(table().runtimes().history(KEY))).isEmpty();
  }

  @Test
  default void history_is_read_newest_first_as_it_was_written() {
    for (long seq : List.of(2L, 9L, 10L)) {
      assertThat(append(KEY, seq)).isEqualTo(Write.WRITTEN);
    }
    assertThat(Answers.of(table().runtimes().history(KEY)))
        .containsExactly(entry(KEY, 10).toTree(), entry(KEY, 9).toTree(), entry(KEY, 2).toTree());
  }

  @Test
  default void a_new_entry_takes_the_place_of_the_oldest() {
    long last = HistoryEntry.KEPT + 2L;
    LongStream.rangeClosed(0, last).forEach(seq -> append(KEY, seq));
    assertThat(Answers.of(table().runtimes().history(KEY)))
        .extracting(tree -> tree.whole("seq").orElseThrow())
        .containsExactlyElementsOf(
            LongStream.rangeClosed(3, last).map(seq -> last + 3 - seq).boxed().toList());
  }

  @Test
  default void each_environment_has_its_own_history() {
    append(KEY, 0);
    append(EnvironmentKey.of("shop", "pr-10"), 1);
    append(EnvironmentKey.of("shop", "pr"), 2);
    append(EnvironmentKey.of("zoo", "pr-1"), 3);
    assertThat(Answers.of(table().runtimes().history(KEY))).containsExactly(entry(KEY, 0).toTree());
  }

  private static GenerationEntry reached(EnvironmentKey key, long seq) {
    var version = new DesiredVersion(new Generation(seq + 1), "d" + seq);
    var secret = new SecretSpec(new SecretReference("shop/db", "v" + seq), "url");
    return new GenerationEntry(
        key,
        EnvironmentType.PREVIEW,
        new Chronicle.Reached(version, seq),
        NOW,
        Optional.of("v1"),
        ImageReference.parse("registry.fly.io/shop@sha256:" + "1".repeat(64)).orElseThrow(),
        Optional.of("c0ffee"),
        new Variables(Map.of("A", "", "B", "2"), Map.of("DATABASE_URL", secret)));
  }

  private Write reach(EnvironmentKey key, long seq) {
    return Answers.of(table().runtimes().reach(reached(key, seq)));
  }

  private List<Value.Tree> generations(EnvironmentKey key) {
    return Answers.of(table().runtimes().generations(key));
  }

  @Test
  default void what_was_reached_is_read_newest_first_as_it_was_written() {
    assertThat(generations(KEY)).isEmpty();
    for (long seq : List.of(2L, 9L, 10L)) {
      assertThat(reach(KEY, seq)).isEqualTo(Write.WRITTEN);
    }
    assertThat(generations(KEY).stream().map(Values::canonical))
        .containsExactly(
            Values.canonical(reached(KEY, 10).toTree()),
            Values.canonical(reached(KEY, 9).toTree()),
            Values.canonical(reached(KEY, 2).toTree()));
  }

  @Test
  default void what_was_reached_takes_the_place_of_the_oldest() {
    long last = GenerationEntry.KEPT + 2L;
    LongStream.rangeClosed(0, last).forEach(seq -> reach(KEY, seq));
    assertThat(generations(KEY))
        .extracting(tree -> tree.whole("seq").orElseThrow())
        .startsWith(last, last - 1)
        .endsWith(3L)
        .hasSize(GenerationEntry.KEPT);
  }

  @Test
  default void what_was_reached_is_each_environments_own_and_not_what_was_done() {
    reach(KEY, 1);
    reach(EnvironmentKey.of("shop", "pr-10"), 2);
    append(KEY, 3);
    assertThat(generations(KEY)).hasSize(1);
    assertThat(Answers.of(table().runtimes().history(KEY))).hasSize(1);
  }

  @Test
  default void history_is_none_of_the_records_that_a_pass_loads() {
    append(KEY, 0);
    reach(KEY, 0);
    var records = Answers.of(table().environments().load(KEY));
    assertThat(records.environment()).isEmpty();
    assertThat(records.runtime()).isEmpty();
  }

  private void reserve(EnvironmentKey key, Instant at, String address) {
    var record = RuntimeRecord.none(key).withLease(LeaseMark.NEVER_HELD.granted("a"));
    var naming = record.naming().reserve(new FlyAppName(key.environment() + "-x"), "default", at);
    var applied = Applied.NOTHING.withAddresses(Map.of(AddressType.V4, address));
    assertThat(replace(LeaseMark.NEVER_HELD, record.withNaming(naming).withApplied(applied)))
        .isEqualTo(Write.WRITTEN);
  }

  @Test
  default void the_reservations_of_an_app_are_those_of_all_its_environments_that_have_a_name() {
    replace(LeaseMark.NEVER_HELD, HELD);
    reserve(EnvironmentKey.of("shop", "pr-2"), NOW, "1");
    reserve(EnvironmentKey.of("shop", "production"), NOW.plusSeconds(1), "1");
    reserve(EnvironmentKey.of("shop-2", "pr-1"), NOW, "1");
    append(EnvironmentKey.of("shop", "pr-2"), 1);
    assertThat(Answers.of(table().runtimes().reservations(new AppId("shop"))))
        .isEqualTo(
            Map.of(
                EnvironmentKey.of("shop", "pr-2"),
                NOW,
                EnvironmentKey.of("shop", "production"),
                NOW.plusSeconds(1)));
    assertThat(Answers.of(table().runtimes().reservations(new AppId("zoo")))).isEmpty();
  }

  @Test
  default void reservations_are_read_to_the_last_page() {
    for (int i = 0; i < RECORDS_FOR_TWO_PAGES; i++) {
      reserve(EnvironmentKey.of("shop", "pr-" + i), NOW, "1".repeat(THIRD_OF_A_PAGE_BYTES));
    }
    assertThat(Answers.of(table().runtimes().reservations(new AppId("shop"))))
        .hasSize(RECORDS_FOR_TWO_PAGES);
  }
}
