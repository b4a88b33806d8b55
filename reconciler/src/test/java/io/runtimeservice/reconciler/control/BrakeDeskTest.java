package io.runtimeservice.reconciler.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.control.Brake;
import io.runtimeservice.model.control.Switches;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.control.Destruction.Kind;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.status.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrakeDeskTest {

  private final ControlWorld world = new ControlWorld();
  private final BrakeDesk desk = new BrakeDesk(world.braking());

  private Optional<Trouble> count(Kind kind) {
    return Answers.of(desk.count(kind));
  }

  private Optional<Reason> reason(Kind kind) {
    return count(kind).map(Trouble::reason);
  }

  @Test
  void what_is_granted_stands_in_the_table_before_it_is_said() {
    assertThat(count(Kind.ASKED)).isEmpty();
    assertThat(world.counted()).isEqualTo(1);
    assertThat(count(Kind.WEIGHTY)).isEmpty();
    assertThat(world.counted()).isEqualTo(2);
  }

  @Test
  void all_replicas_share_one_count() {
    var other = new BrakeDesk(world.braking());
    count(Kind.ASKED);
    Answers.of(other.count(Kind.ASKED));
    assertThat(world.counted()).isEqualTo(2);
    assertThat(reason(Kind.ASKED)).contains(Reason.DELETION_PACED);
  }

  @Test
  void one_of_whom_somebody_else_wrote_in_between_counts_again() {
    var other = new BrakeDesk(world.braking());
    world.inBetween =
        () -> {
          world.inBetween = () -> {};
          assertThat(Answers.of(other.count(Kind.ASKED))).isEmpty();
        };
    assertThat(count(Kind.ASKED)).isEmpty();
    assertThat(world.counted()).isEqualTo(2);
  }

  @Test
  void who_finds_the_record_changed_again_and_again_comes_back_later() {
    world.inBetween = () -> world.set(Switches.OFF);
    var trouble = count(Kind.WEIGHTY).orElseThrow();
    assertThat(trouble.reason()).isEqualTo(Reason.DELETION_PACED);
    assertThat(trouble.retryAfter()).contains(BrakeDesk.BUSY_RETRY);
    assertThat(world.control().rev()).isEqualTo(BrakeDesk.ATTEMPTS_MAX);
    assertThat(world.counted()).isZero();
  }

  @Test
  void what_is_paced_says_when_to_come_again_and_counts_nothing() {
    count(Kind.ASKED);
    count(Kind.ASKED);
    var trouble = count(Kind.ASKED).orElseThrow();
    assertThat(trouble.reason()).isEqualTo(Reason.DELETION_PACED);
    assertThat(trouble.retryAfter()).contains(Duration.ofMinutes(11));
    assertThat(world.counted()).isEqualTo(2);
  }

  @Test
  void what_a_clock_that_was_a_day_ahead_has_counted_holds_nobody_for_a_day() {
    var tomorrow = new Brake.Minute(ManualTime.START.plus(Duration.ofDays(1)), 2);
    world.write(new Brake(Optional.empty(), List.of(tomorrow), 0));
    assertThat(reason(Kind.ASKED)).contains(Reason.DELETION_PACED);
    assertThat(world.control().brake().minutes())
        .containsExactly(new Brake.Minute(ManualTime.START, 2));
    long rev = world.control().rev();
    world.time.advance(Duration.ofMinutes(5));
    assertThat(reason(Kind.ASKED)).contains(Reason.DELETION_PACED);
    assertThat(world.control().rev()).as("it is put right once").isEqualTo(rev);
    world.time.advance(Duration.ofMinutes(6));
    assertThat(count(Kind.ASKED)).isEmpty();
  }

  @Test
  void that_it_has_tripped_stands_in_the_table_for_all() {
    count(Kind.ASKED);
    count(Kind.ASKED);
    assertThat(reason(Kind.WEIGHTY)).contains(Reason.BRAKE_TRIPPED);
    assertThat(world.control().brake().trip()).isPresent();
    long rev = world.control().rev();
    var other = new BrakeDesk(world.braking());
    assertThat(Answers.of(other.count(Kind.ASKED)).map(Trouble::reason))
        .contains(Reason.BRAKE_TRIPPED);
    assertThat(world.control().rev()).as("it is written once").isEqualTo(rev);
  }

  @Test
  void how_much_there_is_is_what_the_last_sweep_found() {
    world.owned(100);
    for (int i = 0; i < 5; i++) {
      assertThat(count(Kind.WEIGHTY)).isEmpty();
    }
    assertThat(reason(Kind.WEIGHTY)).contains(Reason.BRAKE_TRIPPED);
  }

  @Test
  void nothing_is_granted_while_the_record_cannot_be_read_or_understood() {
    world.down = true;
    assertThat(reason(Kind.ASKED)).isPresent();
    world.down = false;
    world.table.putControl(Wanted.tree("{\"brakeMinutes\": 7, \"pauseAll\": \"no\"}"));
    assertThat(reason(Kind.ASKED)).isPresent();
    world.table.putControl(Wanted.tree("{}"));
    world.table.putSweep(Wanted.tree("{\"version\": \"seven\"}"));
    assertThat(reason(Kind.ASKED)).isPresent();
    world.table.putSweep(Wanted.tree("{}"));
    assertThat(reason(Kind.ASKED)).as("one that failed keeps no other from it").isEmpty();
    assertThat(world.counted()).isEqualTo(1);
  }

  @Test
  void a_count_whose_answer_was_lost_grants_nothing() {
    world.writesAreLost = true;
    assertThat(count(Kind.ASKED)).isPresent();
    assertThat(world.counted()).as("too high rather than too low").isEqualTo(1);
  }

  @Test
  void a_released_brake_lets_what_waited_go() {
    world.write(Brake.RELEASED.tripped(new Brake.Trip(ManualTime.START, "too much")));
    assertThat(reason(Kind.ASKED)).contains(Reason.BRAKE_TRIPPED);
    world.write(world.control().brake().released(3));
    assertThat(reason(Kind.WEIGHTY)).isEmpty();
    assertThat(world.control().brake().allowance()).isEqualTo(2);
  }
}
