package io.runtimeservice.adapters.fly;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.fly.AddressCall;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.Done;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.FlyApp;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineLease;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.fly.SecretsWritten;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.spec.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Fly's answers say. Every field is optional in Fly's specification: what a caller cannot do
 * without makes the answer {@link GarbledException garbled} if it is missing.
 */
final class Answers {

  /** What is read of a list of apps. */
  private static final Json.Sieve APPS_WANTED =
      new Json.Sieve(Set.of("apps", "organization"), Set.of("name", "slug", "network"));

  private Answers() {}

  /** The answer is not what Fly's specification says that it is. */
  static final class GarbledException extends Exception {
    GarbledException(String what) {
      super("it has no " + what, null, false, false);
    }
  }

  /** What of a call's answer has to be read: of a list of everything, no more than is used. */
  static Json.Sieve wanted(FlyCall<?> call) {
    return switch (call) {
      case FleetCall.Machines _ -> FleetAnswer.WANTED;
      case FleetCall.Apps _ -> APPS_WANTED;
      case FlyCall<?> _ -> Json.Sieve.ALL;
    };
  }

  /**
   * Reads the answer of a call that succeeded.
   *
   * @param body what came back; {@code Null} for nothing
   */
  @SuppressWarnings("unchecked") // each branch reads the type that its call answers with
  static <R> R read(FlyCall<R> call, Value body) throws GarbledException {
    return (R)
        switch (call) {
          case AppCall.Get _ -> app(tree(body));
          case AppCall.Create _, AppCall.Delete _ -> Done.DONE;
          case AddressCall.ListAll _ -> addresses(tree(body));
          case AddressCall.Assign it -> address(tree(body), it.type());
          case AddressCall.Release _ -> Done.DONE;
          case SecretCall.ListAll _ -> digests(rows(tree(body), "secrets"));
          case SecretCall.Write _ -> written(tree(body));
          case CertificateCall.ListAll _ -> certificates(tree(body));
          case CertificateCall.Get _,
              CertificateCall.RequestAcme _,
              CertificateCall.ImportCustom _,
              CertificateCall.Check _ ->
              CertificateAnswer.read(tree(body));
          case CertificateCall.Remove _ -> Done.DONE;
          case MachineCall.ListAll _ -> MachineAnswer.list(body);
          case MachineCall.Get _, MachineCall.Create _, MachineCall.Update _ ->
              MachineAnswer.read(tree(body));
          case MachineCall.Start _,
              MachineCall.Stop _,
              MachineCall.Cordon _,
              MachineCall.Uncordon _,
              MachineCall.Destroy _,
              MachineCall.Wait _,
              MachineCall.WriteMetadata _ ->
              Done.DONE;
          case MachineCall.GetLease _ -> lease(tree(body));
          case FleetCall.Machines _ -> FleetAnswer.read(tree(body));
          case FleetCall.Apps _ -> apps(tree(body));
          case FleetCall.Regions _ -> regions(tree(body));
        };
  }

  static Value.Tree tree(Value value) throws GarbledException {
    if (value instanceof Value.Tree tree) {
      return tree;
    }
    throw new GarbledException("JSON object");
  }

  /** Go writes a text that is not there as an empty one. */
  static Optional<String> text(Value.Tree tree, String name) {
    return tree.text(name).filter(it -> !it.isEmpty());
  }

  /** An id that is empty would make a path that stands for something else. */
  static String required(Value.Tree tree, String name) throws GarbledException {
    return text(tree, name).orElseThrow(() -> new GarbledException(name));
  }

  /**
   * The rows of a list on which conclusions are built: what is not in it is not there. Go writes an
   * empty list as {@code null}; one that is missing, or that holds anything else, is not empty.
   */
  static List<Value.Tree> rows(Value.Tree tree, String name) throws GarbledException {
    var rows = new ArrayList<Value.Tree>();
    for (Value item : list(tree, name)) {
      rows.add(tree(item));
    }
    return List.copyOf(rows);
  }

  static List<Value> list(Value.Tree tree, String name) throws GarbledException {
    return switch (tree.get(name).orElseThrow(() -> new GarbledException(name))) {
      case Value.Many(List<Value> items) -> items;
      case Value.Null _ -> List.of();
      case Value.Text _, Value.Num _, Value.Bool _, Value.Tree _, Value.Opaque _ ->
          throw new GarbledException("list of " + name);
    };
  }

