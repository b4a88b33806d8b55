package io.runtimeservice.simulator.http;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.simulator.fly.CertificateShot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A certificate in Fly's answers. */
final class CertificateJson {

  private CertificateJson() {}

  static Value.Tree of(CertificateShot shot) {
    var tree =
        Values.tree()
            .put("hostname", shot.hostname())
            .put("configured", shot.found().leadsHere())
            .put("acme_requested", shot.acmeRequested())
            .put("status", shot.status())
            .put("dns_provider", "simulated")
            .put("certificates", certificates(shot))
            .put("validation", validation(shot))
            .put("dns_requirements", requirements(shot))
            .put("validation_errors", errors(shot));
    shot.rateLimitedUntil().ifPresent(until -> tree.put("rate_limited_until", Values.time(until)));
    return tree.build();
  }

  /** What a check shows besides: what the zone holds. */
  static Value.Tree checked(CertificateShot shot) {
    var needed = shot.requirements();
    return of(shot)
        .with(
            "dns_records",
            Values.tree()
                .put("a", Values.texts(shot.found().leadsHere() ? needed.a() : List.of()))
                .put("aaaa", Values.texts(shot.found().leadsHere() ? needed.aaaa() : List.of()))
                .put("cname", Values.texts(List.of()))
                .put("resolved_addresses", Values.texts(List.of()))
                .put("soa", "simulated")
                .put(
                    "acme_challenge_cname",
                    shot.found().challenge() ? needed.challengeTarget() : "")
                .put("ownership_txt", shot.found().ownership() ? needed.ownershipValue() : "")
                .build());
  }

  static Value.Tree summary(CertificateShot shot) {
    return Values.tree()
        .put("hostname", shot.hostname())
        .put("status", shot.status())
        .put("dns_provider", "simulated")
        .put("acme_dns_configured", shot.found().challenge())
        .put("acme_alpn_configured", shot.found().leadsHere())
        .put("acme_http_configured", shot.found().leadsHere())
        .put("ownership_txt_configured", shot.found().ownership())
        .put("configured", shot.found().leadsHere())
        .put("acme_requested", shot.acmeRequested())
        .put("has_custom_certificate", shot.customUntil().isPresent())
        .put("has_fly_certificate", shot.issuedUntil().isPresent())
        .put("created_at", Values.time(shot.createdAt()))
        .put("updated_at", Values.time(shot.updatedAt()))
        .build();
  }

  private static Value.Many certificates(CertificateShot shot) {
    var all = new ArrayList<Value>();
    shot.customUntil()
        .ifPresent(until ->
            all.add(
                Values.tree()
                    .put("source", "custom")
                    .put("status", shot.customServed() ? "active" : "pending_ownership")
                    .put("expires_at", Values.time(until))
                    .build()));
    shot.issuedUntil()
        .ifPresent(until ->
            all.add(
                Values.tree()
                    .put("source", "fly")
                    .put("status", "active")
                    .put("issued", new Value.Many(List.of(issued("ecdsa", until))))
                    .build()));
    return new Value.Many(all);
  }

  private static Value issued(String type, Instant until) {
    return Values.tree()
        .put("type", type)
        .put("expires_at", Values.time(until))
        .put("certificate_authority", "lets_encrypt")
        .build();
  }

  private static Value.Tree validation(CertificateShot shot) {
    return Values.tree()
        .put("dns_configured", shot.found().leadsHere() || shot.found().challenge())
        .put("alpn_configured", shot.found().leadsHere())
        .put("http_configured", shot.found().leadsHere())
        .put("ownership_txt_configured", shot.found().ownership())
        .build();
  }

  private static Value.Tree requirements(CertificateShot shot) {
    var needed = shot.requirements();
    return Values.tree()
        .put("a", Values.texts(needed.a()))
        .put("aaaa", Values.texts(needed.aaaa()))
        .put("cname", needed.cname())
        .put(
            "acme_challenge",
            Values.tree()
                .put("name", needed.challengeName())
                .put("target", needed.challengeTarget())
                .build())
        .put(
            "ownership",
            Values.tree()
                .put("name", needed.ownershipName())
                .put("app_value", needed.ownershipValue())
                .put("org_value", needed.ownershipValue().replaceFirst("app-", "org-"))
                .build())
        .build();
  }

  private static Value.Many errors(CertificateShot shot) {
    return new Value.Many(
        shot.errors().stream()
            .<Value>map(text ->
                Values.tree()
                    .put("code", "dns_not_configured")
                    .put("message", text)
                    .put("remediation", "Add one of the rows under dns_requirements.")
                    .put("timestamp", Values.time(shot.updatedAt()))
                    .build())
            .toList());
  }
}
