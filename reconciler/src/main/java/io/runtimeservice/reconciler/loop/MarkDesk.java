package io.runtimeservice.reconciler.loop;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusal;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Caller;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.ReceivedMark;
import io.runtimeservice.model.mark.ReceivedMark.Receipt;
import io.runtimeservice.model.port.MarkQueue;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.pass.PassRequest.Asked;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes marks off the queue and answers for them: a mark is deleted only after a pass that started
 * after its receipt has recorded its outcome, and until then it is kept invisible. Marks for one
 * environment become one look.
 */
public final class MarkDesk {

  /** How many receives wait on the queue at once. */
  static final int RECEIVERS = 3;

  /** The longest wait that SQS grants. */
  static final Duration WAIT = Duration.ofSeconds(20);

  /** How long a mark is nobody else's; it is extended while it is held. */
  static final Duration INVISIBLE = Duration.ofSeconds(60);

  static final Duration EXTENDED_EVERY = Duration.ofSeconds(20);

  /** Deletions wait so long for others to share a call with. */
  static final Duration DELETED_WITHIN = Duration.ofMillis(200);

  static final Duration RETRIED_AFTER = Duration.ofSeconds(2);

  /** How often a log tells of marks that come to nothing, however many there are. */
  static final Duration SAID_EVERY = Duration.ofMinutes(1);

  /** With so many marks in hand, no more are taken; SQS keeps 120,000 in flight. */
  static final int HELD_MAX = 20_000;

  private static final Logger LOG = LoggerFactory.getLogger(MarkDesk.class);

  private final MarkQueue queue;
  private final Time time;
  private final Telemetry telemetry;
  private final Consumer<EnvironmentKey> onMark;
  private final Map<EnvironmentKey, Held> held = new HashMap<>();
  private final List<Receipt> deletable = new ArrayList<>();
  private final Seldom unreadable;
  private final Seldom strangers;
  private int heldReceipts;
  private boolean deleting;
  private boolean closed;

  /** The marks of one environment that wait for a pass, and those that its pass answers for. */
  private static final class Held {
    final MarkBatch waiting = new MarkBatch();
    final MarkBatch covered = new MarkBatch();
  }

  /**
   * A desk.
   *
   * @param onMark told for each mark which environment to look at
   */
  public MarkDesk(
      MarkQueue queue, Time time, Telemetry telemetry, Consumer<EnvironmentKey> onMark) {
    this.queue = queue;
    this.time = time;
    this.telemetry = telemetry;
    this.onMark = onMark;
    this.unreadable = new Seldom(time, SAID_EVERY);
    this.strangers = new Seldom(time, SAID_EVERY);
  }

  /** Starts to take marks. */
  public void open() {
    for (int i = 0; i < RECEIVERS; i++) {
      receive();
    }
    time.after(EXTENDED_EVERY, this::extend);
  }

  /** Takes no more marks. */
  public void stop() {
    closed = true;
  }

  /** Deletes what has its outcome, and gives the rest back, for another replica to take at once. */
  public Future<Void> close() {
    stop();
    return Future.join(delete(), giveBack(allHeld())).otherwiseEmpty().mapEmpty();
  }

  /** How many marks wait for an outcome. */
  public int held() {
    return heldReceipts;
  }

  /** A pass starts now: it answers for all marks that have come so far. */
  Asked passStarts(EnvironmentKey key) {
    Held marks = held.get(key);
    if (marks == null) {
      return Asked.BY_NOBODY;
    }
    marks.covered.takeOver(marks.waiting);
    return marks.covered.asked();
  }

  /** The pass that strangers asked for was not made. */
  void passDropped(EnvironmentKey key) {
    Optional.ofNullable(held.get(key)).ifPresent(marks -> unauthorized(key, marks.covered));
    passEnded(key, true);
  }

  private void unauthorized(EnvironmentKey key, MarkBatch marks) {
    marks.receipts().forEach(_ -> telemetry.count(Metric.MARKS, "unauthorized"));
    strangers
        .count(marks.receipts().size())
        .ifPresent(times ->
            LOG.atWarn()
                .addKeyValue("environment", key.toString())
                .addKeyValue(
                    "caller",
                    marks.asked().callers().stream()
                        .findFirst()
                        .map(Caller::toString)
                        .orElse("none"))
                .addKeyValue("times", times)
                .log("a repository asks for a look that may not"));
  }

