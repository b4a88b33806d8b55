package io.runtimeservice.local.monitoring;

import io.runtimeservice.model.document.Value;
import java.util.List;
import java.util.stream.Stream;

/** A dashboard as Grafana reads it. */
record Dashboard(String file, Value.Tree tree) {

  /** A query of a panel. */
  record Query(String dashboard, String panel, String expression) {}

  @Override
  public String toString() {
    return file;
  }

  String title() {
    return tree.text("title").orElse("");
  }

  List<Value.Tree> panels() {
    return trees(tree, "panels").toList();
  }

  List<Query> queries() {
    return panels().stream()
        .flatMap(panel ->
            trees(panel, "targets")
                .map(target ->
                    new Query(
                        title(), panel.text("title").orElse(""), target.text("expr").orElse(""))))
        .toList();
  }

  private static Stream<Value.Tree> trees(Value.Tree tree, String name) {
    return tree.items(name).stream().map(Value.Tree.class::cast);
  }
}
