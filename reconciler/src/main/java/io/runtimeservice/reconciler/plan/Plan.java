package io.runtimeservice.reconciler.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * What may be done now, stage after stage; empty exactly when nothing is left to do or what is left
 * has to be waited for. The same input gives the same plan, byte for byte.
 *
 * <p>A stage's answers can teach something (that a rotated secret has the same value, what a tag
 * means, that a region is full), so that after each stage the plan is made anew; what comes after
 * the first stage is what will be done if they teach nothing.
 */
public record Plan(List<Stage> stages) {

  public static final Plan EMPTY = new Plan(List.of());

  public Plan {
    stages = List.copyOf(stages);
  }

  /** A plan of the stages that hold something. */
  @SafeVarargs
  static Plan of(List<Operation>... stages) {
    var filled = new ArrayList<Stage>();
    for (List<Operation> operations : stages) {
      if (!operations.isEmpty()) {
        filled.add(new Stage(operations));
      }
    }
    return new Plan(filled);
  }

  /** The same without what is about certificates: the part of Fly that has them does not answer. */
  public Plan withoutCertificates() {
    return new Plan(
        stages.stream()
            .map(stage ->
                stage.operations().stream().filter(it -> !it.isAboutCertificate()).toList())
            .filter(operations -> !operations.isEmpty())
            .map(Stage::new)
            .toList());
  }

  public boolean isEmpty() {
    return stages.isEmpty();
  }

  /** The stage that is to be carried out next, of a plan that has one. */
  public Stage first() {
    return stages.getFirst();
  }

  public List<Operation> operations() {
    return stages.stream().flatMap(stage -> stage.operations().stream()).toList();
  }

  /** The plan as people read it; one line an operation, with its reason. */
  public String text() {
    if (isEmpty()) {
      return "nothing to do\n";
    }
    var text = new StringBuilder();
    for (int i = 0; i < stages.size(); i++) {
      text.append("stage ").append(i + 1).append('\n');
      for (Operation operation : stages.get(i).operations()) {
        text.append("  ")
            .append(operation.words())
            .append("\n      because ")
            .append(operation.because())
            .append('\n');
      }
    }
    return text.toString();
  }
}
