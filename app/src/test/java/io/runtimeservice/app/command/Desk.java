package io.runtimeservice.app.command;

import io.runtimeservice.app.command.Terminal.Outcome;
import io.runtimeservice.app.fixture.Breakable;
import io.runtimeservice.app.fixture.Samples;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.ControlStore;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.simulator.table.InMemoryTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where an operator sits: a terminal, a clock that stands still, and the table in memory. */
final class Desk {

  static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

  final ControlShelf shelf = new ControlShelf();
  final Breakable<ControlStore> controls = new Breakable<>(ControlStore.class, shelf);
  final InMemoryTable table = new InMemoryTable();
  final Breakable<EnvironmentStore> environments =
      new Breakable<>(EnvironmentStore.class, table.environmentStore());

  /** The names of the tables that were opened, and not closed again. */
  final List<String> open = new ArrayList<>();

  private String user = "ada";

  void user(String name) {
    user = name;
  }

  Outcome type(String... words) {
    return type(Map.of("RUNTIME_TABLE", "shared-table"), words);
  }

  Outcome type(Map<String, String> variables, String... words) {
    return new Terminal(variables, new Operator(user, () -> NOW, this::open)).type(words);
  }

  private OperatorTable open(String name) {
    open.add(name);
    return new OperatorTable(
        controls.port(), environments.port(), Duration.ofMillis(1), () -> open.remove(name));
  }

  /** An environment that is being deleted, with what its status says of that. */
  void deleting(String id, String type, String reason) {
    environment(id, type, "Terminating", reason);
  }

  void environment(String id, String type, String state, String reason) {
    table.putEnvironment(
        EnvironmentKey.of("checkout", id),
        Samples.tree(
                """
                {'type': '%s', 'desired': 'deleted', 'status': {'state': '%s', 'conditions': [
                  {'type': 'Ready', 'status': 'False', 'reason': 'Deleting',
                   'lastTransitionTime': '2026-11-24T07:00:00Z'},
                  {'type': 'Terminating', 'status': 'True', 'reason': '%s',
                   'lastTransitionTime': '2026-11-24T08:00:00Z'}]}}
                """
                    .formatted(type, state, reason))
            .with("environmentId", Values.text(id)));
  }

  static FailureException failure(Failure failure) {
    return new FailureException(failure);
  }
}
