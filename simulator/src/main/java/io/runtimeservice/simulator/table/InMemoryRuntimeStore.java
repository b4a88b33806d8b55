package io.runtimeservice.simulator.table;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.RuntimeStore;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.record.GenerationEntry;
import io.runtimeservice.model.record.HistoryEntry;
import io.runtimeservice.model.record.LeaseMark;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.record.RuntimeRecordCodec;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The service's own records, in memory. */
final class InMemoryRuntimeStore implements RuntimeStore {

  private static final Comparator<Value.Tree> NEWEST_FIRST =
      Comparator.comparing((Value.Tree entry) -> entry.whole("seq").orElse(0L)).reversed();

  private final InMemoryTable table;

  InMemoryRuntimeStore(InMemoryTable table) {
    this.table = table;
  }

  @Override
  public Future<Write> replace(LeaseMark read, RuntimeRecord next) {
    table.count(TableCall.REPLACE);
    var stands = table.runtime(next.key());
    if (isAsRead(stands, read)) {
      return Future.succeededFuture(put(next, stands.orElse(Value.Tree.EMPTY)));
    }
    boolean written = stands.filter(it -> RuntimeRecordCodec.isWritten(it, next)).isPresent();
    return Future.succeededFuture(written ? Write.WRITTEN : Write.REFUSED);
  }

  private static boolean isAsRead(Optional<Value.Tree> stands, LeaseMark read) {
    return read.equals(LeaseMark.NEVER_HELD)
        ? stands.isEmpty()
        : stands.filter(record -> isOf(record, read)).isPresent();
  }

  private static boolean isOf(Value.Tree record, LeaseMark lease) {
    return record.whole("leaseVersion").equals(Optional.of(lease.version()))
        && record.whole("epoch").equals(Optional.of(lease.epoch()));
  }

  private Write put(RuntimeRecord next, Value.Tree stands) {
    var record =
        CountedRecord.over(stands, RuntimeRecordCodec.ATTRIBUTES, RuntimeRecordCodec.write(next));
    var fit = ItemSize.fit(record);
    if (fit == Write.WRITTEN) {
      table.runtimes.put(next.key(), record);
    }
    return fit;
  }

  @Override
  public Future<Map<EnvironmentKey, Instant>> reservations(AppId app) {
    table.count(TableCall.RESERVATIONS);
    var all = new HashMap<EnvironmentKey, Instant>();
    OfApp.of(app, table.runtimes)
        .forEach((key, record) ->
            RuntimeRecordCodec.reservedAt(record).ifPresent(at -> all.put(key, at)));
    return Future.succeededFuture(all);
  }

  @Override
  public Future<Write> append(HistoryEntry entry) {
    table.count(TableCall.APPEND);
    return put(table.histories, entry.key(), entry.place(), entry.toTree());
  }

  @Override
  public Future<Write> reach(GenerationEntry entry) {
    table.count(TableCall.REACH);
    return put(table.generations, entry.key(), entry.place(), entry.toTree());
  }

  private static Future<Write> put(
      Map<EnvironmentKey, Map<Integer, Value.Tree>> all,
      EnvironmentKey key,
      int place,
      Value.Tree entry) {
    all.computeIfAbsent(key, _ -> new HashMap<>()).put(place, entry);
    return Future.succeededFuture(Write.WRITTEN);
  }

  @Override
  public Future<List<Value.Tree>> generations(EnvironmentKey key) {
    table.count(TableCall.GENERATIONS);
    return newestFirst(table.generations, key);
  }

  @Override
  public Future<List<Value.Tree>> history(EnvironmentKey key) {
    table.count(TableCall.HISTORY);
    return newestFirst(table.histories, key);
  }

  private static Future<List<Value.Tree>> newestFirst(
      Map<EnvironmentKey, Map<Integer, Value.Tree>> all, EnvironmentKey key) {
    return Future.succeededFuture(
        all.getOrDefault(key, Map.of()).values().stream().sorted(NEWEST_FIRST).toList());
  }
}
