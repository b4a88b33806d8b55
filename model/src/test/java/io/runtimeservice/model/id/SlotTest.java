package io.runtimeservice.model.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 49, 9999})
  void a_slot_is_known_again_by_its_machine_s_name(int index) {
    var slot = new Slot(index);
    assertThat(slot.machineName()).isEqualTo("m" + index);
    assertThat(Slot.parse(slot.machineName())).contains(slot);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "m",
        "0",
        "m00",
        "m01",
        "m-1",
        "m10000",
        "m0 ",
        "m0\n",
        "M0",
        "xm0",
        "m0x",
        "m٣",
        "green-m0"
      })
  void a_name_that_is_not_ours_is_no_slot(String name) {
    assertThat(Slot.parse(name)).isEmpty();
  }

  @Test
  void slots_are_ordered_by_number() {
    assertThat(new TreeSet<>(List.of(new Slot(10), new Slot(2), new Slot(0))))
        .map(Slot::toString)
        .containsExactly("m0", "m2", "m10");
    assertThatThrownBy(() -> new Slot(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
