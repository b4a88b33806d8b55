package io.runtimeservice.simulator.table;

import io.runtimeservice.model.control.ControlCodec;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.ControlStore;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.HostClaims;
import io.runtimeservice.model.port.Inventory;
import io.runtimeservice.model.port.RuntimeStore;
import io.runtimeservice.model.port.SweepStore;
import io.runtimeservice.model.sweep.SweepRecordCodec;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The shared table in memory. The service sees it through its ports; a test writes it as the
 * Environment Manager does, and looks into it without being counted.
 *
 * <p>For one thread. Every future is complete when it is returned.
 */
public final class InMemoryTable {

  /** What a page of the inventory holds, unless a test wants less. */
  private static final int PAGE_ROWS = 100;

  final NavigableMap<AppId, Value.Tree> apps = new TreeMap<>();
  final NavigableMap<EnvironmentKey, Value.Tree> environments = new TreeMap<>();
  final NavigableMap<EnvironmentKey, Value.Tree> runtimes = new TreeMap<>();

  /** By environment, then by place. */
  final Map<EnvironmentKey, Map<Integer, Value.Tree>> histories = new HashMap<>();

  /** By environment, then by place. */
  final Map<EnvironmentKey, Map<Integer, Value.Tree>> generations = new HashMap<>();

  final Map<String, HostClaims.Holder> claims = new HashMap<>();

  final CountedRecord control = new CountedRecord("rev", ControlCodec.ATTRIBUTES);
  final CountedRecord sweep = new CountedRecord("version", SweepRecordCodec.ATTRIBUTES);

  private int pageRows = PAGE_ROWS;

  private final EnumMap<TableCall, Long> calls = new EnumMap<>(TableCall.class);

  public EnvironmentStore environmentStore() {
    return new InMemoryEnvironmentStore(this);
  }

  public RuntimeStore runtimeStore() {
    return new InMemoryRuntimeStore(this);
  }

  public HostClaims hostClaims() {
    return new InMemoryHostClaims(this);
  }

  public ControlStore controlStore() {
    return new InMemoryControlStore(this);
  }

  public SweepStore sweepStore() {
    return new InMemorySweepStore(this);
  }

  public Inventory inventory() {
    return new InMemoryInventory(this);
  }

  /** From now on a page of the inventory holds so many rows. */
  public void setPageRows(int rows) {
    pageRows = rows;
  }

  int pageRows() {
    return pageRows;
  }

  public TableCounts counts() {
    return new TableCounts(calls);
  }

  void count(TableCall call) {
    calls.merge(call, 1L, Long::sum);
  }

  /** Writes an App record, over the one that stood there. */
  public void putApp(AppId id, Value.Tree record) {
    apps.put(id, record);
  }

  /** Writes an Environment record, over the one that stood there, {@code url} and status too. */
  public void putEnvironment(EnvironmentKey key, Value.Tree record) {
    environments.put(key, record);
  }

  /** Changes an Environment record that is there; if it is not, nothing happens. */
  public void changeEnvironment(EnvironmentKey key, UnaryOperator<Value.Tree> change) {
    environments.computeIfPresent(key, (_, record) -> change.apply(record));
  }

  public void removeEnvironment(EnvironmentKey key) {
    environments.remove(key);
  }

  /** Writes a Runtime record as it is, whoever holds its lease. */
  public void putRuntime(EnvironmentKey key, Value.Tree record) {
    runtimes.put(key, record);
  }

  public void removeRuntime(EnvironmentKey key) {
    runtimes.remove(key);
  }

  /** Writes the control record as a hand would, over the one that stood there. */
  public void putControl(Value.Tree record) {
    control.put(record);
  }

  /** Writes the sweep record as a hand would, over the one that stood there. */
  public void putSweep(Value.Tree record) {
    sweep.put(record);
  }

  public Optional<Value.Tree> control() {
    return control.stands();
  }

  public Optional<Value.Tree> sweep() {
    return sweep.stands();
  }

  public Optional<Value.Tree> environment(EnvironmentKey key) {
    return Optional.ofNullable(environments.get(key));
  }

  public Optional<Value.Tree> runtime(EnvironmentKey key) {
    return Optional.ofNullable(runtimes.get(key));
  }

  /** All environments, in the order of their keys. */
  public List<EnvironmentKey> environmentKeys() {
    return List.copyOf(environments.keySet());
  }

  /** The history entries of an environment, in the order of their places. */
  public List<Value.Tree> history(EnvironmentKey key) {
    return List.copyOf(new TreeMap<>(histories.getOrDefault(key, Map.of())).values());
  }

  /** The desired states of an environment that were reached, in the order of their places. */
  public List<Value.Tree> generations(EnvironmentKey key) {
    return List.copyOf(new TreeMap<>(generations.getOrDefault(key, Map.of())).values());
  }

  /** All Runtime records, in the order of their keys. */
  public Map<EnvironmentKey, Value.Tree> runtimes() {
    return Collections.unmodifiableMap(runtimes);
  }

  /** The {@code status} of an Environment record; without attributes if it has none. */
  public Value.Tree status(EnvironmentKey key) {
    return environment(key).orElse(Value.Tree.EMPTY).tree("status");
  }

  public Optional<String> url(EnvironmentKey key) {
    return environment(key).flatMap(record -> record.text("url"));
  }

  /** Who owns a host name. */
  public Optional<HostClaims.Holder> holder(String hostname) {
    return Optional.ofNullable(claims.get(hostname));
  }
}
