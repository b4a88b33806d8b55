package io.runtimeservice.model.sweep;

import io.runtimeservice.model.document.Fields;
import io.runtimeservice.model.document.Fields.Form;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusals;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.record.Given;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The sweep record as the table holds it. */
public final class SweepRecordCodec {

  /** Every attribute that a write sets or, where there is nothing to say, removes. */
  public static final List<String> ATTRIBUTES =
      List.of("owner", "version", "feedFrom", "last", "lastComplete", "orphans");

  private static final Form KEY =
      new Form("<appId>/<environmentId>", text -> EnvironmentKey.parse(text).isPresent());

  private static final Form ANY = new Form("a string", _ -> true);

  private SweepRecordCodec() {}

  public static Value.Tree write(SweepRecord record) {
    var tree =
        Values.tree()
            .putText("owner", record.owner())
            .put("version", record.version())
            .putTime("feedFrom", record.feedFrom());
    record.last().ifPresent(it -> tree.put("last", report(it)));
    record.lastComplete().ifPresent(it -> tree.put("lastComplete", report(it)));
    if (!record.orphans().isEmpty()) {
      tree.put(
          "orphans",
          new Value.Many(record.orphans().stream().<Value>map(SweepRecordCodec::orphan).toList()));
    }
    return tree.build();
  }

  /** A report, as the table and the HTTP API show it. */
  public static Value.Tree report(SweepReport report) {
    var differing = Values.tree();
    report.differing().forEach(differing::put);
    return Values.tree()
        .put("at", Values.time(report.at()))
        .put("milliseconds", report.took().toMillis())
        .putText("doubt", report.doubt())
        .put("environments", report.environments())
        .put("owned", report.owned())
        .put("machines", report.machines())
        .put("differing", differing.build())
        .put(
            "found",
            new Value.Many(
                report.found().stream()
                    .<Value>map(it ->
                        Values.tree()
                            .put("environment", it.key().toString())
                            .put("what", it.what())
                            .build())
                    .toList()))
        .build();
  }

  /** An orphan, as the table and the HTTP API show it. */
  public static Value.Tree orphan(Orphan orphan) {
    return Values.tree()
        .put("app", orphan.app().value())
        .putText("environment", orphan.of().map(EnvironmentKey::toString))
        .put("firstSeen", Values.time(orphan.firstSeen()))
        .put("lastSeen", Values.time(orphan.lastSeen()))
        .build();
  }

  /**
   * Whether what stands in the table is this very record: a write that was refused because it had
   * been made already. Two replicas that write at the same time differ in the owner.
   */
  public static boolean isWritten(Value.Tree stands, SweepRecord record) {
    var written = write(record);
    return ATTRIBUTES.stream()
        .allMatch(name -> canonical(stands, name).equals(canonical(written, name)));
  }

  private static Optional<String> canonical(Value.Tree record, String name) {
    return record.get(name).map(Values::canonical);
  }

  public static Reading<SweepRecord> read(Value.Tree tree) {
    var refusals = new Refusals();
    var fields = new Fields(tree, "sweep", refusals);
    var owner = Given.maybe(fields, "owner");
    long version = fields.whole("version", 0, Long.MAX_VALUE).orElse(0L);
    var feedFrom = fields.time("feedFrom");
    var last = fields.object("last").flatMap(SweepRecordCodec::report);
    var lastComplete = fields.object("lastComplete").flatMap(SweepRecordCodec::report);
    var orphans =
        fields.list(
            "orphans",
            SweepRecord.ORPHANS_MAX,
            (value, path) -> Given.object(fields, value, path).flatMap(SweepRecordCodec::orphan));
    return refusals.orElse(() ->
        new SweepRecord(owner, version, feedFrom, last, lastComplete, orphans.orElse(List.of())));
  }

  private static Optional<SweepReport> report(Fields fields) {
    var at = Given.time(fields, "at");
    long millis = fields.whole("milliseconds", 0, Long.MAX_VALUE).orElse(0L);
    var doubt = Given.maybe(fields, "doubt");
    int environments = count(fields, "environments");
    int owned = count(fields, "owned");
    int machines = count(fields, "machines");
    var differing = differing(fields);
    var found =
        fields.list(
            "found",
            SweepReport.FOUND_MAX,
            (value, path) -> Given.object(fields, value, path).flatMap(SweepRecordCodec::found));
    return at.map(it ->
        new SweepReport(
            it,
            Duration.ofMillis(millis),
            doubt,
            environments,
            owned,
            machines,
            differing,
            found.orElse(List.of())));
  }

  private static SortedMap<String, Integer> differing(Fields fields) {
    return new TreeMap<>(
        fields
            .objects(
                "differing",
                ANY,
                (all, name) -> all.whole(name, 0, Integer.MAX_VALUE).map(Long::intValue))
            .orElse(Map.of()));
  }

  private static int count(Fields fields, String name) {
    return Given.whole(fields, name, 0, Integer.MAX_VALUE).map(Long::intValue).orElse(0);
  }

  private static Optional<SweepReport.Found> found(Fields fields) {
    var key = fields.required("environment", KEY.says(), key(fields));
    var what = Given.text(fields, "what");
    return key.flatMap(k -> what.map(w -> new SweepReport.Found(k, w)));
  }

  private static Optional<EnvironmentKey> key(Fields fields) {
    return fields.text("environment", KEY.says(), KEY.holds()).flatMap(EnvironmentKey::parse);
  }

  private static Optional<Orphan> orphan(Fields fields) {
    var app = Given.text(fields, "app").map(FlyAppName::new);
    var of = key(fields);
    var first = Given.time(fields, "firstSeen");
    var last = Given.time(fields, "lastSeen");
    return app.flatMap(a -> first.flatMap(f -> last.map(l -> new Orphan(a, of, f, l))));
  }
}
