package io.runtimeservice.reconciler.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.Machine.Exit;
import io.runtimeservice.model.fly.MachineState;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.fixture.Altered;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.plan.Observed;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SlotStoryTest {

  private static final String IMAGE = "registry.fly.io/checkout@sha256:" + "a".repeat(64);
  private static final Desired AWAKE = desired("running", "off");
  private static final Desired SLEEPER = desired("running", "suspend");
  private static final Desired STOPPED = desired("stopped", "off");

  private static Desired desired(String wish, String sleep) {
    return Wanted.desired(
        "preview", wish, 1, "{\"image\": \"%s\", \"sleep\": \"%s\"}".formatted(IMAGE, sleep));
  }

  private static SlotStory of(Desired desired, Observed observed) {
    var stories = SlotStory.of(desired, observed, Given.NOW);
    assertThat(stories).hasSize(1);
    return stories.getFirst();
  }

  private static SlotStory in(Desired desired, MachineState state) {
    return of(
        desired, Altered.machines(Given.converged(desired), machine -> machine.withState(state)));
  }

  private static Optional<Reason> reason(SlotStory story) {
    return story.trouble().map(Trouble::reason);
  }

  private static Desired wish(String wish) {
    return switch (wish) {
      case "awake" -> AWAKE;
      case "sleeper" -> SLEEPER;
      default -> STOPPED;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "awake,   STARTED,       -",
    "awake,   CREATED,       PULLING_IMAGE",
    "awake,   CREATING,      CREATING_MACHINE",
    "awake,   STARTING,      BOOTING",
    "awake,   RESTARTING,    BOOTING",
    "awake,   STOPPING,      STOPPING",
    "awake,   SUSPENDING,    STOPPING",
    "awake,   STOPPED,       BOOTING",
    "awake,   SUSPENDED,     BOOTING",
    "awake,   UPDATING,      REPLACING_MACHINE",
    "awake,   REPLACING,     REPLACING_MACHINE",
    "awake,   DESTROYING,    REPLACING_MACHINE",
    "awake,   DESTROYED,     REPLACING_MACHINE",
    "awake,   LAUNCH_FAILED, REPLACING_MACHINE",
    "awake,   FAILED,        CRASH_LOOP",
    "awake,   REPLACED,      LIST_UNRELIABLE",
    "awake,   MIGRATED,      LIST_UNRELIABLE",
    "awake,   UNKNOWN,       LIST_UNRELIABLE",
    "sleeper, STARTED,       -",
    "sleeper, STOPPED,       -",
    "sleeper, SUSPENDED,     -",
    "sleeper, SUSPENDING,    STOPPING",
    "stopped, STOPPED,       -",
    "stopped, SUSPENDED,     -",
    "stopped, STARTED,       STOPPING",
    "stopped, STOPPING,      STOPPING",
    "stopped, CREATED,       CREATING_MACHINE",
  })
  void a_machine_is_as_wished_or_there_is_a_reason(String wish, MachineState state, String why) {
    assertThat(reason(in(wish(wish), state)).map(Enum::name).orElse("-")).isEqualTo(why);
  }

  @ParameterizedTest
  @EnumSource(MachineState.class)
  void what_is_wrong_names_the_machine_and_what_fly_calls_its_state(MachineState state) {
    in(AWAKE, state)
        .trouble()
        .ifPresent(trouble ->
            assertThat(trouble.message())
                .contains("m0", Given.machineId(0).value(), state.toString()));
  }

  @ParameterizedTest
  @CsvSource({
    "1,   false, CRASH_LOOP",
    "137, true,  OOM_KILLED",
    "0,   false, EXITED_CLEANLY",
  })
  void a_process_that_ended_by_itself_is_told_by_how_it_ended(
      int code, boolean outOfMemory, Reason why) {
    for (var state : new MachineState[] {MachineState.STOPPED, MachineState.FAILED}) {
      for (Desired desired : new Desired[] {AWAKE, SLEEPER}) {
        var story = ended(desired, state, new Exit(code, outOfMemory, false, Given.NOW));
        assertThat(reason(story)).contains(why);
        assertThat(story.trouble().orElseThrow().message()).contains("exit code " + code);
      }
    }
  }

  @Test
  void a_machine_that_starts_again_says_how_its_process_has_ended_before() {
    var story = ended(AWAKE, MachineState.STARTING, new Exit(3, false, false, Given.NOW));

    assertThat(reason(story)).contains(Reason.BOOTING);
    assertThat(story.trouble().orElseThrow().message())
        .endsWith("is starting. Its process has ended with exit code 3 before.");
    assertThat(in(AWAKE, MachineState.STARTING).trouble().orElseThrow().message())
        .endsWith("is starting.");
  }

  @Test
  void a_machine_in_a_region_that_is_not_wanted_is_not_as_wished() {
    Desired elsewhere =
        Wanted.desired(
            "preview",
            "running",
            1,
            "{\"image\": \"%s\", \"regions\": [\"fra\"]}".formatted(IMAGE));

    var story = of(elsewhere, Given.converged(SLEEPER));

    assertThat(story.fits()).isFalse();
    assertThat(reason(story)).contains(Reason.REPLACING_MACHINE);
    assertThat(story.trouble().orElseThrow().message()).contains("REGION_NOT_WANTED", "iad");
  }

  @Test
  void a_process_that_was_asked_to_end_has_not_failed() {
    var requested = new Exit(143, false, true, Given.NOW);
    assertThat(reason(ended(SLEEPER, MachineState.STOPPED, requested))).isEmpty();
    assertThat(reason(ended(AWAKE, MachineState.STOPPED, requested))).contains(Reason.BOOTING);
    assertThat(reason(ended(STOPPED, MachineState.STOPPED, new Exit(1, false, false, Given.NOW))))
        .isEmpty();
  }

  private static SlotStory ended(Desired desired, MachineState state, Exit exit) {
    return of(
        desired,
        Altered.machines(Given.converged(desired), it -> Altered.ended(it.withState(state), exit)));
  }

  @Test
  void a_host_that_cannot_be_reached_is_the_reason_whatever_the_state_and_proves_no_misfit() {
    var story =
        of(
            AWAKE,
            Altered.machines(
                Given.converged(AWAKE), it -> Altered.version(Altered.unreachable(it), "another")));
    assertThat(reason(story)).contains(Reason.HOST_UNREACHABLE);
    assertThat(story.fits()).isTrue();
  }

  @Test
  void a_slot_without_a_machine_waits_for_one() {
    var empty = Given.nothing(AWAKE);
    assertThat(of(AWAKE, empty).machine()).isEmpty();
    assertThat(of(AWAKE, empty).fits()).isFalse();
    assertThat(reason(of(AWAKE, empty))).contains(Reason.CREATING_MACHINE);
    assertThat(reason(of(AWAKE, empty.withFullRegion("iad"))))
        .contains(Reason.INSUFFICIENT_CAPACITY);
    assertThat(of(AWAKE, empty.withFullRegion("iad")).trouble().orElseThrow().message())
        .contains("Tried iad");
  }

  @Test
  void another_region_may_still_have_room() {
    var two =
        Wanted.preview("{\"image\": \"%s\", \"regions\": [\"iad\", \"ord\"]}".formatted(IMAGE));
    assertThat(reason(of(two, Given.nothing(two).withFullRegion("iad"))))
        .contains(Reason.CREATING_MACHINE);
  }

  @Test
  void a_machine_that_is_not_the_recorded_one_is_not_the_slot_s() {
    var doubled = Altered.machines(Given.converged(AWAKE), it -> Altered.id(it, "3d8d413b29d089"));
    assertThat(of(AWAKE, doubled).machine()).isEmpty();
  }

  @Test
  void a_machine_with_an_older_configuration_waits_for_its_turn() {
    var newer = desired("running", "stop");
    var story = of(newer, Given.converged(AWAKE));
    assertThat(story.fits()).isFalse();
    assertThat(reason(story)).contains(Reason.REPLACING_MACHINE);
    assertThat(story.trouble().orElseThrow().message()).contains("CONFIG_CHANGED");
    assertThat(story.serves(newer)).as("the old one serves").isTrue();
  }

  @Test
  void a_machine_that_somebody_changed_does_not_fit() {
    var changed =
        Altered.machines(
            Given.converged(AWAKE),
            it ->
                Altered.version(
                    Altered.config(
                        it, config -> config.with("env", Values.tree().put("DEBUG", "1").build())),
                    "v2"));
    assertThat(of(AWAKE, changed).fits()).isFalse();
    assertThat(of(AWAKE, changed).trouble().orElseThrow().message()).contains("env DEBUG");
  }

  @Test
  void without_an_image_there_is_no_story() {
    var none = Wanted.preview("{}");
    assertThat(SlotStory.of(none, Given.converged(AWAKE), Given.NOW)).isEmpty();
  }

  @Test
  void every_wanted_slot_has_its_story_and_no_other() {
    var three = Wanted.preview("{\"image\": \"%s\", \"machines\": 3}".formatted(IMAGE));
    assertThat(SlotStory.of(three, Given.nothing(three), Given.NOW).stream().map(SlotStory::slot))
        .containsExactly(new Slot(0), new Slot(1), new Slot(2));
    assertThat(SlotStory.of(AWAKE, Given.converged(three), Given.NOW)).hasSize(1);
  }

  @Test
  void a_machine_out_of_the_edge_s_rotation_does_not_serve() {
    Machine machine = Given.converged(AWAKE).machines().getFirst();
    var cordoned = Given.converged(AWAKE).withMachine(Altered.cordoned(machine));
    assertThat(of(AWAKE, Given.converged(AWAKE)).serves(AWAKE)).isTrue();
    assertThat(of(AWAKE, cordoned).serves(AWAKE)).isFalse();
  }
}
