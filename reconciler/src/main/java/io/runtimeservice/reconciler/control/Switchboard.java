package io.runtimeservice.reconciler.control;

import io.runtimeservice.model.control.Brake;
import io.runtimeservice.model.control.Control;
import io.runtimeservice.model.control.Switches;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.ControlStore;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.status.Trouble;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the control record, which it reads again and again. While that cannot be read, what was
 * last known holds; while nothing is known yet, everything is looked at and nothing is changed.
 */
public final class Switchboard {

  /** How often it is read: an operator's word is heard within this and the time of a read. */
  public static final Duration INTERVAL = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

  private static final Trouble UNKNOWN =
      Trouble.of(
          Reason.PAUSED,
          "The control record could not be read yet: until it is, things are looked at only.");

  private final Parts parts;
  private Optional<Control> known = Optional.empty();
  private Optional<Time.Timer> next = Optional.empty();
  private boolean unreadable;
  private boolean closed;

  /**
   * What it works with.
   *
   * @param onChange told when something may be done that might not before, or the other way round
   */
  public record Parts(
      ControlStore store, Time time, Telemetry telemetry, Duration interval, Runnable onChange) {}

  public Switchboard(Parts parts) {
    this.parts = parts;
  }

  /** Reads now, and from now on; done, never failed, when it has read for the first time. */
  public Future<Void> open() {
    return read()
        .onComplete(_ -> {
          if (!closed) {
            next = Optional.of(parts.time().after(parts.interval(), this::open));
          }
        });
  }

  public void close() {
    closed = true;
    next.ifPresent(Time.Timer::cancel);
  }

  /** What operators let be done for an environment, as far as is known. */
  public Leave leave(EnvironmentKey key) {
    if (known.isEmpty()) {
      return new Leave.Looking(UNKNOWN);
    }
    Control control = known.orElseThrow();
    Switches switches = control.switches();
    if (switches.pauseAll()) {
      return new Leave.Nothing(paused("pauseAll is on", control));
    }
    if (switches.paused().contains(key)) {
      return new Leave.Nothing(paused("This environment is paused", control));
    }
    if (switches.observeOnly()) {
      return new Leave.Looking(paused("observeOnly is on", control));
    }
    if (switches.pauseDestructive()) {
      return new Leave.NothingDestructive(
          paused("pauseDestructive is on: nothing is taken away for good", control));
    }
    return control
        .brake()
        .trip()
        .<Leave>map(trip -> new Leave.NothingDestructive(tripped(trip)))
        .orElseGet(Leave.Everything::new);
  }

  static Trouble tripped(Brake.Trip trip) {
    return Trouble.of(
        Reason.BRAKE_TRIPPED, "It tripped at %s: %s.".formatted(trip.at(), trip.because()));
  }

  private static Trouble paused(String what, Control control) {
    String by =
        control
            .changed()
            .map(it -> " (last changed by %s at %s)".formatted(it.by(), it.at()))
            .orElse("");
    return Trouble.of(Reason.PAUSED, what + by + ".");
  }

  private Future<Void> read() {
    return parts
        .store()
        .read()
        .onSuccess(this::learn)
        .onFailure(this::report)
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  /** The brake's counts are no news; that it trips or is released is. */
  private void learn(Control control) {
    boolean news =
        known
            .filter(it ->
                it.switches().equals(control.switches())
                    && it.brake().trip().equals(control.brake().trip()))
            .isEmpty();
    boolean readableAgain = unreadable;
    known = Optional.of(control);
    unreadable = false;
    if (news || readableAgain) {
      gauge();
    }
    if (news) {
      parts.onChange().run();
    }
  }

  /** Said once for as long as it lasts. */
  private void report(Throwable thrown) {
    if (!unreadable) {
      LOG.atWarn()
          .addKeyValue("failure", thrown.getMessage())
          .log("the control record cannot be read; what was last known of it holds");
    }
    unreadable = true;
    gauge();
  }

  private void gauge() {
    Telemetry telemetry = parts.telemetry();
    Switches switches = known.map(Control::switches).orElse(Switches.OFF);
    telemetry.set(Metric.KILL_SWITCH, switches.pauseAll() ? 1 : 0, "pause_all");
    telemetry.set(Metric.KILL_SWITCH, switches.pauseDestructive() ? 1 : 0, "pause_destructive");
    telemetry.set(Metric.KILL_SWITCH, switches.observeOnly() ? 1 : 0, "observe_only");
    telemetry.set(Metric.KILL_SWITCH, switches.paused().size(), "paused");
    telemetry.set(Metric.KILL_SWITCH, unreadable ? 1 : 0, "unreadable");
    telemetry.set(
        Metric.BRAKE_TRIPPED, known.map(Control::brake).flatMap(Brake::trip).isPresent() ? 1 : 0);
  }
}
