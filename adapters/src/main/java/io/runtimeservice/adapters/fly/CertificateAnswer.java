package io.runtimeservice.adapters.fly;

import io.runtimeservice.adapters.fly.Answers.GarbledException;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.status.DnsRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A host name's certificate in Fly's answers. */
final class CertificateAnswer {

  private CertificateAnswer() {}

  static Certificate read(Value.Tree tree) throws GarbledException {
    return new Certificate(
        Answers.required(tree, "hostname"),
        state(tree),
        expiresAt(tree),
        FleetAnswer.time(tree, "rate_limited_until"),
        Answers.trees(tree.items("validation_errors"))
            .flatMap(error -> error.text("message").stream())
            .toList(),
        rows(tree));
  }

  /** A row of the list says the host name and its state, and no more. */
  static Optional<Certificate> summary(Value.Tree tree) {
    return tree.text("hostname")
        .map(hostname ->
            new Certificate(hostname, state(tree), Optional.empty(), List.of(), List.of()));
  }

  /** The host name's own, or the best of its certificates if it has none that we know. */
  private static Certificate.State state(Value.Tree tree) {
    var own = stated(tree);
    return own == Certificate.State.UNKNOWN
        ? Answers.trees(tree.items("certificates"))
            .map(CertificateAnswer::stated)
            .min(Comparator.naturalOrder())
            .orElse(own)
        : own;
  }

  /**
   * When the entry ends that is served. A host name can have one that was given and one that Fly
   * had issued: of those that are active the given one is served, and the other when it has none. A
   * date that is not there, or is none, is not known.
   */
  private static Optional<Instant> expiresAt(Value.Tree tree) {
    return Answers.trees(tree.items("certificates"))
        .min(
            Comparator.comparing((Value.Tree entry) -> stated(entry) != Certificate.State.ACTIVE)
                .thenComparing(entry -> entry.text("source").filter("custom"::equals).isEmpty()))
        .flatMap(CertificateAnswer::endOf);
  }

  /**
   * Fly has one issued for each kind of key, and serves whichever the client can use: the first to
   * end is missed.
   */
  private static Optional<Instant> endOf(Value.Tree entry) {
    return Answers.trees(entry.items("issued"))
        .flatMap(issued -> FleetAnswer.time(issued, "expires_at").stream())
        .min(Comparator.naturalOrder())
        .or(() -> FleetAnswer.time(entry, "expires_at"));
  }

  private static Certificate.State stated(Value.Tree tree) {
    return switch (tree.text("status").orElse("")) {
      case "active" -> Certificate.State.ACTIVE;
      case "pending_ownership" -> Certificate.State.PENDING_OWNERSHIP;
      case "pending_validation" -> Certificate.State.PENDING_VALIDATION;
      default -> Certificate.State.UNKNOWN;
    };
  }

  private static List<DnsRow> rows(Value.Tree tree) {
    String hostname = tree.text("hostname").orElse("");
    Value.Tree needed = tree.tree("dns_requirements");
    Value.Tree validation = tree.tree("validation");
    boolean leadsHere = validation.isTrue("dns_configured") || tree.isTrue("configured");
    var rows = new ArrayList<DnsRow>();
    for (String type : List.of("a", "aaaa")) {
      needed.items(type).stream()
          .flatMap(Answers::texts)
          .map(ip -> new DnsRow(type.toUpperCase(Locale.ROOT), hostname, ip, leadsHere))
          .forEach(rows::add);
    }
    Value.Tree challenge = needed.tree("acme_challenge");
    row("CNAME", challenge, "target", leadsHere || validation.isTrue("http_configured"))
        .ifPresent(rows::add);
    row("TXT", needed.tree("ownership"), "app_value", validation.isTrue("ownership_txt_configured"))
        .ifPresent(rows::add);
    return rows;
  }

  private static Optional<DnsRow> row(
      String type, Value.Tree requirement, String value, boolean seen) {
    return requirement
        .text("name")
        .flatMap(name -> requirement.text(value).map(text -> new DnsRow(type, name, text, seen)));
  }
}
