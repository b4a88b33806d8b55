package io.runtimeservice.simulator.table;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.BadCursorException;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.status.State;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/** The Manager's records, in memory. Lists come in the order of the keys. */
final class InMemoryEnvironmentStore implements EnvironmentStore {

  private final InMemoryTable table;

  InMemoryEnvironmentStore(InMemoryTable table) {
    this.table = table;
  }

  @Override
  public Future<Records> load(EnvironmentKey key) {
    table.count(TableCall.LOAD);
    return Future.succeededFuture(
        new Records(
            Optional.ofNullable(table.apps.get(key.app())),
            table.environment(key),
            table.runtime(key)));
  }

  @Override
  public Future<Write> writeStatus(StatusWrite write) {
    table.count(TableCall.WRITE_STATUS);
    return Future.succeededFuture(
        table
            .environment(write.key())
            .filter(record -> isAsLoaded(record, write))
            .map(record -> put(write.key(), withStatus(record, write)))
            .orElse(Write.REFUSED));
  }

  @Override
  public Future<Write> writeUrl(EnvironmentKey key, String url) {
    table.count(TableCall.WRITE_URL);
    return Future.succeededFuture(
        table
            .environment(key)
            .map(record -> put(key, record.with("url", Values.text(url))))
            .orElse(Write.REFUSED));
  }

  private Write put(EnvironmentKey key, Value.Tree record) {
    var fit = ItemSize.fit(record);
    if (fit == Write.WRITTEN) {
      table.environments.put(key, record);
    }
    return fit;
  }

  private static boolean isAsLoaded(Value.Tree record, StatusWrite write) {
    return isSame(record.get("generation"), write.loadedGeneration())
        && isSame(record.tree("status").get("rev"), write.loadedRev());
  }

  /** Plain values are the same if they are equal, others if they are of one kind. */
  private static boolean isSame(Optional<Value> stands, Optional<Value> loaded) {
    if (stands.isEmpty() || loaded.isEmpty()) {
      return stands.isEmpty() && loaded.isEmpty();
    }
    return switch (loaded.get()) {
      case Value.Num(var number) ->
          stands.get() instanceof Value.Num(var other) && number.compareTo(other) == 0;
      case Value.Text _, Value.Bool _, Value.Null _ -> stands.equals(loaded);
      case Value.Many _, Value.Tree _, Value.Opaque _ ->
          stands.get().kind().equals(loaded.get().kind());
    };
  }

  private static Value.Tree withStatus(Value.Tree record, StatusWrite write) {
    var fields = new LinkedHashMap<>(record.fields());
    fields.put("status", write.status());
    write
        .url()
        .ifPresentOrElse(url -> fields.put("url", Values.text(url)), () -> fields.remove("url"));
    return new Value.Tree(fields);
  }

  @Override
  public Future<Page> list(Query query) {
    table.count(TableCall.LIST);
    try {
      return Future.succeededFuture(page(query));
    } catch (BadCursorException bad) {
      return Future.failedFuture(bad);
    }
  }

  private Page page(Query query) {
    var seen = seen(query);
    boolean more = seen.size() > query.limit();
    var looked = more ? seen.subList(0, query.limit()) : seen;
    return new Page(
        looked.stream()
            .filter(entry -> isInState(entry.getValue(), query.state()))
            .map(entry -> new Row(entry.getKey(), entry.getValue()))
            .toList(),
        more ? Optional.of(cursor(looked.getLast().getKey())) : Optional.empty());
  }

  /** One more than asked for, if there is one. No stream: it would first count all that follow. */
  private List<Map.Entry<EnvironmentKey, Value.Tree>> seen(Query query) {
    var seen = new ArrayList<Map.Entry<EnvironmentKey, Value.Tree>>();
    for (var entry : from(query).entrySet()) {
      if (seen.size() > query.limit() || !isOf(query.app(), entry.getKey())) {
        break;
      }
      seen.add(entry);
    }
    return seen;
  }

  private NavigableMap<EnvironmentKey, Value.Tree> from(Query query) {
    if (query.cursor().isPresent()) {
      return table.environments.tailMap(key(query.cursor().get(), query.app()), false);
    }
    return query.app().map(app -> OfApp.of(app, table.environments)).orElse(table.environments);
  }

  private static boolean isOf(Optional<AppId> app, EnvironmentKey key) {
    return app.isEmpty() || app.get().equals(key.app());
  }

  private static boolean isInState(Value.Tree record, Optional<String> state) {
    var stands = record.tree("status").text("state").orElseGet(State.PENDING::toString);
    return state.isEmpty() || state.get().equals(stands);
  }

  private static String cursor(EnvironmentKey last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(last.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static EnvironmentKey key(String cursor, Optional<AppId> app) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      return EnvironmentKey.parse(text)
          .filter(key -> isOf(app, key))
          .orElseThrow(BadCursorException::new);
    } catch (IllegalArgumentException notBase64) {
      throw new BadCursorException();
    }
  }
}