  /** The objects of a list of details; anything else in it is passed over. */
  static Stream<Value.Tree> trees(List<Value> items) {
    return items.stream()
        .flatMap(item -> item instanceof Value.Tree tree ? Stream.of(tree) : Stream.empty());
  }

  static Stream<String> texts(Value item) {
    return item instanceof Value.Text(String text) ? Stream.of(text) : Stream.empty();
  }

  private static FlyApp app(Value.Tree tree) throws GarbledException {
    return new FlyApp(
        new FlyAppName(required(tree, "name")),
        tree.tree("organization").text("slug").orElse(""),
        text(tree, "network").orElse("default"));
  }

  private static List<FlyApp> apps(Value.Tree tree) throws GarbledException {
    var apps = new ArrayList<FlyApp>();
    for (Value.Tree each : rows(tree, "apps")) {
      apps.add(app(each));
    }
    return List.copyOf(apps);
  }

  private static List<Address> addresses(Value.Tree tree) throws GarbledException {
    return rows(tree, "ips").stream()
        .filter(each -> !isEgress(each))
        .flatMap(each ->
            each
                .text("ip")
                .filter(ip -> !ip.isEmpty())
                .map(ip -> new Address(type(each, ip), ip))
                .stream())
        .toList();
  }

  private static Address address(Value.Tree tree, AddressType asked) throws GarbledException {
    return new Address(asked, required(tree, "ip"));
  }

  /**
   * An address by which an app reaches others: whoever asked for it, it leads nobody to the app,
   * and is none of the types that we know (fly-go).
   */
  private static boolean isEgress(Value.Tree tree) {
    return tree.isTrue("egress")
        || tree.text("type").filter(word -> word.startsWith("egress")).isPresent();
  }

  /** Live answers name the type, the specification does not; it shows in the address (flyctl). */
  private static AddressType type(Value.Tree tree, String ip) {
    return tree.text("type")
        .flatMap(word -> Optional.ofNullable(Words.ADDRESSES.get(word)))
        .orElseGet(() -> typeOf(ip, tree.isTrue("shared")));
  }

  private static AddressType typeOf(String ip, boolean shared) {
    if (shared) {
      return AddressType.SHARED_V4;
    }
    if (ip.startsWith("fdaa:")) {
      return AddressType.PRIVATE_V6;
    }
    return ip.indexOf(':') >= 0 ? AddressType.V6 : AddressType.V4;
  }

  private static Map<String, String> digests(List<Value.Tree> rows) {
    var digests = new HashMap<String, String>();
    rows.forEach(each ->
        each.text("name").ifPresent(name -> digests.put(name, each.text("digest").orElse(""))));
    return Map.copyOf(digests);
  }

  private static SecretsWritten written(Value.Tree tree) throws GarbledException {
    long version =
        tree.whole("version")
            .or(() -> tree.whole("Version"))
            .orElseThrow(() -> new GarbledException("version"));
    return new SecretsWritten(version, digests(trees(tree.items("secrets")).toList()));
  }

  private static List<Certificate> certificates(Value.Tree tree) throws GarbledException {
    return rows(tree, "certificates").stream()
        .flatMap(each -> CertificateAnswer.summary(each).stream())
        .toList();
  }

  /** An envelope by the documentation and flyctl, flat by the specification. */
  private static MachineLease lease(Value.Tree tree) throws GarbledException {
    Value.Tree lease = tree.get("data").isPresent() ? tree.tree("data") : tree;
    Instant expiresAt =
        lease
            .whole("expires_at")
            .filter(it -> it >= 0 && it <= Instant.MAX.getEpochSecond())
            .map(Instant::ofEpochSecond)
            .orElseThrow(() -> new GarbledException("expires_at"));
    return new MachineLease(lease.text("owner").orElse(""), expiresAt);
  }

  /** Live answers write the keys in capitals, the specification does not. */
  private static Set<String> regions(Value.Tree tree) throws GarbledException {
    var codes = new HashSet<String>();
    for (String list : List.of("Regions", "regions")) {
      trees(tree.items(list))
          .forEach(row -> row.text("code").or(() -> row.text("Code")).ifPresent(codes::add));
    }
    if (codes.isEmpty()) {
      throw new GarbledException("regions");
    }
    return Set.copyOf(codes);
  }
}
