package io.runtimeservice.model.fly;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.id.MachineId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineTest {

  @Test
  void what_is_written_on_a_machine_is_read_as_strings() {
    assertThat(machine("{'metadata': {'runtime_app': 'a', 'other': 7, 'none': null}}").metadata())
        .isEqualTo(Map.of("runtime_app", "a"));
    assertThat(machine("{'metadata': []}").metadata()).isEmpty();
    assertThat(machine("{}").metadata()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void a_state_is_known_by_its_word(MachineState state) {
    assertThat(MachineState.of(state.toString())).isEqualTo(state);
    assertThat(state.toString()).matches("[a-z]+(_[a-z]+)?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "STARTED", "Started", "hibernating", "unknown "})
  void a_state_that_nobody_knows_is_unknown(String word) {
    assertThat(MachineState.of(word)).isEqualTo(MachineState.UNKNOWN);
    assertThat(MachineState.UNKNOWN.phase()).isEqualTo(MachineState.Phase.UNCLEAR);
  }

  @Test
  void a_machine_that_is_gone_is_one_that_is_not_coming_back() {
    assertThat(Arrays.stream(MachineState.values()).filter(MachineState::isGone))
        .containsExactly(
            MachineState.LAUNCH_FAILED, MachineState.DESTROYING, MachineState.DESTROYED);
  }

  @Test
  void a_configuration_is_sent_with_what_is_written_on_it() {
    var config = config("{'image': 'a/b:c', 'env': {'A': '1'}}", Map.of("runtime_app", "a"));
    assertThat(config.image()).isEqualTo("a/b:c");
    assertThat(config.toSend())
        .isEqualTo(
            Trees.tree("{'image': 'a/b:c', 'env': {'A': '1'}, 'metadata': {'runtime_app': 'a'}}"));
  }

  @Test
  void a_machine_in_another_state_is_the_same_machine() {
    var machine = machine("{}");
    assertThat(machine.withState(MachineState.STOPPED).state()).isEqualTo(MachineState.STOPPED);
    assertThat(machine.withState(MachineState.STOPPED).withState(machine.state()))
        .isEqualTo(machine);
  }

  private static MachineConfig config(String json, Map<String, String> metadata) {
    return new MachineConfig(Trees.tree(json), metadata);
  }

  private static Machine machine(String config) {
    return new Machine(
        new MachineId("1"),
        "m0",
        "iad",
        MachineState.STARTED,
        "v",
        Optional.empty(),
        Optional.of(Trees.tree(config)),
        Machine.Health.FRESH);
  }
}