  /** The pass is over. */
  void passEnded(EnvironmentKey key, boolean recorded) {
    Held marks = held.get(key);
    if (marks == null) {
      return;
    }
    if (!recorded) {
      marks.waiting.takeOver(marks.covered);
      return;
    }
    deletable.addAll(marks.covered.receipts());
    heldReceipts -= marks.covered.receipts().size();
    marks.covered.clear();
    if (marks.waiting.receipts().isEmpty()) {
      held.remove(key);
    }
    deleteSoon();
  }

  private void receive() {
    if (closed) {
      return;
    }
    if (heldReceipts >= HELD_MAX) {
      time.after(RETRIED_AFTER, this::receive);
      return;
    }
    queue
        .receive(WAIT, INVISIBLE)
        .onSuccess(marks -> {
          if (closed) {
            giveBack(marks.stream().map(ReceivedMark::receipt).toList());
          } else {
            marks.forEach(this::take);
            receive();
          }
        })
        .onFailure(thrown -> {
          LOG.atWarn()
              .addKeyValue("failure", thrown.getMessage())
              .log("marks could not be received");
          time.after(RETRIED_AFTER, this::receive);
        });
  }

  private void take(ReceivedMark received) {
    switch (received.mark()) {
      case Reading.Refused<Mark>(List<Refusal> refusals) -> refuse(refusals);
      case Reading.Read<Mark>(Mark mark) -> hold(mark, received);
    }
  }

  /** Left on the queue, it comes back until the queue puts it with the dead letters. */
  private void refuse(List<Refusal> refusals) {
    telemetry.count(Metric.MARKS, "malformed");
    unreadable
        .count(1)
        .ifPresent(times ->
            LOG.atWarn()
                .addKeyValue("refusal", refusals.getFirst().toString())
                .addKeyValue("times", times)
                .log("a mark cannot be read"));
  }

  private void hold(Mark mark, ReceivedMark received) {
    telemetry.count(Metric.MARKS, "accepted");
    held.computeIfAbsent(mark.key(), _ -> new Held())
        .waiting
        .add(mark, received.receipt(), received.sentAt().orElseGet(time::now));
    heldReceipts++;
    onMark.accept(mark.key());
  }

  private void deleteSoon() {
    if (deletable.size() >= MarkQueue.BATCH_MAX) {
      delete();
    } else if (!deleting && !deletable.isEmpty()) {
      deleting = true;
      time.after(
          DELETED_WITHIN,
          () -> {
            deleting = false;
            delete();
          });
    }
  }

  private Future<Void> delete() {
    if (deletable.isEmpty()) {
      return Future.succeededFuture();
    }
    var batch = List.copyOf(deletable);
    deletable.clear();
    return queue
        .delete(batch)
        .onSuccess(failed -> {
          for (int i = failed.size(); i < batch.size(); i++) {
            telemetry.count(Metric.MARKS, "deleted");
          }
        })
        .recover(thrown -> {
          LOG.atWarn()
              .addKeyValue("failure", thrown.getMessage())
              .log("marks could not be deleted");
          return Future.succeededFuture(batch);
        })
        .onSuccess(this::deleteAgain)
        .mapEmpty();
  }

  /** A mark that is not deleted comes back and costs one look more; it is tried once again. */
  private void deleteAgain(List<Receipt> failed) {
    if (!failed.isEmpty() && !closed) {
      deletable.addAll(failed);
      time.after(RETRIED_AFTER, this::delete);
    }
  }

  private void extend() {
    if (closed) {
      return;
    }
    keepInvisible(allHeld(), INVISIBLE);
    time.after(EXTENDED_EVERY, this::extend);
  }

  private List<Receipt> allHeld() {
    var receipts = new ArrayList<Receipt>(heldReceipts);
    for (Held marks : held.values()) {
      receipts.addAll(marks.waiting.receipts());
      receipts.addAll(marks.covered.receipts());
    }
    return receipts;
  }

  private Future<Void> giveBack(List<Receipt> receipts) {
    return keepInvisible(receipts, Duration.ZERO);
  }

  private Future<Void> keepInvisible(List<Receipt> receipts, Duration time) {
    return receipts.isEmpty()
        ? Future.succeededFuture()
        : queue
            .extend(receipts, time)
            .onFailure(thrown ->
                LOG.atWarn()
                    .addKeyValue("failure", thrown.getMessage())
                    .log("the visibility of marks could not be changed"));
  }
}
