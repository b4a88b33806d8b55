package io.runtimeservice.model.spec;

import static java.util.stream.Collectors.toCollection;

import io.runtimeservice.model.document.Digest;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.document.Values.TreeBuilder;
import io.runtimeservice.model.secret.SecretReference;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The digest of a spec. It is taken of what is asked for and not of how it was written, so that a
 * default that is spelled out, or a time in another zone, is no change.
 */
final class SpecDigest {

  private SpecDigest() {}

  static String of(Spec spec) {
    var tree = Values.tree();
    build(tree, spec.build());
    variables(tree, spec.variables());
    tree.put(
        "certificates",
        new Value.Many(spec.certificates().stream().map(SpecDigest::certificate).toList()));
    placement(tree, spec.placement());
    service(tree, spec.service());
    reach(tree, spec.reach());
    policy(tree, spec.policy());
    return Digest.of(Json.write(tree.build())).hex();
  }

  private static void build(TreeBuilder tree, Build build) {
    tree.putText("image", build.image().map(ImageReference::toString))
        .putText("commit", build.commit());
  }

  private static void variables(TreeBuilder tree, Variables variables) {
    var secrets = new LinkedHashMap<String, Value>();
    variables.secrets().forEach((name, secret) -> secrets.put(name, secret(secret)));
    tree.put("config", Values.texts(variables.config())).put("secrets", new Value.Tree(secrets));
  }

  private static Value secret(SecretSpec secret) {
    return reference(Values.tree(), Optional.of(secret.reference()))
        .put("key", secret.key())
        .build();
  }

  private static Value certificate(CertificateSpec certificate) {
    return reference(Values.tree().put("hostname", certificate.hostname()), certificate.custom())
        .build();
  }

  private static TreeBuilder reference(TreeBuilder tree, Optional<SecretReference> reference) {
    return tree.putText("ref", reference.map(SecretReference::ref))
        .putText("version", reference.map(SecretReference::version));
  }

  private static void placement(TreeBuilder tree, Placement placement) {
    tree.put("regions", Values.texts(placement.regions()))
        .put("machines", placement.machines())
        .put("cpuKind", placement.guest().cpuKind().toString())
        .put("cpus", placement.guest().cpus())
        .put("memoryMb", placement.guest().memoryMb());
  }

  private static void service(TreeBuilder tree, Service service) {
    tree.put("internalPort", service.internalPort());
    service.check().ifPresent(check -> check(tree, check));
  }

  private static void check(TreeBuilder tree, Check check) {
    tree.put("check", check.type().toString())
        .putText("path", check.path())
        .put("interval", millis(check.interval()))
        .put("timeout", millis(check.timeout()))
        .put("gracePeriod", millis(check.gracePeriod()));
  }

  /** An app has its addresses in no order. */
  private static void reach(TreeBuilder tree, Reach reach) {
    var addresses =
        reach.addresses().stream().map(AddressType::toString).collect(toCollection(TreeSet::new));
    tree.put("addresses", Values.texts(addresses)).putText("network", reach.network());
  }

  private static void policy(TreeBuilder tree, Policy policy) {
    tree.put("sleep", policy.sleep().toString())
        .put("replacement", policy.replacement().toString())
        .putTime("expiresAt", policy.expiresAt())
        .put("progressDeadline", millis(policy.progressDeadline()));
  }

  private static long millis(Duration duration) {
    return duration.toMillis();
  }
}
