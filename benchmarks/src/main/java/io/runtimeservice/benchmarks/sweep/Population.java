package io.runtimeservice.benchmarks.sweep;

import io.runtimeservice.benchmarks.fly.FlyAnswers;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.simulator.table.InMemoryTable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Converged previews in a table, and what Fly answers about them. */
public final class Population {

  /** As many as an app may have, unless it says otherwise. */
  private static final int PREVIEWS_PER_APP = 50;

  /** As many machines as Fly shows on a page. */
  private static final int PAGE_ROWS = 1000;

  /** Every so many-th one can be marked: what its pass asks of Fly is written down, too. */
  private static final int MARKABLE_EACH = 20;

  private static final String MACHINES = "/v1/orgs/" + Whose.ORGANISATION + "/machines";

  private final InMemoryTable table;
  private final FlyAnswers answers;
  private final List<EnvironmentKey> markable = new ArrayList<>();
  private long rowBytes;

  public Population(InMemoryTable table, FlyAnswers answers) {
    this.table = table;
    this.answers = answers;
  }

  /** Those that may be marked. */
  public List<EnvironmentKey> markable() {
    return List.copyOf(markable);
  }

  /** How long the lists of machines are, all pages together. */
  long rowBytes() {
    return rowBytes;
  }

  public void populate(int size) throws Exception {
    var first = FirstPreview.make();
    var specimen = new Specimen(first, Instant.now());
    var apps = new ArrayList<Value>();
    var rows = new ArrayList<Value>();
    for (int i = 0; i < size; i++) {
      var preview = specimen.copy(EnvironmentKey.of("shop-" + i / PREVIEWS_PER_APP, "pr-" + i), i);
      put(preview, i % MARKABLE_EACH == 0);
      apps.add(preview.flyApp());
      rows.add(preview.row());
      if (rows.size() == PAGE_ROWS || i == size - 1) {
        putPage(rows, i / PAGE_ROWS, i == size - 1);
        rows.clear();
      }
    }
    answers.put("/v1/apps", Json.write(Values.tree().put("apps", new Value.Many(apps)).build()));
    answers.putChanges(MACHINES, "{\"machines\":[]}");
    answers.put("/v1/platform/regions", Json.write(regions(first.row().text("region"))));
  }

  private static Value.Tree regions(Optional<String> region) {
    return Values.tree()
        .put("Regions", new Value.Many(List.of(Values.tree().putText("code", region).build())))
        .build();
  }

  private void put(Preview preview, boolean isMarkable) throws IOException {
    table.putApp(preview.key().app(), preview.app());
    table.putEnvironment(preview.key(), preview.environment());
    table.putRuntime(preview.key(), preview.runtime());
    if (isMarkable) {
      markable.add(preview.key());
      answers.put(
          "/v1/apps/" + preview.name() + "/machines",
          Json.write(new Value.Many(List.of(preview.machine()))));
    }
  }

  private void putPage(List<Value> rows, int page, boolean last) throws IOException {
    var tree = Values.tree().put("machines", new Value.Many(rows));
    if (!last) {
      tree.put("next_cursor", "page-" + (page + 1));
    }
    if (rows.getLast() instanceof Value.Tree row) {
      tree.putText("last_machine_id", row.text("id"))
          .putText("last_updated_at", row.text("updated_at"));
    }
    String json = Json.write(tree.build());
    rowBytes += json.length();
    answers.putPage(MACHINES, page == 0 ? Optional.empty() : Optional.of("page-" + page), json);
  }
}
