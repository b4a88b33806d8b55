package io.runtimeservice.app.command;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.EnvironmentStore.Query;
import io.runtimeservice.model.port.EnvironmentStore.Row;
import io.runtimeservice.model.status.ConditionType;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.status.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An environment that is to be deleted, and whose turn has not come.
 *
 * @param type {@code production} or {@code preview}
 * @param reason why it waits: the brake, or the pace of deletions
 */
record Waiting(EnvironmentKey key, String type, String reason, String since) {

  static final int PAGE_ROWS = 1000;

  private static final Set<String> REASONS =
      Set.of(Reason.BRAKE_TRIPPED.toString(), Reason.DELETION_PACED.toString());

  /** What matters most is read first. */
  private static final Comparator<Waiting> PRODUCTION_FIRST =
      Comparator.comparing((Waiting it) -> !it.type.equals("production"))
          .thenComparing(Waiting::key);

  /** All that wait, as their statuses say. */
  static List<Waiting> in(OperatorTable table) throws CannotAnswerException {
    var all = new ArrayList<Waiting>();
    Optional<String> cursor = Optional.empty();
    do {
      var query =
          new Query(Optional.empty(), Optional.of(State.TERMINATING.toString()), PAGE_ROWS, cursor);
      var page = table.answer(table.environments().list(query));
      page.rows().stream().flatMap(Waiting::of).forEach(all::add);
      cursor = page.next();
    } while (cursor.isPresent());
    all.sort(PRODUCTION_FIRST);
    return List.copyOf(all);
  }

  private static Stream<Waiting> of(Row row) {
    return row.record().tree("status").items("conditions").stream()
        .flatMap(it -> it instanceof Value.Tree condition ? Stream.of(condition) : Stream.empty())
        .filter(it -> it.text("type").equals(Optional.of(ConditionType.TERMINATING.toString())))
        .filter(it -> it.text("reason").filter(REASONS::contains).isPresent())
        .map(it ->
            new Waiting(
                row.key(),
                row.record().text("type").orElse("unknown"),
                it.text("reason").orElseThrow(),
                it.text("lastTransitionTime").orElse("?")));
  }

  String line() {
    return ScreenLine.of("  %s  %s  %s since %s".formatted(key, type, reason, since));
  }
}
