package io.runtimeservice.reconciler.status;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Value.Tree;
import io.runtimeservice.model.status.State;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether an environment's own record says that there is nothing left to do for it. */
public final class AtRest {

  private static final Set<String> STATES =
      Stream.of(State.READY, State.DELETED).map(State::toString).collect(Collectors.toSet());

  private AtRest() {}

  /** Whether it is told to be gone. */
  public static boolean isDeleted(Tree record) {
    return record.tree("status").text("state").filter(State.DELETED.toString()::equals).isPresent();
  }

  /** Its newest generation has been seen, it is where it should be, and nothing is to come. */
  public static boolean is(Tree record) {
    Tree status = record.tree("status");
    Optional<Value> generation = record.get("generation");
    return generation.isPresent()
        && record.whole("generation").equals(status.whole("observedGeneration"))
        && status.text("state").filter(STATES::contains).isPresent()
        && status.get("nextTryAt").isEmpty();
  }
}
