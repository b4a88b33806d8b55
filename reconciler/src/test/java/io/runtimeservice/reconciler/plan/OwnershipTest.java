package io.runtimeservice.reconciler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.reconciler.fixture.Altered;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnershipTest {

  private static final Machine MACHINE =
      Given.converged(
              Wanted.preview(
                  "{\"image\": \"registry.fly.io/checkout@sha256:%s\", \"commit\": \"9f3c\"}"
                      .formatted("a".repeat(64))))
          .machines()
          .getFirst();

  private static Optional<Slot> slotOf(Machine machine) {
    return Ownership.slotOf(machine, Given.INSTALLATION, Wanted.KEY);
  }

  @Test
  void a_machine_with_our_marks_is_in_the_slot_that_it_says() {
    assertThat(slotOf(MACHINE)).contains(new Slot(0));
    assertThat(slotOf(Altered.metadata(MACHINE, Ownership.SLOT, "m7"))).contains(new Slot(7));
  }

  @Test
  void it_is_nobody_else_s() {
    assertThat(Ownership.slotOf(MACHINE, "another", Wanted.KEY)).isEmpty();
    for (var key :
        new EnvironmentKey[] {
          EnvironmentKey.of("checkout", "pr-2"), EnvironmentKey.of("other", "pr-1")
        }) {
      assertThat(Ownership.slotOf(MACHINE, Given.INSTALLATION, key)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Ownership.INSTALLATION, Ownership.APP, Ownership.ENVIRONMENT})
  void a_machine_with_another_s_mark_is_not_ours_though_the_others_are_right(String mark) {
    assertThat(slotOf(Altered.metadata(MACHINE, mark, "another"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "m", "m00", "m-1", "green-m0"})
  void a_mark_that_is_no_slot_of_ours_is_none(String slot) {
    assertThat(slotOf(Altered.metadata(MACHINE, Ownership.SLOT, slot))).isEmpty();
  }

  @Test
  void the_name_alone_makes_no_machine_ours() {
    assertThat(MACHINE.name()).isEqualTo(new Slot(0).machineName());
    assertThat(slotOf(Altered.config(MACHINE, it -> it.with("metadata", Values.tree().build()))))
        .isEmpty();
    assertThat(slotOf(Altered.unreachable(MACHINE))).isEmpty();
  }

  @Test
  void what_we_write_on_a_machine_is_what_we_know_it_by() {
    var desired =
        Wanted.preview(
            "{\"image\": \"registry.fly.io/checkout@sha256:%s\", \"commit\": \"9f3c\"}"
                .formatted("a".repeat(64)));
    var record = Given.nothing(desired).record();
    var blueprint = Blueprint.of(desired, record, desired.spec().build().image().orElseThrow());
    var written = blueprint.forSlot(desired, record, Given.INSTALLATION, new Slot(3)).metadata();
    assertThat(written)
        .containsEntry(Ownership.INSTALLATION, Given.INSTALLATION)
        .containsEntry(Ownership.APP, "checkout")
        .containsEntry(Ownership.ENVIRONMENT, "pr-1")
        .containsEntry(Ownership.INCARNATION, "1")
        .containsEntry(Ownership.SLOT, "m3")
        .containsEntry(Ownership.GENERATION, "1")
        .containsEntry(Ownership.COMMIT, "9f3c")
        .containsEntry(Ownership.CONFIG, blueprint.digest())
        .containsEntry(Ownership.SECRETS, record.applied().secretsDigest())
        .hasSize(9);
    assertThat(written.keySet()).allMatch(key -> key.startsWith("runtime_"));
    var machine = Altered.config(MACHINE, it -> it.with("metadata", Values.texts(written)));
    assertThat(slotOf(machine)).contains(new Slot(3));
  }
}
