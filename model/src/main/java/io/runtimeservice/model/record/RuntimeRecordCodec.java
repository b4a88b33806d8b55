package io.runtimeservice.model.record;

import static java.util.stream.Collectors.toCollection;

import io.runtimeservice.model.document.Fields;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusals;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.Generation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The runtime record as the table holds it. Attributes that this version does not know are not read
 * and, since each write sets only what is listed here, survive it.
 */
public final class RuntimeRecordCodec {

  /** Every attribute that a write sets or, where there is nothing to say, removes. */
  public static final List<String> ATTRIBUTES =
      List.of(
          "owner",
          "leaseVersion",
          "epoch",
          "follower",
          "incarnation",
          "flyApp",
          "network",
          "reservedAt",
          "closed",
          "generation",
          "digest",
          "acceptedAt",
          "losses",
          "lostAt",
          "settled",
          "repairs",
          "begun",
          "supersedes",
          "applied",
          "rollout",
          "intents",
          "image",
          "closing",
          "wholeLookDueAt",
          "drainingSince",
          "braked",
          "historySeq",
          "reached");

  private static final int COUNT_MAX = 1000;

  private RuntimeRecordCodec() {}

  public static Value.Tree write(RuntimeRecord record) {
    var tree =
        Values.tree()
            .putText("owner", record.lease().owner())
            .put("leaseVersion", record.lease().version())
            .put("epoch", record.lease().epoch())
            .putText("follower", record.lease().follower())
            .put("incarnation", record.naming().incarnation())
            .put("applied", AppliedCodec.write(record.applied()))
            .put("historySeq", record.historySeq())
            .putTime("wholeLookDueAt", record.agenda().wholeLookDueAt())
            .putTime("drainingSince", record.agenda().drainingSince())
            .putText("braked", record.agenda().counted());
    record
        .naming()
        .reserved()
        .ifPresent(it ->
            tree.put("flyApp", it.name().value())
                .put("network", it.network())
                .put("reservedAt", Values.time(it.at())));
    record
        .progress()
        .ifPresent(it -> {
          tree.put("generation", it.version().generation().value())
              .put("digest", it.version().digest())
              .put("acceptedAt", Values.time(it.acceptedAt()))
              .putTime("lostAt", it.lostAt());
          if (it.losses() > 0) {
            tree.put("losses", it.losses());
          }
          RepairsCodec.write(it.repairs(), tree);
          if (it.begun()) {
            tree.put("begun", true);
          }
          it.supersedes().ifPresent(former -> tree.put("supersedes", version(former)));
        });
    if (!record.naming().closed().isEmpty()) {
      tree.put(
          "closed",
          new Value.Many(
              record.naming().closed().stream().map(RuntimeRecordCodec::closed).toList()));
    }
    if (!record.intents().isEmpty()) {
      tree.put("intents", Values.texts(record.intents().stream().map(Intent::toString).toList()));
    }
    if (!record.applied().rollout().equals(Rollout.NONE)) {
      tree.put("rollout", RolloutCodec.write(record.applied().rollout()));
    }
    record.image().ifPresent(it -> tree.put("image", image(it)));
    record.closing().ifPresent(it -> tree.put("closing", closing(it)));
    record.chronicle().reached().ifPresent(it -> tree.put("reached", reached(it)));
    return tree.build();
  }

  /** The lease that a record says, if it says one. */
  public static LeaseMark lease(Value.Tree record) {
    return new LeaseMark(
        record.text("owner"),
        record.whole("leaseVersion").orElse(0L),
        record.whole("epoch").orElse(0L),
        record.text("follower"));
  }

  /**
   * Whether what stands in the table is this very record: a write that was refused because it had
   * been made already. Two that free the lease look alike in nothing but their lease.
   */
  public static boolean isWritten(Value.Tree stands, RuntimeRecord record) {
    var written = write(record);
    return ATTRIBUTES.stream()
        .allMatch(name -> canonical(stands, name).equals(canonical(written, name)));
  }

  private static Optional<String> canonical(Value.Tree record, String name) {
    return record.get(name).map(Values::canonical);
  }

  /** Reads what {@link #write} wrote; refuses what it cannot have written. */
  public static Reading<RuntimeRecord> read(Value.Tree tree, EnvironmentKey key) {
    var refusals = new Refusals();
    var fields = new Fields(tree, "runtime", refusals);
    var lease = lease(fields);
    var naming = naming(fields);
    var progress = progress(fields);
    var rollout = fields.object("rollout").flatMap(RolloutCodec::read);
    var applied =
        Given.object(fields, "applied")
            .flatMap(AppliedCodec::read)
            .map(it -> it.withRollout(rollout.orElse(Rollout.NONE)));
    var intents = fields.list("intents", COUNT_MAX, (value, path) -> intent(value, path, refusals));
    var image = fields.object("image").flatMap(RuntimeRecordCodec::image);
    var closing = fields.object("closing").flatMap(RuntimeRecordCodec::closing);
    var agenda =
        new Agenda(
            fields.time("wholeLookDueAt"),
            fields.time("drainingSince"),
            Given.maybe(fields, "braked"));
    var historySeq = Given.count(fields, "historySeq");
    var reached = fields.object("reached").flatMap(RuntimeRecordCodec::reached);
    return refusals.orElse(() ->
        new RuntimeRecord(
            key,
            lease.orElseThrow(),
            naming.orElseThrow(),
            progress,
            applied.orElseThrow(),
            intents.orElse(List.of()).stream().collect(toCollection(TreeSet::new)),
            image,
            closing,
            agenda,
            new Chronicle(historySeq.orElseThrow(), reached)));
  }

