package io.runtimeservice.model.spec;

import io.runtimeservice.model.document.Fields;
import io.runtimeservice.model.document.Fields.Form;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusals;
import io.runtimeservice.model.document.Value;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads a spec strictly, field by field; what is wrong is said with the field's path. */
final class SpecReader {

  private final Fields fields;
  private final Refusals refusals;

  private SpecReader(Value.Tree tree, String path, Refusals refusals) {
    this.fields = new Fields(tree, path, refusals);
    this.refusals = refusals;
  }

  /** Reads a tree in which every field that has a default is given. */
  static Reading<Spec> read(Value.Tree tree, String path) {
    var refusals = new Refusals();
    return new SpecReader(tree, path, refusals).spec();
  }

  /** Says what is wrong with the fields of one layer, each looked at by itself. */
  static void checkLayer(Value.Tree layer, EnvironmentType type, String path, Refusals refusals) {
    var whole = SpecDefaults.over(SpecDefaults.builtIn(type), layer);
    new SpecReader(whole, path, refusals).parts();
  }

  private record Parts(
      Optional<Build> build,
      Optional<Variables> variables,
      Optional<List<CertificateSpec>> certificates,
      Optional<Placement> placement,
      Optional<Service> service,
      Optional<Reach> reach,
      Optional<Policy> policy) {}

  private Reading<Spec> spec() {
    Parts parts = parts();
    parts.variables.ifPresent(this::namesDiffer);
    parts.placement.ifPresent(this::guestIsOffered);
    return refusals.orElse(() ->
        new Spec(
            parts.build.orElseThrow(),
            parts.variables.orElseThrow(),
            parts.certificates.orElseThrow(),
            parts.placement.orElseThrow(),
            parts.service.orElseThrow(),
            parts.reach.orElseThrow(),
            parts.policy.orElseThrow()));
  }

  private Parts parts() {
    var parts =
        new Parts(
            Optional.of(new Build(image(), text("commit", Forms.COMMIT))),
            variables(),
            new ReferenceReader(fields).certificates(),
            placement(),
            fields.object("service").flatMap(this::service),
            reach(),
            policy());
    fields.noOthers();
    return parts;
  }

  private Optional<ImageReference> image() {
    if (fields.isNull("image")) {
      return Optional.empty();
    }
    return text("image", new Form(ImageReference.FORM, t -> ImageReference.parse(t).isPresent()))
        .flatMap(ImageReference::parse);
  }

  private Optional<Variables> variables() {
    var config = fields.texts("config", Forms.VARIABLE, Forms.ANY_TEXT);
    var secrets = new ReferenceReader(fields).secrets();
    return config.flatMap(plain -> secrets.map(secret -> new Variables(plain, secret)));
  }

  private Optional<Placement> placement() {
    var regions = distinct("regions", Placement.REGIONS_MAX, Forms.REGION, Optional::of);
    if (regions.filter(List::isEmpty).isPresent()) {
      fields.refuse("regions", "expected at least one region");
    }
    var machines = fields.whole("machines", 1, Placement.MACHINES_MAX).map(Long::intValue);
    var guest = fields.object("guest").flatMap(SpecReader::guest);
    return regions.flatMap(
        where -> machines.flatMap(n -> guest.map(size -> new Placement(where, n, size))));
  }

  private static Optional<Guest> guest(Fields guest) {
    var kind = guest.word("cpuKind", Words.CPU_KINDS);
    var cpus = guest.whole("cpus", 1, Guest.CPUS_MAX).map(Long::intValue);
    var memory = guest.whole("memoryMb", 1, Guest.MEMORY_MB_MAX).map(Long::intValue);
    guest.noOthers();
    return kind.flatMap(k -> cpus.flatMap(c -> memory.map(m -> new Guest(k, c, m))));
  }

  private Optional<Service> service(Fields service) {
    var port = service.whole("internalPort", 1, Service.PORT_MAX).map(Long::intValue);
    var check = service.object("check").flatMap(SpecReader::check);
    service.noOthers();
    return port.map(p -> new Service(p, check));
  }

  private static Optional<Check> check(Fields check) {
    var type = check.required("type", "http or tcp", check.word("type", Words.CHECKS));
    var path = check.text("path", Forms.CHECK_PATH.says(), Forms.CHECK_PATH.holds());
    if (path.isPresent() && type.filter(Check.Type.TCP::equals).isPresent()) {
      check.refuse("path", "expected none for a tcp check");
    }
    var interval = seconds(check, "intervalSeconds", Check.INTERVAL_SECONDS_MAX, 15);
    var timeout = seconds(check, "timeoutSeconds", Check.TIMEOUT_SECONDS_MAX, 2);
    var grace = seconds(check, "gracePeriodSeconds", Check.GRACE_SECONDS_MAX, 10);
    check.noOthers();
    return type.map(t ->
        new Check(
            t,
            t == Check.Type.HTTP ? path.or(() -> Optional.of("/")) : path,
            interval,
            timeout,
            grace));
  }

  private Optional<Reach> reach() {
    var addresses =
        distinct(
            "addresses",
            Words.ADDRESSES.size(),
            new Form(
                "one of " + String.join(", ", Words.ADDRESSES.keySet()),
                Words.ADDRESSES::containsKey),
            it -> Optional.ofNullable(Words.ADDRESSES.get(it)));
    var network = text("network", Forms.NETWORK);
    return addresses.map(it -> new Reach(it, network));
  }

  private Optional<Policy> policy() {
    var sleep = fields.word("sleep", Words.SLEEPS);
    var replacement = fields.word("replacement", Words.REPLACEMENTS);
    var expiresAt = fields.time("expiresAt");
    var deadline =
        fields
            .whole("progressDeadlineSeconds", 1, Policy.PROGRESS_DEADLINE_SECONDS_MAX)
            .map(Duration::ofSeconds);
    return sleep.flatMap(
        s -> replacement.flatMap(r -> deadline.map(d -> new Policy(s, r, expiresAt, d))));
  }

  private void namesDiffer(Variables variables) {
    for (String name : variables.secrets().keySet()) {
      if (variables.config().containsKey(name)) {
        fields.refuse(
            "secrets." + name, "expected a name that does not also stand in the merged config");
      }
    }
  }

  private void guestIsOffered(Placement placement) {
    var guest = placement.guest();
    if (!guest.cpuKind().allowsCount(guest.cpus())) {
      fields.refuse("guest.cpus", "expected " + guest.cpuKind().countForm());
    } else if (!guest.cpuKind().allowsMemory(guest.cpus(), guest.memoryMb())) {
      fields.refuse("guest.memoryMb", "expected " + guest.cpuKind().memoryForm(guest.cpus()));
    }
  }

  private <T> Optional<List<T>> distinct(
      String name, int itemsMax, Form form, Function<String, Optional<T>> make) {
    var seen = new HashSet<String>();
    return fields.list(
        name,
        itemsMax,
        (value, path) -> {
          if (value instanceof Value.Text(String text) && form.holds().test(text)) {
            if (!seen.add(text)) {
              refusals.add(path, "expected each only once");
            }
            return make.apply(text);
          }
          refusals.add(path, "expected " + form.says());
          return Optional.empty();
        });
  }

  private static Duration seconds(Fields fields, String name, int max, int otherwise) {
    return Duration.ofSeconds(fields.whole(name, 1, max).orElse((long) otherwise));
  }

  private Optional<String> text(String name, Form form) {
    return fields.text(name, form.says(), form.holds());
  }
}
