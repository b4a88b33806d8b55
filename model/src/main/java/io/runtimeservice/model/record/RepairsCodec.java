package io.runtimeservice.model.record;

import io.runtimeservice.model.document.Fields;
import io.runtimeservice.model.document.Values;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was repaired, as the runtime record holds it. */
final class RepairsCodec {

  private static final int TIMES_KEPT_MAX = 1000;

  private RepairsCodec() {}

  static void write(Repairs repairs, Values.TreeBuilder tree) {
    if (repairs.settled()) {
      tree.put("settled", true);
    }
    if (!repairs.counts().isEmpty()) {
      var counts = Values.tree();
      repairs
          .counts()
          .forEach((what, count) ->
              counts.put(
                  what,
                  Values.tree()
                      .put("times", count.times())
                      .put("since", Values.time(count.since()))
                      .build()));
      tree.put("repairs", counts.build());
    }
  }

  static Repairs read(Fields fields) {
    boolean settled = fields.bool("settled").orElse(false);
    var counts =
        fields.objects(
            "repairs", Given.TEXT, (all, what) -> all.object(what).flatMap(RepairsCodec::count));
    return new Repairs(settled, new TreeMap<>(counts.orElse(Map.of())));
  }

  private static Optional<Repairs.Count> count(Fields fields) {
    var times = Given.whole(fields, "times", 1, TIMES_KEPT_MAX);
    var since = Given.time(fields, "since");
    return times.flatMap(n -> since.map(at -> new Repairs.Count(n.intValue(), at)));
  }
}