  private static Optional<LeaseMark> lease(Fields fields) {
    var owner = fields.text("owner", Given.TEXT.says(), Given.TEXT.holds());
    var version = Given.count(fields, "leaseVersion");
    var epoch = Given.count(fields, "epoch");
    var follower = fields.text("follower", Given.TEXT.says(), Given.TEXT.holds());
    return version.flatMap(v -> epoch.map(e -> new LeaseMark(owner, v, e, follower)));
  }

  private static Optional<Naming> naming(Fields fields) {
    var incarnation = Given.whole(fields, "incarnation", 1, Integer.MAX_VALUE);
    var reserved =
        fields.hasAny("flyApp", "network", "reservedAt")
            ? reserved(fields)
            : Optional.<Naming.Reserved>empty();
    var closed =
        fields.list(
            "closed",
            COUNT_MAX,
            (value, path) -> Given.object(fields, value, path).flatMap(RuntimeRecordCodec::closed));
    return incarnation.map(it -> new Naming(it.intValue(), reserved, closed.orElse(List.of())));
  }

  /** Since when a record has a name reserved, whatever else of it may be unreadable. */
  public static Optional<Instant> reservedAt(Value.Tree tree) {
    return Given.time(new Fields(tree, "", new Refusals()), "reservedAt");
  }

  private static Optional<Naming.Reserved> reserved(Fields fields) {
    var name = Given.text(fields, "flyApp").map(FlyAppName::new);
    var network = Given.text(fields, "network");
    var at = Given.time(fields, "reservedAt");
    return name.flatMap(n -> network.flatMap(net -> at.map(t -> new Naming.Reserved(n, net, t))));
  }

  private static Optional<Naming.Closed> closed(Fields fields) {
    var name = Given.text(fields, "name").map(FlyAppName::new);
    var at = Given.time(fields, "at");
    var network = Given.maybe(fields, "network");
    return name.flatMap(n -> at.map(t -> new Naming.Closed(n, network, t)));
  }

  private static Value closed(Naming.Closed closed) {
    return Values.tree()
        .put("name", closed.name().value())
        .putText("network", closed.network())
        .put("at", Values.time(closed.at()))
        .build();
  }

  private static Optional<Progress> progress(Fields fields) {
    if (!fields.hasAny("generation", "digest", "acceptedAt")) {
      return Optional.empty();
    }
    var version = version(fields);
    var acceptedAt = Given.time(fields, "acceptedAt");
    int losses = fields.whole("losses", 0, Progress.LOSSES_MAX).map(Long::intValue).orElse(0);
    var lostAt = fields.time("lostAt");
    var repairs = RepairsCodec.read(fields);
    boolean begun = fields.bool("begun").orElse(false);
    var supersedes = fields.object("supersedes").flatMap(RuntimeRecordCodec::version);
    return version.flatMap(
        v -> acceptedAt.map(at -> new Progress(v, at, losses, lostAt, repairs, begun, supersedes)));
  }

  private static Value version(DesiredVersion version) {
    return Values.tree()
        .put("generation", version.generation().value())
        .put("digest", version.digest())
        .build();
  }

  static Optional<DesiredVersion> version(Fields fields) {
    var generation = Given.whole(fields, "generation", 1, Long.MAX_VALUE).map(Generation::new);
    var digest = Given.text(fields, "digest");
    return generation.flatMap(g -> digest.map(d -> new DesiredVersion(g, d)));
  }

  /** An intent that cannot be read may stand for a creation under way: it is not passed over. */
  private static Optional<Intent> intent(Value value, String path, Refusals refusals) {
    var intent =
        value instanceof Value.Text(String text) ? Intent.parse(text) : Optional.<Intent>empty();
    if (intent.isEmpty()) {
      refusals.add(path, "expected a kind of creation and its target, such as machine:m0");
    }
    return intent;
  }

  private static Optional<ResolvedImage> image(Fields fields) {
    var version = version(fields);
    var resolved = Given.text(fields, "resolved");
    return version.flatMap(v -> resolved.map(it -> new ResolvedImage(v, it)));
  }

  private static Value image(ResolvedImage image) {
    return Values.tree()
        .put("generation", image.version().generation().value())
        .put("digest", image.version().digest())
        .put("resolved", image.digest())
        .build();
  }

  private static Optional<Chronicle.Reached> reached(Fields fields) {
    var version = version(fields);
    var seq = Given.count(fields, "seq");
    return version.flatMap(v -> seq.map(it -> new Chronicle.Reached(v, it)));
  }

  private static Value reached(Chronicle.Reached reached) {
    return Values.tree()
        .put("generation", reached.version().generation().value())
        .put("digest", reached.version().digest())
        .put("seq", reached.seq())
        .build();
  }

  private static Optional<Closing> closing(Fields fields) {
    var name = Given.text(fields, "name").map(FlyAppName::new);
    var at = Given.time(fields, "at");
    var goneAt = fields.time("goneAt");
    var hostnames =
        fields.list("hostnames", COUNT_MAX, (value, path) -> Given.text(fields, value, path));
    return name.flatMap(
        n -> at.map(t -> new Closing(n, t, goneAt, new TreeSet<>(hostnames.orElse(List.of())))));
  }

  private static Value closing(Closing closing) {
    var tree =
        Values.tree()
            .put("name", closing.name().value())
            .put("at", Values.time(closing.at()))
            .putTime("goneAt", closing.goneAt());
    if (!closing.hostnames().isEmpty()) {
      tree.put("hostnames", Values.texts(List.copyOf(closing.hostnames())));
    }
    return tree.build();
  }
}
