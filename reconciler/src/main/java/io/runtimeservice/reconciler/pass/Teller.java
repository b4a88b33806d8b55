package io.runtimeservice.reconciler.pass;

import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.RuntimeStore;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.record.Closing;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.GenerationEntry;
import io.runtimeservice.model.record.HistoryEntry;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.model.status.Status;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.accept.Admission;
import io.runtimeservice.reconciler.act.OperationResult;
import io.runtimeservice.reconciler.act.OperationResult.Result;
import io.runtimeservice.reconciler.drift.Drift;
import io.runtimeservice.reconciler.plan.Effect;
import io.runtimeservice.reconciler.status.StatusDeriver;
import io.runtimeservice.reconciler.status.StatusDeriver.Told;
import io.runtimeservice.reconciler.status.Telling;
import io.runtimeservice.reconciler.status.Trouble;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what a pass has seen and done: the URL, the status, the history. */
public final class Teller {

  private static final Logger LOG = LoggerFactory.getLogger(Teller.class);

  /** Those whom it needs. */
  public record Parts(
      EnvironmentStore store,
      RuntimeStore runtimeStore,
      Admission admission,
      StatusDeriver deriver,
      StatusWriter writer,
      Telemetry telemetry) {}

  private final Parts parts;

  public Teller(Parts parts) {
    this.parts = parts;
  }

  /**
   * Writes the URL of a name that has just been reserved, without waiting for anything else. If it
   * fails, the status at the end of the pass says it too.
   */
  void announce(Case it, Desired desired, RuntimeRecord record) {
    var url = Urls.of(desired, record);
    boolean known = it.records().environment().flatMap(env -> env.text("url")).equals(url);
    if (!known && url.isPresent()) {
      parts
          .store()
          .writeUrl(it.key(), url.orElseThrow())
          .onFailure(thrown -> warn(it, thrown, "the URL could not be written early"));
    }
  }

  /** Counts and logs what was changed behind the service's back. */
  void report(Case it, List<Drift> drifts) {
    for (Drift drift : drifts) {
      parts
          .telemetry()
          .count(Metric.DRIFT_DETECTED, drift.resource().toString(), drift.kind().toString());
      LOG.atWarn()
          .addKeyValue("app", it.key().app().value())
          .addKeyValue("environment", it.key().environment().value())
          .addKeyValue("drift", drift.words())
          .log("something was changed behind this service's back");
    }
  }

  /** Tells of a pass that looked, and perhaps acted. */
  Future<Outcome> tell(Case it, Desired desired, Acted acted, News news, Instant now) {
    var telling = new Telling.Seen(desired, acted.observed(), acted.trouble(), it.previous(), now);
    Told told = parts.deriver().tell(telling, it.attempt());
    RuntimeRecord record = acted.observed().record();
    noteConvergence(it, desired, record, told.status(), news, now);
    return Future.join(
            parts.writer().write(it.key(), it.records(), told.status(), Urls.of(desired, record)),
            record(it, desired, acted, news, now))
        .map(both ->
            both.<Write>resultAt(0) == Write.REFUSED
                ? new Outcome.Overtaken()
                : outcome(told, event(desired, acted)));
  }

  /** Nothing is waited for of one who has said when to come again. */
  private static Optional<MachineCall.Wait> event(Desired desired, Acted acted) {
    return acted.trouble().flatMap(Trouble::retryAfter).isPresent()
        ? Optional.empty()
        : Waits.of(desired, acted.observed());
  }

  /** Tells of a pass that could not look, or must not act. The URL stays as it is. */
  Future<Outcome> tell(Case it, Telling telling) {
    Told told = parts.deriver().tell(telling, it.attempt());
    var url = it.records().environment().flatMap(env -> env.text("url"));
    return parts
        .writer()
        .write(it.key(), it.records(), told.status(), url)
        .map(write ->
            write == Write.REFUSED ? new Outcome.Overtaken() : outcome(told, Optional.empty()));
  }

