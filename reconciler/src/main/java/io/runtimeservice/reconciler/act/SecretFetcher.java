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

  /** The value of each secret, each bundle fetched once. */
  Future<Map<String, SecretValue>> values(Map<String, SecretSpec> wanted) {
    var bundles = new LinkedHashMap<SecretReference, Future<SecretBundle>>();
    wanted.values().forEach(it -> bundles.computeIfAbsent(it.reference(), this::fetch));
    return Future.all(List.copyOf(bundles.values()))
        .compose(_ -> {
          var values = new HashMap<String, SecretValue>();
          for (var each : wanted.entrySet()) {
            SecretSpec spec = each.getValue();
            var bundle = bundles.get(spec.reference());
            var value = bundle == null ? null : bundle.result().get(spec.key()).orElse(null);
            if (value == null) {
              return Future.failedFuture(noKey(spec.reference(), spec.key()));
            }
            values.put(each.getKey(), value);
          }
          telemetry.count(Metric.SECRET_SYNC, "applied");
          return Future.succeededFuture(values);
        });
  }

  Future<CertificatePair> certificate(SecretReference reference) {
    return fetch(reference)
        .compose(bundle -> {
          var chain = bundle.get(CertificateSpec.CHAIN_KEY);
          var key = bundle.get(CertificateSpec.PRIVATE_KEY_KEY);
          if (chain.isEmpty()) {
            return Future.failedFuture(noKey(reference, CertificateSpec.CHAIN_KEY));
          }
          return key.isEmpty()
              ? Future.failedFuture(noKey(reference, CertificateSpec.PRIVATE_KEY_KEY))
              : Future.succeededFuture(new CertificatePair(chain.orElseThrow(), key.orElseThrow()));
        });
  }

  private Future<SecretBundle> fetch(SecretReference reference) {
    return source
        .fetch(reference)
        .onFailure(thrown ->
            telemetry.count(
                Metric.SECRET_SYNC,
                switch (FailureException.of(thrown)) {
                  case Failure.SecretMissing _ -> "missing";
                  case Failure.SecretDenied _ -> "denied";
                  case Failure _ -> "unavailable";
                }));
  }

  private FailureException noKey(SecretReference reference, String key) {
    telemetry.count(Metric.SECRET_SYNC, "missing");
    return new FailureException(
        new Failure.SecretMissing(
            Evidence.of(
                Dependency.SECRETS,
                "bundle %s version %s has no key %s"
                    .formatted(reference.ref(), reference.version(), key))));
  }
}
