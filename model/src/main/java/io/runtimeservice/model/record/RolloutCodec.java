package io.runtimeservice.model.record;

import io.runtimeservice.model.document.Fields;
import io.runtimeservice.model.document.Fields.Form;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Rollout.Begun;
import io.runtimeservice.model.record.Rollout.Retiring;
import io.runtimeservice.model.record.Rollout.Setback;
import io.runtimeservice.model.status.Reason;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@link Rollout} as the runtime record holds it. */
final class RolloutCodec {

  private RolloutCodec() {}

  static Value.Tree write(Rollout rollout) {
    var tree =
        Values.tree().put("number", rollout.number()).putTime("wellSince", rollout.wellSince());
    if (!rollout.green().isEmpty()) {
      var green = Values.tree();
      rollout.green().forEach((slot, it) -> green.put(slot.machineName(), AppliedCodec.inSlot(it)));
      tree.put("green", green.build());
    }
    if (!rollout.retiring().isEmpty()) {
      var retiring = Values.tree();
      rollout.retiring().forEach((id, it) -> retiring.put(id.value(), retiring(it)));
      tree.put("retiring", retiring.build());
    }
    if (!rollout.unreachable().isEmpty()) {
      var unreachable = Values.tree();
      rollout.unreachable().forEach((id, at) -> unreachable.put(id.value(), Values.time(at)));
      tree.put("unreachable", unreachable.build());
    }
    rollout.begun().ifPresent(it -> tree.put("begun", begun(it)));
    rollout.setback().ifPresent(it -> tree.put("setback", setback(it)));
    return tree.build();
  }

  static Optional<Rollout> read(Fields fields) {
    var number = Given.whole(fields, "number", 1, Integer.MAX_VALUE);
    var green = new TreeMap<Slot, Applied.InSlot>();
    fields
        .objects(
            "green",
            AppliedCodec.SLOT,
            (all, slot) -> all.object(slot).flatMap(AppliedCodec::inSlot))
        .orElse(Map.of())
        .forEach((name, it) -> Slot.parse(name).ifPresent(slot -> green.put(slot, it)));
    var retiring = new TreeMap<MachineId, Retiring>();
    fields
        .objects("retiring", Given.TEXT, (all, id) -> all.object(id).flatMap(RolloutCodec::retired))
        .orElse(Map.of())
        .forEach((id, it) -> retiring.put(new MachineId(id), it));
    var begun = fields.object("begun").flatMap(RolloutCodec::begun);
    var wellSince = fields.time("wellSince");
    var setback = fields.object("setback").flatMap(RolloutCodec::setback);
    var unreachable = new TreeMap<MachineId, Instant>();
    fields
        .objects("unreachable", Given.TEXT, Given::time)
        .orElse(Map.of())
        .forEach((id, at) -> unreachable.put(new MachineId(id), at));
    return number.map(
        n -> new Rollout(n.intValue(), green, begun, wellSince, retiring, setback, unreachable));
  }

  private static Value retiring(Retiring retiring) {
    return Values.tree()
        .put("slot", retiring.slot().machineName())
        .putTime("succeededAt", retiring.succeededAt())
        .putTime("cordonedAt", retiring.cordonedAt())
        .build();
  }

  private static Optional<Retiring> retired(Fields fields) {
    var slot = given(fields, "slot", AppliedCodec.SLOT).flatMap(Slot::parse);
    var succeededAt = fields.time("succeededAt");
    var cordonedAt = fields.time("cordonedAt");
    return slot.map(it -> new Retiring(it, succeededAt, cordonedAt));
  }

  private static Value begun(Begun begun) {
    return version(begun.version())
        .put("number", begun.number())
        .put("at", Values.time(begun.at()))
        .build();
  }

  private static Optional<Begun> begun(Fields fields) {
    var number = Given.whole(fields, "number", 1, Integer.MAX_VALUE);
    var version = RuntimeRecordCodec.version(fields);
    var at = Given.time(fields, "at");
    return number.flatMap(n -> version.flatMap(v -> at.map(t -> new Begun(n.intValue(), v, t))));
  }

  private static Value setback(Setback setback) {
    return version(setback.version())
        .put("number", setback.number())
        .put("reason", setback.reason().toString())
        .put("message", setback.message())
        .put("at", Values.time(setback.at()))
        .put("count", setback.count())
        .build();
  }

  private static Values.TreeBuilder version(DesiredVersion version) {
    return Values.tree()
        .put("generation", version.generation().value())
        .put("digest", version.digest());
  }

  /** A reason that only another version of this service knows is told as a fault of its own. */
  private static Optional<Setback> setback(Fields fields) {
    var begun = begun(fields);
    var reason =
        Given.text(fields, "reason").map(it -> Reason.parse(it).orElse(Reason.INTERNAL_ERROR));
    var message = Given.text(fields, "message");
    var count = Given.whole(fields, "count", 1, Setback.COUNT_MAX);
    return begun.flatMap(b ->
        reason.flatMap(why ->
            message.flatMap(words ->
                count.map(
                    n -> new Setback(b.number(), b.version(), why, words, b.at(), n.intValue())))));
  }

  private static Optional<String> given(Fields fields, String name, Form form) {
    return fields.required(name, form.says(), fields.text(name, form.says(), form.holds()));
  }
}
