package io.runtimeservice.local.board;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows the table: drawn over itself on a terminal, else a line for each change. */
public final class Board {

  private static final String ESCAPE = "\u001b[";
  private static final String CLEAR_LINE = ESCAPE + "2K";

  private final PrintStream out;
  private final boolean terminal;
  private final InstantSource clock;
  private final Map<String, Line> shown = new HashMap<>();
  private int drawn;

  /**
   * A board.
   *
   * @param terminal whether lines can be drawn over
   */
  public Board(PrintStream out, boolean terminal, InstantSource clock) {
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
  }

  public void show(List<Line> lines) {
    if (terminal) {
      draw(Table.of(lines, clock.instant()));
    } else {
      changes(lines);
    }
  }

  /** What is printed next stands below the table. */
  public void leave() {
    drawn = 0;
  }

  private void draw(List<String> table) {
    if (drawn > 0) {
      out.print(ESCAPE + drawn + "A");
    }
    table.forEach(line -> out.println(CLEAR_LINE + line));
    for (int i = table.size(); i < drawn; i++) {
      out.println(CLEAR_LINE);
    }
    drawn = Math.max(drawn, table.size());
    out.flush();
  }

  private void changes(List<Line> lines) {
    var changed = new ArrayList<Line>();
    for (Line line : lines) {
      Line before = shown.put(line.environment(), line);
      if (before == null || !before.equals(line)) {
        changed.add(line);
      }
    }
    if (!changed.isEmpty()) {
      Table.of(changed, clock.instant()).stream().skip(1).forEach(out::println);
      out.flush();
    }
  }
}
