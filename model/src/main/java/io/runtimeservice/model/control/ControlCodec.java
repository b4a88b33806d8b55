package io.runtimeservice.model.control;

import io.runtimeservice.model.document.Fields;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusals;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.record.Given;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The control record as the table holds it. It is read strictly: a switch that cannot be read must
 * not be taken for one that is off. What is not there is off.
 */
public final class ControlCodec {

  /** Every attribute that a write sets or, where there is nothing to say, removes. */
  public static final List<String> ATTRIBUTES =
      List.of(
          "pauseAll",
          "pauseDestructive",
          "observeOnly",
          "paused",
          "brake",
          "changedBy",
          "changedAt",
          "rev");

  /** The attribute that is a set of strings in DynamoDB. */
  public static final String PAUSED = "paused";

  private ControlCodec() {}

  /** {@code paused} is left out if nobody is: DynamoDB has no empty sets. */
  public static Value.Tree write(Control control) {
    var switches = control.switches();
    var tree =
        Values.tree()
            .put("pauseAll", switches.pauseAll())
            .put("pauseDestructive", switches.pauseDestructive())
            .put("observeOnly", switches.observeOnly())
            .put("brake", brake(control.brake()))
            .put("rev", control.rev());
    if (!switches.paused().isEmpty()) {
      tree.put(
          PAUSED, Values.texts(switches.paused().stream().map(EnvironmentKey::toString).toList()));
    }
    control
        .changed()
        .ifPresent(it -> tree.put("changedBy", it.by()).put("changedAt", Values.time(it.at())));
    return tree.build();
  }

  private static Value brake(Brake brake) {
    var tree = Values.tree();
    brake
        .trip()
        .ifPresent(it -> tree.put("trippedAt", Values.time(it.at())).put("because", it.because()));
    if (!brake.minutes().isEmpty()) {
      tree.put(
          "minutes", new Value.Many(brake.minutes().stream().map(ControlCodec::minute).toList()));
    }
    if (brake.allowance() > 0) {
      tree.put("allowance", brake.allowance());
    }
    return tree.build();
  }

  private static Value minute(Brake.Minute minute) {
    return Values.tree()
        .put("from", Values.time(minute.from()))
        .put("count", minute.count())
        .build();
  }

  public static Reading<Control> read(Value.Tree tree) {
    var refusals = new Refusals();
    var fields = new Fields(tree, "control", refusals);
    var switches = switches(fields);
    var brake = fields.object("brake").map(ControlCodec::brake).orElse(Brake.RELEASED);
    var by = Given.maybe(fields, "changedBy");
    var at = fields.time("changedAt");
    long rev = fields.whole("rev", 0, Long.MAX_VALUE).orElse(0L);
    return refusals.orElse(() ->
        new Control(switches, brake, by.flatMap(b -> at.map(a -> new Control.Change(b, a))), rev));
  }

  private static Switches switches(Fields fields) {
    var paused =
        fields.list(PAUSED, Switches.PAUSED_MAX, (value, path) -> key(fields, value, path));
    return new Switches(
        fields.bool("pauseAll").orElse(false),
        fields.bool("pauseDestructive").orElse(false),
        fields.bool("observeOnly").orElse(false),
        new TreeSet<>(paused.orElse(List.of())));
  }

  private static Optional<EnvironmentKey> key(Fields fields, Value value, String path) {
    var key =
        value instanceof Value.Text(String text)
            ? EnvironmentKey.parse(text)
            : Optional.<EnvironmentKey>empty();
    if (key.isEmpty()) {
      fields.refusals().add(path, "expected <appId>/<environmentId>");
    }
    return key;
  }

  private static Brake brake(Fields fields) {
    var trippedAt = fields.time("trippedAt");
    var because = Given.maybe(fields, "because");
    var minutes =
        fields.list(
            "minutes",
            Brake.MINUTES_MAX,
            (value, path) -> Given.object(fields, value, path).flatMap(ControlCodec::minute));
    int allowance = fields.whole("allowance", 0, Brake.COUNT_MAX).map(Long::intValue).orElse(0);
    return new Brake(
        trippedAt.map(at -> new Brake.Trip(at, because.orElse(""))),
        minutes.orElse(List.of()),
        allowance);
  }

  private static Optional<Brake.Minute> minute(Fields fields) {
    var from = Given.time(fields, "from");
    var count = Given.whole(fields, "count", 0, Brake.COUNT_MAX);
    return from.flatMap(at -> count.map(it -> new Brake.Minute(at, it.intValue())));
  }
}
