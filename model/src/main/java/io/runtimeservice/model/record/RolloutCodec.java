package io.runtimeservice.model.record;

import io.runtimeservice.model.document.Fields;
import io.runtimeservice.model.document.Fields.Form;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Rollout.Retiring;
import io.runtimeservice.model.record.Rollout.Setback;
import io.runtimeservice.model.status.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@link Rollout} as the runtime record holds it. */
final class RolloutCodec {

  private static final Form SLOT =
      new Form("a slot, such as m0", name -> Slot.parse(name).isPresent());
  private static final Form REASON =
      new Form("a reason, such as CrashLoop", word -> Reason.parse(word).isPresent());

  private RolloutCodec() {}

  static Value.Tree write(Rollout rollout) {
    var tree =
        Values.tree()
            .put("number", rollout.number())
            .putTime("begunAt", rollout.begunAt())
            .putTime("wellSince", rollout.wellSince());
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
    rollout.setback().ifPresent(it -> tree.put("setback", setback(it)));
    return tree.build();
  }

  static Optional<Rollout> read(Fields fields) {
    var number = Given.whole(fields, "number", 1, Integer.MAX_VALUE);
    var green = new TreeMap<Slot, Applied.InSlot>();
    fields
        .objects("green", SLOT, (all, slot) -> all.object(slot).flatMap(AppliedCodec::inSlot))
        .orElse(Map.of())
        .forEach((name, it) -> Slot.parse(name).ifPresent(slot -> green.put(slot, it)));
    var retiring = new TreeMap<MachineId, Retiring>();
    fields
        .objects("retiring", Given.TEXT, (all, id) -> all.object(id).flatMap(RolloutCodec::retired))
        .orElse(Map.of())
        .forEach((id, it) -> retiring.put(new MachineId(id), it));
    var begunAt = fields.time("begunAt");
    var wellSince = fields.time("wellSince");
    var setback = fields.object("setback").flatMap(RolloutCodec::setback);
    return number.map(n -> new Rollout(n.intValue(), green, begunAt, wellSince, retiring, setback));
  }

  private static Value retiring(Retiring retiring) {
    return Values.tree()
        .put("slot", retiring.slot().machineName())
        .putTime("succeededAt", retiring.succeededAt())
        .putTime("cordonedAt", retiring.cordonedAt())
        .build();
  }

  private static Optional<Retiring> retired(Fields fields) {
    var slot = given(fields, "slot", SLOT).flatMap(Slot::parse);
    var succeededAt = fields.time("succeededAt");
    var cordonedAt = fields.time("cordonedAt");
    return slot.map(it -> new Retiring(it, succeededAt, cordonedAt));
  }

  private static Value setback(Setback setback) {
    return Values.tree()
        .put("number", setback.number())
        .put("generation", setback.version().generation().value())
        .put("digest", setback.version().digest())
        .put("reason", setback.reason().toString())
        .put("message", setback.message())
        .put("at", Values.time(setback.at()))
        .put("count", setback.count())
        .build();
  }

  private static Optional<Setback> setback(Fields fields) {
    var number = Given.whole(fields, "number", 1, Integer.MAX_VALUE);
    var generation = Given.whole(fields, "generation", 1, Long.MAX_VALUE).map(Generation::new);
    var digest = Given.text(fields, "digest");
    var reason = given(fields, "reason", REASON).flatMap(Reason::parse);
    var message = Given.text(fields, "message");
    var at = Given.time(fields, "at");
    var count = Given.whole(fields, "count", 1, Setback.COUNT_MAX);
    boolean whole =
        number.isPresent()
            && generation.isPresent()
            && digest.isPresent()
            && reason.isPresent()
            && message.isPresent()
            && at.isPresent()
            && count.isPresent();
    return whole
        ? Optional.of(
            new Setback(
                number.orElseThrow().intValue(),
                new DesiredVersion(generation.orElseThrow(), digest.orElseThrow()),
                reason.orElseThrow(),
                message.orElseThrow(),
                at.orElseThrow(),
                count.orElseThrow().intValue()))
        : Optional.empty();
  }

  private static Optional<String> given(Fields fields, String name, Form form) {
    return fields.required(name, form.says(), fields.text(name, form.says(), form.holds()));
  }
}
