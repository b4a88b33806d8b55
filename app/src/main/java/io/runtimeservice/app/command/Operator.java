package io.runtimeservice.app.command;

import io.runtimeservice.model.control.Control;
import io.runtimeservice.model.document.Plain;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Who gives a command, when, and how it reaches the shared table.
 *
 * @param name as the control record tells it, of plain characters
 */
record Operator(String name, InstantSource clock, OperatorTable.Opener tables) {

  static final int NAME_CHARACTERS_MAX = 64;

  Operator {
    name = name.isBlank() ? "unknown" : Plain.cut(name, NAME_CHARACTERS_MAX);
  }

  /** Whoever is logged in on this machine, with AWS' own variables. */
  static Operator onThisMachine() {
    return new Operator(
        System.getProperty("user.name", ""), InstantSource.system(), OperatorTable::inDynamoDb);
  }

  Instant now() {
    return clock.instant();
  }

  /** What this operator changes now. */
  Control.Change change() {
    return new Control.Change(name, now());
  }
}
