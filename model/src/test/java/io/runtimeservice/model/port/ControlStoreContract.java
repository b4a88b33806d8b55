package io.runtimeservice.model.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.control.Brake;
import io.runtimeservice.model.control.Control;
import io.runtimeservice.model.control.ControlCodec;
import io.runtimeservice.model.control.Controls;
import io.runtimeservice.model.control.Switches;
import io.runtimeservice.model.control.Switches.Switch;
import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.id.EnvironmentKey;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every {@link ControlStore} does. */
public interface ControlStoreContract {

  /** What an operator wrote first. */
  Control FIRST = Control.NONE.with(Switches.OFF.with(Switch.PAUSE_ALL, true), Controls.CHANGE);

  /** More than the table takes in one item. */
  int TOO_MANY_BYTES = 410 * 1024;

  TableWorld table();

  private Control read() {
    return Answers.of(table().control().read());
  }

  private Write replace(long readRev, Control next) {
    return Answers.of(table().control().replace(readRev, next));
  }

  private static Control counting(Control read) {
    return read.with(
        new Brake(
            Optional.empty(),
            List.of(new Brake.Minute(Controls.AT, 1)),
            Brake.RELEASED.allowance()));
  }

  @Test
  default void where_there_is_no_record_nothing_is_switched() {
    assertThat(read()).isEqualTo(Control.NONE);
  }

  @Test
  default void the_first_record_is_made_if_there_is_none() {
    assertThat(replace(0, FIRST)).isEqualTo(Write.WRITTEN);
    assertThat(read()).isEqualTo(FIRST);
    assertThat(table().controlRecord()).isEqualTo(ControlCodec.write(FIRST));
  }

  @Test
  default void a_first_record_is_refused_where_there_is_one() {
    replace(0, FIRST);
    assertThat(replace(0, counting(Control.NONE))).isEqualTo(Write.REFUSED);
    assertThat(read()).isEqualTo(FIRST);
  }

  @Test
  default void a_record_is_read_back_as_it_was_written() {
    assertThat(replace(0, Controls.FULL)).isEqualTo(Write.WRITTEN);
    assertThat(read()).isEqualTo(Controls.FULL);
  }

  /** By their texts they stand in another order than by their ids. */
  @Test
  default void environments_are_paused_whatever_the_order_of_their_texts() {
    var paused = List.of(EnvironmentKey.of("a", "x"), EnvironmentKey.of("a-b", "x"));
    var all = new Switches(false, false, false, new TreeSet<>(paused));
    replace(0, Control.NONE.with(all, Controls.CHANGE));
    assertThat(read().switches().paused()).containsExactlyElementsOf(paused);
  }

  @Test
  default void whoever_read_the_last_rev_may_write_the_next() {
    replace(0, FIRST);
    assertThat(replace(1, counting(FIRST))).isEqualTo(Write.WRITTEN);
    assertThat(read()).isEqualTo(counting(FIRST));
  }

  @Test
  default void a_write_over_another_rev_is_refused_and_changes_nothing() {
    replace(0, FIRST);
    replace(1, counting(FIRST));
    var late = FIRST.with(Switches.OFF, Controls.CHANGE);
    assertThat(replace(1, late)).isEqualTo(Write.REFUSED);
    assertThat(read()).isEqualTo(counting(FIRST));
  }

  @Test
  default void a_write_over_a_record_that_is_gone_is_refused_and_makes_none() {
    assertThat(replace(1, counting(FIRST))).isEqualTo(Write.REFUSED);
    assertThat(table().controlRecord()).isEqualTo(Value.Tree.EMPTY);
  }

  /** Both write that one was taken away; had both been told so, two would have counted as one. */
  @Test
  default void of_two_who_count_the_same_at_once_one_has_to_count_again() {
    replace(0, FIRST);
    assertThat(replace(1, counting(FIRST))).isEqualTo(Write.WRITTEN);
    assertThat(replace(1, counting(FIRST))).isEqualTo(Write.REFUSED);
  }

  @Test
  default void what_a_hand_wrote_without_a_rev_is_read_and_written_over() {
    table().putControl(Trees.tree("{'observeOnly': true}"));
    var read = read();
    assertThat(read.rev()).isZero();
    assertThat(read.switches()).isEqualTo(Switches.OFF.with(Switch.OBSERVE_ONLY, true));
    assertThat(replace(0, counting(read))).isEqualTo(Write.WRITTEN);
    assertThat(read()).isEqualTo(counting(read));
  }

  @Test
  default void what_a_hand_wrote_with_a_rev_of_0_is_written_over() {
    table().putControl(Trees.tree("{'observeOnly': true, 'rev': 0}"));
    assertThat(replace(1, counting(FIRST))).isEqualTo(Write.REFUSED);
    assertThat(replace(0, FIRST)).isEqualTo(Write.WRITTEN);
    assertThat(read()).isEqualTo(FIRST);
  }

  @Test
  default void what_the_next_record_does_not_say_is_removed() {
    replace(0, Controls.FULL);
    var next = new Control(Switches.OFF, Brake.RELEASED, Optional.empty(), 4);
    assertThat(replace(3, next)).isEqualTo(Write.WRITTEN);
    assertThat(table().controlRecord()).isEqualTo(ControlCodec.write(next));
  }

  @Test
  default void attributes_of_another_version_of_the_service_survive() {
    var theirs = Values.tree().put("since", "v2").build();
    table().putControl(ControlCodec.write(FIRST).with("fromTheFuture", theirs));
    assertThat(replace(1, counting(FIRST))).isEqualTo(Write.WRITTEN);
    assertThat(table().controlRecord())
        .isEqualTo(ControlCodec.write(counting(FIRST)).with("fromTheFuture", theirs));
  }

  @Test
  default void a_record_that_is_not_understood_is_unreliable_and_names_the_fields() {
    table().putControl(Trees.tree("{'pauseAll': 'yes', 'paused': ['shop'], 'rev': 1}"));
    var failure = Answers.failure(table().control().read());
    assertThat(failure).isInstanceOf(Failure.Unreliable.class);
    assertThat(failure.evidence().by()).isEqualTo(Dependency.TABLE);
    assertThat(failure.evidence().text())
        .isEqualTo(
            "control.paused[0]: expected <appId>/<environmentId>;"
                + " control.pauseAll: expected true or false; found a string");
  }

  @Test
  default void a_record_for_which_there_is_no_room_is_not_written() {
    replace(0, FIRST);
    var trip = new Brake.Trip(Controls.AT, "x".repeat(TOO_MANY_BYTES));
    assertThat(replace(1, FIRST.with(Brake.RELEASED.tripped(trip)))).isEqualTo(Write.TOO_LARGE);
    assertThat(read()).isEqualTo(FIRST);
  }
}
