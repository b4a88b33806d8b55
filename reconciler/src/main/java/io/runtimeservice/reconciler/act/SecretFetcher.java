package io.runtimeservice.reconciler.act;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.port.SecretSource;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.secret.SecretBundle;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.secret.SecretValue;
import io.runtimeservice.model.spec.CertificateSpec;
import io.runtimeservice.model.spec.SecretSpec;
import io.runtimeservice.model.telemetry.Metric;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Fetches the values of secrets, at the moment when they have to be sent, and keeps none. Either
 * all that was asked for is there, or nothing is given out.
 */
final class SecretFetcher {

  private final SecretSource source;
  private final Telemetry telemetry;

  SecretFetcher(SecretSource source, Telemetry telemetry) {
    this.source = source;
    this.telemetry = telemetry;
  }

  /** A certificate's chain and private key. */
  record CertificatePair(SecretValue chain, SecretValue privateKey) {}

  /** The value of each secret, each bundle fetched once. What fails names whom it is for. */
  Future<Map<String, SecretValue>> values(Map<String, SecretSpec> wanted) {
    var bundles = new LinkedHashMap<SecretReference, Future<SecretBundle>>();
    for (SecretSpec spec : wanted.values()) {
      bundles.computeIfAbsent(
          spec.reference(), it -> fetch(it, String.join(", ", namesOf(it, wanted))));
    }
    return Future.join(List.copyOf(bundles.values()))
        .compose(_ -> {
          var values = new HashMap<String, SecretValue>();
          for (var each : new TreeMap<>(wanted).entrySet()) {
            var bundle = Objects.requireNonNull(bundles.get(each.getValue().reference())).result();
            var value = bundle.get(each.getValue().key());
            if (value.isEmpty()) {
              return Future.failedFuture(noKey(each.getKey()));
            }
            values.put(each.getKey(), value.orElseThrow());
          }
          telemetry.count(Metric.SECRET_SYNC, "applied");
          return Future.succeededFuture(values);
        });
  }

  private static SortedSet<String> namesOf(
      SecretReference reference, Map<String, SecretSpec> wanted) {
    return wanted.entrySet().stream()
        .filter(it -> it.getValue().reference().equals(reference))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Future<CertificatePair> certificate(String hostname, SecretReference reference) {
    return fetch(reference, hostname)
        .compose(bundle -> {
          var chain = bundle.get(CertificateSpec.CHAIN_KEY);
          var key = bundle.get(CertificateSpec.PRIVATE_KEY_KEY);
          return chain.isEmpty() || key.isEmpty()
              ? Future.failedFuture(noKey(hostname))
              : Future.succeededFuture(new CertificatePair(chain.orElseThrow(), key.orElseThrow()));
        });
  }

  private Future<SecretBundle> fetch(SecretReference reference, String whose) {
    return source
        .fetch(reference)
        .recover(thrown -> Future.failedFuture(refused(FailureException.of(thrown), whose)));
  }

  private FailureException refused(Failure failure, String whose) {
    return new FailureException(
        switch (failure) {
          case Failure.SecretMissing(Evidence said) -> {
            telemetry.count(Metric.SECRET_SYNC, "missing");
            yield new Failure.SecretMissing(about(whose, said));
          }
          case Failure.SecretDenied(Evidence said) -> {
            telemetry.count(Metric.SECRET_SYNC, "denied");
            yield new Failure.SecretDenied(about(whose, said));
          }
          case Failure.Unavailable(Evidence said) -> {
            telemetry.count(Metric.SECRET_SYNC, "unavailable");
            yield new Failure.Unavailable(about(whose, said));
          }
          case Failure.Throttled(var retryAfter, Evidence said) -> {
            telemetry.count(Metric.SECRET_SYNC, "unavailable");
            yield new Failure.Throttled(retryAfter, about(whose, said));
          }
          case Failure other -> {
            telemetry.count(Metric.SECRET_SYNC, "unavailable");
            yield other;
          }
        });
  }

  private static Evidence about(String whose, Evidence said) {
    return new Evidence(said.by(), whose + ": " + said.text(), said.requestId());
  }

  /** The key is not named: somebody may have put the value in its place. */
  private FailureException noKey(String whose) {
    telemetry.count(Metric.SECRET_SYNC, "missing");
    return new FailureException(
        new Failure.SecretMissing(
            Evidence.of(Dependency.SECRETS, whose + ": the bundle has no such key")));
  }
}
