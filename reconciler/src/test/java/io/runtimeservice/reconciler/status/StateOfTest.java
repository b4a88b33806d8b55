package io.runtimeservice.reconciler.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.status.Condition;
import io.runtimeservice.model.status.ConditionType;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.State;
import io.runtimeservice.model.status.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first word of DESIGN's list (section 6) that matches counts. */
class StateOfTest {

  private final Map<ConditionType, Condition> conditions = new EnumMap<>(ConditionType.class);

  StateOfTest() {
    for (ConditionType type : ConditionType.values()) {
      boolean bad = type == ConditionType.STALLED || type == ConditionType.TERMINATING;
      put(type, bad ? Truth.FALSE : Truth.TRUE, Reason.AS_DESIRED);
    }
  }

  private void put(ConditionType type, Truth truth, Reason reason) {
    conditions.put(
        type,
        new Condition(type, truth, reason, reason.sentence(), Optional.empty(), Instant.EPOCH));
  }

  private State state() {
    return StateOf.conditions(List.copyOf(conditions.values()));
  }

  /** Written {@code Ready=False/CrashLoop}. */
  private void set(String text) {
    String[] parts = text.split("[=/]", -1);
    put(
        find(ConditionType.values(), parts[0]),
        find(Truth.values(), parts[1]),
        find(Reason.values(), parts[2]));
  }

  private static <T> T find(T[] all, String word) {
    return Arrays.stream(all).filter(it -> it.toString().equals(word)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Deleted     | Terminating=True/Deleted Ready=False/Deleted",
        "Terminating | Terminating=True/Deleting Ready=False/Deleting",
        "Terminating | Terminating=True/Draining Ready=False/Draining",
        "Terminating | Terminating=True/FlyAuthFailed Ready=False/Deleting",
        "Blocked     | Accepted=False/SpecInvalid Ready=False/SpecInvalid",
        "Blocked     | SecretsApplied=False/SecretRefMissing Ready=False/SecretRefMissing",
        "Blocked     | ImageAvailable=False/ImageNotFound Ready=False/ImageNotFound",
        "Blocked     | MachinesRunning=False/CrashLoop Ready=False/CrashLoop",
        "Blocked     | Synced=False/FlyAuthFailed Ready=False/FlyAuthFailed",
        "Blocked     | AppProvisioned=False/AdoptionRequired Ready=False/AdoptionRequired",
        "Degraded    | Accepted=False/SpecInvalid Synced=False/SpecInvalid",
        "Degraded    | Synced=False/FlyApiUnavailable",
        "Degraded    | Synced=Unknown/FlyApiUnavailable",
        "Degraded    | CertificatesReady=False/CertAwaitingDns",
        "Degraded    | CertificatesReady=Unknown/FlyApiUnavailable",
        "Degraded    | Stalled=True/ProgressDeadlineExceeded",
        "Ready       | Ready=True/AsDesired",
        "Ready       | Ready=True/Sleeping MachinesRunning=True/Sleeping",
        "Ready       | Ready=True/Stopped MachinesRunning=True/Stopped",
        "Progressing | AppProvisioned=False/CreatingApp Ready=False/CreatingApp",
        "Progressing | MachinesRunning=False/PullingImage Ready=False/PullingImage",
        "Progressing | MachinesRunning=False/InsufficientCapacity Ready=False/InsufficientCapacity",
        "Progressing | Healthy=False/CheckingHealth Ready=False/CheckingHealth",
        "Progressing | Ready=False/Booting Stalled=True/ProgressDeadlineExceeded",
        "Pending     | ImageAvailable=False/WaitingForImage Ready=False/WaitingForImage",
        "Pending     | ImageAvailable=Unknown/FlyApiUnavailable Ready=Unknown/FlyApiUnavailable",
      })
  void one_word_for_what_is_true(String state, String text) {
    Arrays.stream(text.split(" ", -1)).forEach(this::set);
    assertThat(state()).hasToString(state);
  }

  /** Each makes its state by itself; together, the first of them does. */
  @Test
  void the_first_that_matches_counts() {
    var inOrder =
        List.of(
            "Terminating=True/Deleted",
            "Terminating=True/Deleting",
            "MachinesRunning=False/CrashLoop Ready=False/CrashLoop",
            "CertificatesReady=False/CertAwaitingDns");
    var expected = new ArrayList<>(List.of("Deleted", "Terminating", "Blocked", "Degraded"));
    for (String first : inOrder) {
      var rest = inOrder.subList(inOrder.indexOf(first), inOrder.size());
      var it = new StateOfTest();
      rest.reversed().forEach(text -> Arrays.stream(text.split(" ", -1)).forEach(it::set));
      assertThat(it.state()).as(first).hasToString(expected.removeFirst());
    }
    assertThat(new StateOfTest().state()).isEqualTo(State.READY);
  }

  @Test
  void an_image_that_is_still_being_built_blocks_nothing() {
    set("ImageAvailable=False/WaitingForImage");
    set("MachinesRunning=False/WaitingForImage");
    set("Ready=False/WaitingForImage");
    assertThat(state()).isEqualTo(State.PENDING);
    set("SecretsApplied=False/SecretRefMissing");
    assertThat(state()).as("and a secret that is missing does").isEqualTo(State.BLOCKED);
  }
}
