package io.runtimeservice.app.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.control.Switches;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.WaitingOn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An operator finds in the runbook whatever waits for one, and each switch. */
class StuckStatesTest {

  private static final Path RUNBOOK =
      Path.of(System.getProperty("basedir", ""), "../docs/runbook.md");

  /** Nobody does anything, and a person may wonder. */
  private static final List<Reason> SLOW =
      List.of(
          Reason.PROGRESS_DEADLINE_EXCEEDED,
          Reason.HOST_UNREACHABLE,
          Reason.LIST_UNRELIABLE,
          Reason.DELETION_PACED,
          Reason.DRAINING);

  static Stream<String> titles() {
    return Stream.of(
            Arrays.stream(Reason.values())
                .filter(it -> it.waitingOn() == WaitingOn.OPERATOR || SLOW.contains(it))
                .map(Reason::toString),
            Arrays.stream(Switches.Switch.values()).map(Object::toString),
            Stream.of("One environment", "The brake"))
        .flatMap(it -> it);
  }

  @ParameterizedTest
  @MethodSource("titles")
  void it_says_what_to_type(String title) throws IOException {
    var section =
        Files.readAllLines(RUNBOOK).stream()
            .dropWhile(it -> !it.equals("### " + title))
            .skip(1)
            .takeWhile(it -> !it.startsWith("#"))
            .toList();
    assertThat(section).as("### %s in docs/runbook.md", title).isNotEmpty();
    assertThat(section).anySatisfy(it -> assertThat(it).contains("`bin/runtime "));
  }

  @Test
  void every_reason_that_it_names_is_one() throws IOException {
    var reasons = Arrays.stream(Reason.values()).map(Reason::toString).toList();
    var stuck =
        Files.readAllLines(RUNBOOK).stream()
            .dropWhile(it -> !it.equals("## Stuck states"))
            .skip(1)
            .takeWhile(it -> !it.startsWith("## "))
            .filter(it -> it.startsWith("### "))
            .map(it -> it.substring("### ".length()))
            .toList();
    assertThat(stuck).isNotEmpty().isSubsetOf(reasons);
  }
}
