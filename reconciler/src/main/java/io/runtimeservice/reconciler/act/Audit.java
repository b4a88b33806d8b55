package io.runtimeservice.reconciler.act;

import io.runtimeservice.model.document.Digest;
import io.runtimeservice.model.document.Plain;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.record.DesiredVersion;
import io.runtimeservice.reconciler.act.OperationResult.Result;
import io.runtimeservice.reconciler.plan.Plan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes one line for each operation that was carried out: who asked, why, by which plan, what it
 * changed, with what outcome. Names only; an operation holds no value of a secret.
 *
 * @param trigger why the pass was made
 * @param askedBy who asked for it; nobody, where it was its time
 * @param plan the digest of the plan's text, as {@code bin/runtime plan} prints it; of the last
 *     plan that was made before the operation
 */
public record Audit(
    EnvironmentKey key, DesiredVersion version, String trigger, String askedBy, String plan) {

  /** As many might ask as like; a line tells of the first. */
  static final int ASKED_BY_CHARACTERS_MAX = 200;

  private static final Logger LOG = LoggerFactory.getLogger("audit");

  public Audit {
    askedBy = Plain.cut(askedBy, ASKED_BY_CHARACTERS_MAX);
  }

  public Audit(
      EnvironmentKey key, DesiredVersion version, String trigger, String askedBy, Plan made) {
    this(key, version, trigger, askedBy, digest(made));
  }

  /** Of what is done by another plan. */
  public Audit by(Plan made) {
    return new Audit(key, version, trigger, askedBy, made);
  }

  private static String digest(Plan made) {
    return Digest.of(made.text()).hex();
  }

  /** The pass that did it: of an environment each has an epoch of its own. */
  private String pass(long epoch) {
    return key + "#" + epoch;
  }

  void log(OperationResult result, Change change, long epoch) {
    LoggingEventBuilder line =
        LOG.atInfo()
            .addKeyValue("app", key.app().value())
            .addKeyValue("environment", key.environment().value())
            .addKeyValue("generation", version.generation().value())
            .addKeyValue("desired", version.digest())
            .addKeyValue("epoch", epoch)
            .addKeyValue("pass", pass(epoch))
            .addKeyValue("trigger", trigger)
            .addKeyValue("askedBy", askedBy)
            .addKeyValue("plan", plan)
            .addKeyValue("operation", result.operation().kind())
            .addKeyValue("target", result.operation().target())
            .addKeyValue("reason", result.operation().because().toString())
            .addKeyValue("before", change.before())
            .addKeyValue("after", change.after())
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
