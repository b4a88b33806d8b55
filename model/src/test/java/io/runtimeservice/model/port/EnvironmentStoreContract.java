package io.runtimeservice.model.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.EnvironmentStore.StatusWrite;
import io.runtimeservice.model.record.Records;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link EnvironmentStore} does when it loads records and writes a status. */
public interface EnvironmentStoreContract {

  EnvironmentKey KEY = EnvironmentKey.of("shop", "pr-1");
  AppId APP = KEY.app();
  Value.Tree STATUS = Values.tree().put("state", "Ready").put("rev", 1).build();

  /** More than the table takes in one item. */
  int TOO_MANY_BYTES = 410 * 1024;

  TableWorld table();

  private EnvironmentStore store() {
    return table().environments();
  }

  private static Value.Tree record(long generation) {
    return Values.tree()
        .put("environmentId", "pr-1")
        .put("generation", generation)
        .put("spec", Values.tree().put("image", "registry/shop:1").build())
        .build();
  }

  private static StatusWrite write(Value generation, Optional<Value> rev) {
    return new StatusWrite(KEY, Optional.of(generation), rev, Optional.of("https://a.dev"), STATUS);
  }

  private static StatusWrite firstWrite(long generation) {
    return write(Values.number(generation), Optional.empty());
  }

  @Test
  default void an_environment_that_nobody_made_has_no_records() {
    assertThat(Answers.of(store().load(KEY)))
        .isEqualTo(new Records(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  default void a_load_reads_all_three_records_of_the_environment_and_nobody_elses() {
    var app = Values.tree().put("appId", "shop").build();
    var runtime = Values.tree().put("leaseVersion", 3).build();
    table().putApp(APP, app);
    table().putEnvironment(KEY, record(7));
    table().putRuntime(KEY, runtime);
    table().putApp(new AppId("other"), Values.tree().put("appId", "other").build());
    table().putEnvironment(EnvironmentKey.of("shop", "pr-2"), record(9));

    assertThat(Answers.of(store().load(KEY)))
        .isEqualTo(new Records(Optional.of(app), Optional.of(record(7)), Optional.of(runtime)));
  }

  @Test
  default void every_kind_of_value_comes_back_as_it_was_put() {
    var record =
        Values.tree()
            .put("text", "né \n \"quoted\" 🚀")
            .put("emptyText", "")
            .put("whole", 12345678901234567L)
            .put("fraction", new Value.Num(new BigDecimal("-0.125")))
            .put("yes", true)
            .put("no", false)
            .put("nothing", new Value.Null())
            .put("list", new Value.Many(List.of(Values.text("a"), Values.number(1), STATUS)))
            .put("emptyList", new Value.Many(List.of()))
            .put("emptyTree", Value.Tree.EMPTY)
            .build();
    table().putEnvironment(KEY, record);
    assertThat(table().environment(KEY)).isEqualTo(record);
  }

  @Test
  default void a_status_is_written_beside_the_url_and_nothing_else_is_touched() {
    table().putEnvironment(KEY, record(7));
    assertThat(Answers.of(store().writeStatus(firstWrite(7)))).isEqualTo(Write.WRITTEN);
    assertThat(table().environment(KEY))
        .isEqualTo(record(7).with("url", Values.text("https://a.dev")).with("status", STATUS));
  }

  @Test
  default void a_status_without_a_url_removes_the_url() {
    table().putEnvironment(KEY, record(7).with("url", Values.text("https://old.dev")));
    var write =
        new StatusWrite(
            KEY, Optional.of(Values.number(7)), Optional.empty(), Optional.empty(), STATUS);
    assertThat(Answers.of(store().writeStatus(write))).isEqualTo(Write.WRITTEN);
    assertThat(table().environment(KEY)).isEqualTo(record(7).with("status", STATUS));
  }

  @Test
  default void a_status_for_a_record_that_is_gone_is_refused_and_makes_none() {
    table().putEnvironment(KEY, record(7));
    table().removeEnvironment(KEY);
    assertThat(Answers.of(store().writeStatus(firstWrite(7)))).isEqualTo(Write.REFUSED);
    var ofNothing =
        new StatusWrite(KEY, Optional.empty(), Optional.empty(), Optional.empty(), STATUS);
    assertThat(Answers.of(store().writeStatus(ofNothing))).isEqualTo(Write.REFUSED);
    assertThat(Answers.of(store().load(KEY)).environment()).isEmpty();
  }

  @Test
  default void a_status_for_another_generation_is_refused_and_changes_nothing() {
    table().putEnvironment(KEY, record(8));
    assertThat(Answers.of(store().writeStatus(firstWrite(7)))).isEqualTo(Write.REFUSED);
    assertThat(Answers.of(store().writeStatus(firstWrite(9)))).isEqualTo(Write.REFUSED);
    assertThat(table().environment(KEY)).isEqualTo(record(8));
  }

  @Test
  default void a_status_over_another_revision_is_refused_and_changes_nothing() {
    table().putEnvironment(KEY, record(7).with("status", STATUS));
    var second = Optional.<Value>of(Values.number(2));
    assertThat(Answers.of(store().writeStatus(firstWrite(7)))).isEqualTo(Write.REFUSED);
    assertThat(Answers.of(store().writeStatus(write(Values.number(7), second))))
        .isEqualTo(Write.REFUSED);
    assertThat(table().environment(KEY)).isEqualTo(record(7).with("status", STATUS));
    var first = Optional.<Value>of(Values.number(1));
    assertThat(Answers.of(store().writeStatus(write(Values.number(7), first))))
        .isEqualTo(Write.WRITTEN);
  }

  @Test
  default void a_revision_is_missed_if_the_status_that_was_loaded_is_gone() {
    table().putEnvironment(KEY, record(7));
    var first = Optional.<Value>of(Values.number(1));
    assertThat(Answers.of(store().writeStatus(write(Values.number(7), first))))
        .isEqualTo(Write.REFUSED);
  }

  @Test
  default void something_that_is_no_status_counts_as_none() {
    table().putEnvironment(KEY, record(7).with("status", Values.text("fine")));
    assertThat(Answers.of(store().writeStatus(firstWrite(7)))).isEqualTo(Write.WRITTEN);
    assertThat(table().environment(KEY).tree("status")).isEqualTo(STATUS);
  }

  @Test
  default void a_record_without_a_generation_is_answered_while_it_still_has_none() {
    var bare = Values.tree().put("environmentId", "pr-1").build();
    var write = new StatusWrite(KEY, Optional.empty(), Optional.empty(), Optional.empty(), STATUS);
    table().putEnvironment(KEY, bare);
    assertThat(Answers.of(store().writeStatus(write))).isEqualTo(Write.WRITTEN);
    table().putEnvironment(KEY, record(1));
    assertThat(Answers.of(store().writeStatus(write))).isEqualTo(Write.REFUSED);
  }

  @Test
  default void a_generation_is_compared_with_its_kind() {
    var record = record(1).with("generation", Values.text("1"));
    table().putEnvironment(KEY, record);
    assertThat(Answers.of(store().writeStatus(firstWrite(1)))).isEqualTo(Write.REFUSED);
    assertThat(Answers.of(store().writeStatus(write(Values.text("2"), Optional.empty()))))
        .isEqualTo(Write.REFUSED);
    assertThat(Answers.of(store().writeStatus(write(Values.text("1"), Optional.empty()))))
        .isEqualTo(Write.WRITTEN);
  }

  @Test
  default void numbers_are_equal_however_they_are_spelled() {
    table().putEnvironment(KEY, record(10));
    var spelled = new Value.Num(new BigDecimal("1.00E+1"));
    assertThat(Answers.of(store().writeStatus(write(spelled, Optional.empty()))))
        .isEqualTo(Write.WRITTEN);
  }

  @Test
  default void a_generation_that_is_no_plain_value_is_compared_by_its_kind_alone() {
    var list = new Value.Many(List.of(Values.number(1)));
    table().putEnvironment(KEY, record(1).with("generation", list));
    assertThat(Answers.of(store().writeStatus(write(Value.Tree.EMPTY, Optional.empty()))))
        .isEqualTo(Write.REFUSED);
    assertThat(Answers.of(store().writeStatus(write(list, Optional.empty()))))
        .isEqualTo(Write.WRITTEN);
    table().putEnvironment(KEY, record(1));
    assertThat(Answers.of(store().writeStatus(write(list, Optional.empty()))))
        .isEqualTo(Write.REFUSED);
  }

  @Test
  default void a_status_for_which_there_is_no_room_is_not_written() {
    table().putEnvironment(KEY, record(7));
    var status = Values.tree().put("nextAction", "x".repeat(TOO_MANY_BYTES)).build();
    var write =
        new StatusWrite(
            KEY, Optional.of(Values.number(7)), Optional.empty(), Optional.empty(), status);
    assertThat(Answers.of(store().writeStatus(write))).isEqualTo(Write.TOO_LARGE);
    assertThat(table().environment(KEY)).isEqualTo(record(7));
  }

  @Test
  default void the_room_that_the_manager_uses_is_not_ours() {
    var crowded = record(7).with("x-notes", Values.text("x".repeat(TOO_MANY_BYTES / 2)));
    table().putEnvironment(KEY, crowded);
    var status = Values.tree().put("nextAction", "x".repeat(TOO_MANY_BYTES / 2)).build();
    var write =
        new StatusWrite(
            KEY, Optional.of(Values.number(7)), Optional.empty(), Optional.empty(), status);
    assertThat(Answers.of(store().writeStatus(write))).isEqualTo(Write.TOO_LARGE);
    assertThat(table().environment(KEY)).isEqualTo(crowded);
    table().putEnvironment(KEY, record(7));
    assertThat(Answers.of(store().writeStatus(write))).isEqualTo(Write.WRITTEN);
  }

  @Test
  default void a_url_is_written_alone_whatever_the_generation() {
    var record = record(7).with("status", STATUS);
    table().putEnvironment(KEY, record);
    assertThat(Answers.of(store().writeUrl(KEY, "https://b.dev"))).isEqualTo(Write.WRITTEN);
    assertThat(table().environment(KEY))
        .isEqualTo(record.with("url", Values.text("https://b.dev")));
  }

  @Test
  default void a_url_of_a_record_that_is_gone_is_refused_and_makes_none() {
    assertThat(Answers.of(store().writeUrl(KEY, "https://b.dev"))).isEqualTo(Write.REFUSED);
    assertThat(Answers.of(store().load(KEY)).environment()).isEmpty();
  }
}