  /** Keeps what was done for people to read, and gives up what is gone. Never fails. */
  Future<Void> record(Case it, Desired desired, Acted acted, News news, Instant now) {
    Future<?> history =
        acted.results().isEmpty() ? Future.succeededFuture() : history(it, desired, acted, now);
    Future<?> generation =
        news.reached() ? generation(desired, acted, now) : Future.succeededFuture();
    return Future.join(history, generation, releaseClaims(it, acted, news.gone()))
        .onFailure(thrown -> warn(it, thrown, "history or host claims could not be written"))
        .otherwiseEmpty()
        .mapEmpty();
  }

  /** What it takes to come back to what is desired now: it has just been reached. */
  private Future<?> generation(Desired desired, Acted acted, Instant now) {
    return GenerationEntry.of(desired, acted.observed().record(), now)
        .<Future<?>>map(parts.runtimeStore()::reach)
        .orElseGet(Future::succeededFuture);
  }

  private Future<Write> history(Case it, Desired desired, Acted acted, Instant now) {
    var operations =
        acted.results().stream()
            .map(result ->
                new HistoryEntry.Operation(
                    result.operation().words(),
                    result.operation().because().toString(),
                    said(result),
                    result.took(),
                    result.requestId()))
            .toList();
    return parts
        .runtimeStore()
        .append(
            new HistoryEntry(
                it.key(),
                acted.observed().record().historySeq() - 1,
                now,
                desired.version().generation(),
                acted.epoch(),
                it.request().trigger().toString(),
                operations,
                acted.supersedes()));
  }

  private static String said(OperationResult result) {
    return switch (result.result()) {
      case Result.Succeeded(Effect effect, _) ->
          OperationResult.insteadOf(effect)
              .map(why -> result.word() + ": " + why)
              .orElseGet(result::word);
      case Result.Failed(var failure) -> result.word() + ": " + failure.evidence().text();
    };
  }

  /** A host name is free for others once its certificate is gone, or its app is. */
  private Future<Void> releaseClaims(Case it, Acted acted, Optional<Closing> gone) {
    int incarnation = acted.observed().record().naming().incarnation();
    var released = new ArrayList<Future<Void>>();
    for (OperationResult each : acted.results()) {
      if (each.result() instanceof Result.Succeeded(Effect.CertificateRemoved(var name), _)) {
        released.add(parts.admission().release(it.key(), incarnation, List.of(name)));
      }
    }
    gone.ifPresent(closing ->
        released.add(
            parts
                .admission()
                .release(it.key(), incarnation - 1, List.copyOf(closing.hostnames()))));
    return Future.join(released).mapEmpty();
  }

  private static Outcome outcome(Told told, Optional<MachineCall.Wait> event) {
    var reason = told.status().headline().reason();
    return told.again()
        .<Outcome>map(again ->
            switch (reason.retryClass()) {
              case NEVER, PROGRESS -> new Outcome.Waiting(again, reason, event);
              case BACKOFF, PERSON, DNS ->
                  new Outcome.Troubled(again, reason, told.status().outlook().attempt());
            })
        .orElseGet(Outcome.Converged::new);
  }

  /** A desired state is timed once: that it serves again after a fault is no convergence. */
  private void noteConvergence(
      Case it, Desired desired, RuntimeRecord record, Status status, News news, Instant now) {
    convergence(it, desired, status, news)
        .ifPresent(kind ->
            record
                .progress()
                .ifPresent(progress ->
                    parts
                        .telemetry()
                        .time(
                            Metric.CONVERGENCE,
                            Duration.between(progress.acceptedAt(), now),
                            kind)));
  }

  /** What has just been brought about, in a word; empty if nothing has. */
  private static Optional<String> convergence(Case it, Desired desired, Status status, News news) {
    if (desired.wish() == Wish.DELETED) {
      return news.gone().map(_ -> "delete");
    }
    var generation = Optional.of(desired.version().generation());
    boolean serves =
        status.readyGeneration().equals(generation)
            && !it.previous().flatMap(Status::readyGeneration).equals(generation);
    return serves && news.reachedBefore().filter(desired.version()::equals).isEmpty()
        ? Optional.of(news.reachedBefore().isEmpty() ? "create" : "update")
        : Optional.empty();
  }

  private static void warn(Case it, Throwable thrown, String what) {
    LOG.atWarn()
        .addKeyValue("app", it.key().app().value())
        .addKeyValue("environment", it.key().environment().value())
        .addKeyValue("failure", thrown.getMessage())
        .log(what);
  }
}
