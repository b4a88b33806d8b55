package io.runtimeservice.app.http;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of an environment: the desired states that it has reached, and what was done. */
final class HistoryView {

  private final EnvironmentKey key;
  private final List<Value.Tree> generations;
  private final List<Value.Tree> operations;

  /** A view of what the table holds, newest first. */
  HistoryView(EnvironmentKey key, List<Value.Tree> generations, List<Value.Tree> operations) {
    this.key = key;
    this.generations = generations;
    this.operations = operations;
  }

  /**
   * The page.
   *
   * @param serving the generation that serves, if one does
   */
  Value.Tree tree(Optional<Generation> serving) {
    return Values.tree()
        .put("appId", key.app().value())
        .put("environmentId", key.environment().value())
        .put("history", new Value.Many(List.copyOf(operations)))
        .put("generations", new Value.Many(marked(serving)))
        .build();
  }

  /** The app's record changes without a generation: of several with one number the last serves. */
  private List<Value> marked(Optional<Generation> serving) {
    var marked = new ArrayList<Value>(generations);
    serving
        .flatMap(it ->
            generations.stream()
                .filter(entry -> entry.whole("generation").equals(Optional.of(it.value())))
                .findFirst())
        .ifPresent(it -> marked.set(marked.indexOf(it), it.with("serves", Values.bool(true))));
    return marked;
  }
}
