package io.runtimeservice.reconciler.plan;

import java.util.List;

/** Operations that do not depend on each other, and run at once. */
public record Stage(List<Operation> operations) {

  public Stage {
    operations = List.copyOf(operations);
  }
}
