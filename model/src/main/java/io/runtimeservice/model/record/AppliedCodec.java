package io.runtimeservice.model.record;

import io.runtimeservice.model.document.Fields;
import io.runtimeservice.model.document.Fields.Form;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.spec.SecretSpec;
import io.runtimeservice.model.spec.Words;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/** {@link Applied} as the table holds it. */
final class AppliedCodec {

  private static final Form ADDRESS = new Form("an address type", Words.ADDRESSES::containsKey);
  static final Form SLOT = new Form("a slot, such as m0", name -> Slot.parse(name).isPresent());

  private AppliedCodec() {}

  static Value.Tree write(Applied applied) {
    var tree = Values.tree().put("app", applied.appCreated());
    applied.secretsVersion().ifPresent(version -> tree.put("secretsVersion", version));
    put(tree, "addresses", applied.addresses(), Values::text);
    putAsked(tree, applied);
    if (applied.secretsRepaired() > 0) {
      tree.put("secretsRepaired", applied.secretsRepaired());
    }
    put(tree, "secrets", applied.secrets(), AppliedCodec::secret);
    put(tree, "certificates", applied.certificates(), AppliedCodec::certified);
    put(tree, "machines", applied.machines(), AppliedCodec::inSlot);
    return tree.build();
  }

  static Optional<Applied> read(Fields fields) {
    var app = Given.bool(fields, "app");
    var secretsVersion = fields.whole("secretsVersion", 0, Long.MAX_VALUE);
    var addresses = new EnumMap<AddressType, String>(AddressType.class);
    fields
        .texts("addresses", ADDRESS, Given.TEXT)
        .ifPresent(all ->
            all.forEach((type, ip) ->
                Optional.ofNullable(Words.ADDRESSES.get(type))
                    .ifPresent(it -> addresses.put(it, ip))));
    var asked = asked(fields);
    var secretsRepaired = fields.whole("secretsRepaired", 0, Integer.MAX_VALUE);
    var secrets = each(fields, "secrets", Given.TEXT, AppliedCodec::secret);
    var certificates = each(fields, "certificates", Given.TEXT, AppliedCodec::certified);
    var machines = new TreeMap<Slot, Applied.InSlot>();
    each(fields, "machines", SLOT, AppliedCodec::inSlot)
        .forEach((name, it) -> Slot.parse(name).ifPresent(slot -> machines.put(slot, it)));
    return app.map(created ->
        new Applied(
            created,
            addresses,
            secretsVersion,
            new TreeMap<>(secrets),
            secretsRepaired.orElse(0L).intValue(),
            new TreeMap<>(certificates),
            asked,
            machines,
            Rollout.NONE));
  }

  /** Only what the addresses themselves do not say. */
  private static void putAsked(Values.TreeBuilder tree, Applied applied) {
    var types = new TreeSet<String>();
    for (AddressType type : applied.asked().addresses()) {
      if (!applied.addresses().containsKey(type)) {
        types.add(type.toString());
      }
    }
    put(tree, "addressesAsked", types);
    put(tree, "hostnamesAsked", applied.asked().hostnames());
  }

  private static void put(Values.TreeBuilder tree, String name, Set<String> texts) {
    if (!texts.isEmpty()) {
      tree.put(name, Values.texts(texts));
    }
  }

  private static Asked asked(Fields fields) {
    var types =
        fields.list(
            "addressesAsked",
            AddressType.values().length,
            (value, path) ->
                Given.text(fields, value, path).flatMap(it -> addressType(fields, it, path)));
    var hostnames =
        fields.list(
            "hostnamesAsked",
            Asked.HOSTNAMES_MAX,
            (value, path) -> Given.text(fields, value, path));
    return new Asked(Set.copyOf(types.orElse(List.of())), Set.copyOf(hostnames.orElse(List.of())));
  }

  private static Optional<AddressType> addressType(Fields fields, String word, String path) {
    var type = Optional.ofNullable(Words.ADDRESSES.get(word));
    if (type.isEmpty()) {
      fields.refusals().add(path, "expected " + ADDRESS.says() + "; found another string");
    }
    return type;
  }

  private static Value secret(Applied.Secret secret) {
    return Values.tree()
        .put("ref", secret.spec().reference().ref())
        .put("version", secret.spec().reference().version())
        .put("key", secret.spec().key())
        .put("digest", secret.digest())
        .build();
  }

  private static Optional<Applied.Secret> secret(Fields fields) {
    var reference = reference(fields);
    var key = Given.text(fields, "key");
    var digest = Given.text(fields, "digest");
    return reference.flatMap(
        r -> key.flatMap(k -> digest.map(d -> new Applied.Secret(new SecretSpec(r, k), d))));
  }

  private static Value certified(Applied.Certified certified) {
    var tree =
        Values.tree()
            .put("active", certified.active())
            .put("requestedAt", Values.time(certified.requestedAt()));
    certified.expiresAt().ifPresent(at -> tree.put("expiresAt", Values.time(at)));
    certified.custom().ifPresent(it -> tree.put("ref", it.ref()).put("version", it.version()));
    return tree.build();
  }

  private static Optional<Applied.Certified> certified(Fields fields) {
    var custom =
        fields.hasAny("ref", "version") ? reference(fields) : Optional.<SecretReference>empty();
    var active = Given.bool(fields, "active");
    var requestedAt = Given.time(fields, "requestedAt");
    var expiresAt = fields.time("expiresAt");
    return active.flatMap(
        is -> requestedAt.map(at -> new Applied.Certified(custom, is, at, expiresAt)));
  }

  static Value inSlot(Applied.InSlot machine) {
    return Values.tree().put("id", machine.id().value()).put("version", machine.version()).build();
  }

  static Optional<Applied.InSlot> inSlot(Fields fields) {
    var id = Given.text(fields, "id").map(MachineId::new);
    var version = Given.text(fields, "version");
    return id.flatMap(i -> version.map(v -> new Applied.InSlot(i, v)));
  }

  private static Optional<SecretReference> reference(Fields fields) {
    var ref = Given.text(fields, "ref");
    var version = Given.text(fields, "version");
    return ref.flatMap(r -> version.map(v -> new SecretReference(r, v)));
  }

  private static <K, T> void put(
      Values.TreeBuilder tree, String name, Map<K, T> things, Function<T, Value> write) {
    if (!things.isEmpty()) {
      var fields = new LinkedHashMap<String, Value>();
      things.forEach((key, thing) -> fields.put(key.toString(), write.apply(thing)));
      tree.put(name, new Value.Tree(fields));
    }
  }

  private static <T> Map<String, T> each(
      Fields fields, String name, Form key, Function<Fields, Optional<T>> read) {
    BiFunction<Fields, String, Optional<T>> one = (all, each) -> all.object(each).flatMap(read);
    return fields.objects(name, key, one).orElse(Map.of());
  }
}
