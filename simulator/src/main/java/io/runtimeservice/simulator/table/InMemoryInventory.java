package io.runtimeservice.simulator.table;

import static java.util.Comparator.naturalOrder;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.BadCursorException;
import io.runtimeservice.model.port.Inventory;
import io.vertx.core.Future;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All records of the table, in memory, app by app in the order of their ids. A page costs what is
 * on it, however large the table is: everything is found by key, and nothing is counted, for the
 * size of a part of a tree is found by walking through it.
 */
final class InMemoryInventory implements Inventory {

  private final InMemoryTable table;

  InMemoryInventory(InMemoryTable table) {
    this.table = table;
  }

  @Override
  public Future<Page> page(Segment segment, Optional<String> cursor) {
    table.count(TableCall.SCAN);
    try {
      return Future.succeededFuture(pageAfter(segment, cursor.map(InventoryPlace::read)));
    } catch (BadCursorException bad) {
      return Future.failedFuture(bad);
    }
  }

  private Page pageAfter(Segment segment, Optional<InventoryPlace> place) {
    var rest = place.stream().map(this::restOfApp);
    var first = place.map(it -> appAfter(it.key().app())).orElseGet(this::firstApp);
    var apps = Stream.iterate(first, Optional::isPresent, app -> app.flatMap(this::appAfter));
    var whole = apps.flatMap(Optional::stream).filter(app -> isIn(segment, app)).map(this::ofApp);
    var seen =
        Stream.concat(rest, whole)
            .flatMap(Function.identity())
            .limit(table.pageRows() + 1L)
            .toList();
    boolean more = seen.size() > table.pageRows();
    var rows = more ? seen.subList(0, table.pageRows()) : seen;
    return new Page(
        rows, more ? Optional.of(InventoryPlace.of(rows.getLast()).cursor()) : Optional.empty());
  }

  /** An app is in the same segment on every machine: the hash of a text is laid down by Java. */
  private static boolean isIn(Segment segment, AppId app) {
    return Math.floorMod(app.value().hashCode(), segment.of()) == segment.number();
  }

  private Optional<AppId> firstApp() {
    return firstOf(table.apps, table.environments, table.runtimes);
  }

  private Optional<AppId> appAfter(AppId app) {
    return firstOf(
        table.apps.tailMap(app, false),
        OfApp.after(app, table.environments),
        OfApp.after(app, table.runtimes));
  }

  /** The first app of which there is a record of any kind. */
  private static Optional<AppId> firstOf(
      NavigableMap<AppId, Value.Tree> apps,
      NavigableMap<EnvironmentKey, Value.Tree> environments,
      NavigableMap<EnvironmentKey, Value.Tree> runtimes) {
    return Stream.of(
            apps.keySet().stream(),
            environments.keySet().stream().map(EnvironmentKey::app),
            runtimes.keySet().stream().map(EnvironmentKey::app))
        .flatMap(ids -> ids.findFirst().stream())
        .min(naturalOrder());
  }

  private Stream<Row> ofApp(AppId app) {
    var record = Optional.ofNullable(table.apps.get(app));
    return Stream.concat(
        record.stream().map(it -> new Row.OfApp(app, it)),
        restOfApp(new InventoryPlace(InventoryPlace.Kind.APP, OfApp.first(app))));
  }

  private Stream<Row> restOfApp(InventoryPlace place) {
    var key = place.key();
    var environments = OfApp.of(key.app(), table.environments);
    var runtimes = OfApp.of(key.app(), table.runtimes);
    return switch (place.kind()) {
      case APP -> Stream.concat(environments(environments), runtimes(runtimes));
      case ENVIRONMENT ->
          Stream.concat(environments(environments.tailMap(key, false)), runtimes(runtimes));
      case RUNTIME -> runtimes(runtimes.tailMap(key, false));
    };
  }

  private Stream<Row> environments(NavigableMap<EnvironmentKey, Value.Tree> some) {
    return some.keySet().stream().map(key -> new Row.OfEnvironment(key, record(some, key)));
  }

  private Stream<Row> runtimes(NavigableMap<EnvironmentKey, Value.Tree> some) {
    return some.keySet().stream().map(key -> new Row.OfRuntime(key, record(some, key)));
  }

  private static Value.Tree record(
      NavigableMap<EnvironmentKey, Value.Tree> some, EnvironmentKey key) {
    return some.getOrDefault(key, Value.Tree.EMPTY);
  }
}
