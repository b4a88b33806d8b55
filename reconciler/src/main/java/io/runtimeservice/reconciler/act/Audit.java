package io.runtimeservice.reconciler.act;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.record.DesiredVersion;
import io.runtimeservice.reconciler.act.OperationResult.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes one line for each operation that was carried out: on whose behalf, why, with what outcome.
 * Names only; an operation holds no value of a secret.
 *
 * @param trigger why the pass was made
 */
public record Audit(EnvironmentKey key, DesiredVersion version, String trigger) {

  private static final Logger LOG = LoggerFactory.getLogger("audit");

  void log(OperationResult result, long epoch) {
    LoggingEventBuilder line =
        LOG.atInfo()
            .addKeyValue("app", key.app().value())
            .addKeyValue("environment", key.environment().value())
            .addKeyValue("generation", version.generation().value())
            .addKeyValue("desired", version.digest())
            .addKeyValue("epoch", epoch)
            .addKeyValue("trigger", trigger)
            .addKeyValue("operation", result.operation().kind())
            .addKeyValue("target", result.operation().target())
            .addKeyValue("reason", result.operation().because().toString())
            .addKeyValue("outcome", result.word())
            .addKeyValue("milliseconds", result.took().toMillis());
    if (result.result() instanceof Result.Failed(var failure)) {
      line = line.addKeyValue("failure", failure.getClass().getSimpleName());
    }
    if (result.requestId().isPresent()) {
      line = line.addKeyValue("flyRequestId", result.requestId().orElseThrow());
    }
    line.log("operation carried out");
  }
}
