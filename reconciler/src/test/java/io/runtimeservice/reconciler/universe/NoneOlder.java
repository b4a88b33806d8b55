package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineConfig;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.reconciler.accept.Judge;
import io.runtimeservice.reconciler.plan.Moment;
import io.vertx.core.AsyncResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The latest wins: whoever has read what is desired now sends nothing older to Fly, and no slot is
 * given anything older than it has been given.
 */
final class NoneOlder implements Onlooker {

  private final Kind kind;
  private final EnvironmentKey key;
  private final Map<String, Integer> read = new TreeMap<>();
  private final Map<Integer, Integer> given = new TreeMap<>();
  private final List<String> complaints = new ArrayList<>();
  private final Map<Integer, String> digests = new HashMap<>();
  private final Set<Integer> begun = new TreeSet<>();
  private final Set<String> reached = new TreeSet<>();
  private int gifts;

  NoneOlder(Kind kind, EnvironmentKey key) {
    this.kind = kind;
    this.key = key;
  }

  @Override
  public void sent(Call call, List<Object> arguments) {
    config(arguments)
        .ifPresent(config -> {
          int place = kind.placeOf(config.toSend());
          if (place < read.getOrDefault(call.replica(), -1)) {
            complaints.add("%s carries %d, and newer was read".formatted(call, place));
          }
        });
  }

  @Override
  public void heard(Call call, List<Object> arguments, AsyncResult<?> answer) {
    if (answer.succeeded() && answer.result() instanceof Records records) {
      read.merge(call.replica(), kind.placeOf(records), Math::max);
    }
  }

  /** What is desired in the nth place is written now. */
  void wish(int nth, Universe world) {
    var records = world.table.environmentStore().load(key).result();
    if (Judge.desired(key, records, Moment.agreed(world.time.now()))
        instanceof Reading.Read<Desired>(Desired desired)) {
      digests.put(nth, desired.version().digest());
    }
  }

  @Override
  public void happened(Call call, List<Object> arguments, AsyncResult<?> answer) {
    for (Object argument : arguments) {
      if (argument instanceof RuntimeRecord record) {
        record
            .progress()
            .filter(it -> it.repairs().settled())
            .ifPresent(it -> reached.add(it.version().digest()));
      }
    }
    if (answer.succeeded()) {
      config(arguments).ifPresent(config -> give(call, config.toSend()));
    }
  }

  private void give(Call call, Value.Tree config) {
    gifts++;
    int place = kind.placeOf(config);
    int slot = Reality.slot(config, key).orElseThrow().index();
    int newest = given.getOrDefault(slot, place);
    if (place < newest) {
      complaints.add("%s gives slot %d %d, which had %d".formatted(call, slot, place, newest));
    }
    given.put(slot, Math.max(newest, place));
    begun.add(place);
  }

  private static Optional<MachineConfig> config(List<Object> arguments) {
    return arguments.isEmpty() || !(arguments.getFirst() instanceof FlyCall<?> call)
        ? Optional.empty()
        : switch (call) {
          case MachineCall.Create it -> Optional.of(it.config());
          case MachineCall.Update it -> Optional.of(it.config());
          default -> Optional.empty();
        };
  }

  /** How often a machine was given anything. */
  int gifts() {
    return gifts;
  }

  /** The digests of all that was not reached before something else was desired. */
  Set<String> superseded() {
    return digests.values().stream()
        .filter(it -> !reached.contains(it))
        .collect(Collectors.toSet());
  }

  /**
   * The digests of what was given to a machine, and was not reached before something else was
   * desired.
   */
  Set<String> cutShort() {
    return begun.stream()
        .flatMap(it -> Optional.ofNullable(digests.get(it)).stream())
        .filter(it -> !reached.contains(it))
        .collect(Collectors.toSet());
  }

  /** All that it will judge by. */
  String remembers() {
    return "%s %s %s %s %s".formatted(read, given, begun, reached, complaints);
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }
}
