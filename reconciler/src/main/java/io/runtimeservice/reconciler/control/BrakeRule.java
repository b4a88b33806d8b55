package io.runtimeservice.reconciler.control;

import io.runtimeservice.model.control.Brake;
import io.runtimeservice.reconciler.plan.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether one thing more may be taken away for good. Pure: what was taken away lately, how
 * much there is and the time are arguments.
 *
 * @param budget how much may be taken away in {@link #WINDOW}, however little there is
 * @param percent how much of what there is may be, if that is more
 * @param tripMin so much is never too much for an hour
 */
public record BrakeRule(int budget, int percent, int tripMin) {

  /** What previews that are to be deleted are paced by. */
  public static final Duration WINDOW = Duration.ofMinutes(10);

  /** More than this part of everything in an hour is a mistake, whoever asked for it. */
  static final int TRIP_PERCENT = 25;

  static final Duration HOUR = Duration.ofHours(1);

  /** When one whose clock is alone asks again. */
  static final Duration CLOCK_RETRY = Duration.ofMinutes(1);

  /** What the rule says. */
  sealed interface Verdict {

    /** It may be; this is to be written first. */
    record Granted(Brake next) implements Verdict {}

    /**
     * Not yet.
     *
     * @param corrected what is to be written first: what a clock that is ahead has counted is put
     *     right; empty if nothing is
     */
    record Paced(Duration again, Optional<Brake> corrected) implements Verdict {}

    /** No more: the brake has tripped, now or before. */
    record Tripped(Brake next, Brake.Trip why) implements Verdict {}
  }

  /**
   * Judges.
   *
   * @param owned how many apps there are, by the last sweep that saw everything
   */
  Verdict judge(Brake brake, Destruction.Kind kind, int owned, Moment moment) {
    if (brake.trip().isPresent()) {
      return new Verdict.Tripped(brake, brake.trip().orElseThrow());
    }
    var lately = remembered(brake, moment);
    int inHour = sum(lately);
    int hourMax = Math.max(tripMin, owned * TRIP_PERCENT / 100);
    if (brake.allowance() == 0 && inHour >= hourMax) {
      return tooMuch(
          brake,
          moment,
          "taken away within an hour: %d, of %d that there are".formatted(inHour, owned));
    }
    Instant begin = moment.now().minus(WINDOW);
    var inWindow = moment.agreed() ? after(lately, begin) : lately;
    int windowMax = Math.max(budget, owned * percent / 100);
    if (sum(inWindow) < windowMax) {
      return new Verdict.Granted(counted(brake, lately, moment.now()));
    }
    boolean mayWait = kind == Destruction.Kind.ASKED || brake.allowance() > 0;
    return mayWait
        ? new Verdict.Paced(untilRoom(inWindow, begin), corrected(brake, lately, moment))
        : tooMuch(
            brake,
            moment,
            ("taken away within 10 minutes: %d; production, or what has expired or is nobody's, was"
                    + " to go beyond the budget of %d")
                .formatted(sum(inWindow), windowMax));
  }

  /** How many were taken away since. */
  public static int since(Brake brake, Instant begin) {
    return sum(after(brake.minutes(), begin));
  }

  /** Whoever does not know what time it is leaves it to others to say that it is too much. */
  private static Verdict tooMuch(Brake brake, Moment moment, String because) {
    if (!moment.agreed()) {
      return new Verdict.Paced(CLOCK_RETRY, Optional.empty());
    }
    var why = new Brake.Trip(moment.now(), because);
    return new Verdict.Tripped(brake.tripped(why), why);
  }

  /**
   * Nothing is forgotten because of a time that nobody else has. What was counted by a clock that
   * is ahead counts as of now, and is written so, so that it is forgotten in an hour, too.
   */
  private static List<Brake.Minute> remembered(Brake brake, Moment moment) {
    if (!moment.agreed()) {
      return brake.minutes();
    }
    Instant minute = moment.now().truncatedTo(ChronoUnit.MINUTES);
    var known =
        new ArrayList<>(brake.minutes().stream().filter(it -> it.from().isBefore(minute)).toList());
    int ofNow = sum(brake.minutes().stream().filter(it -> !it.from().isBefore(minute)).toList());
    if (ofNow > 0) {
      known.add(new Brake.Minute(minute, ofNow));
    }
    return after(known, moment.now().minus(HOUR));
  }

  private static Optional<Brake> corrected(Brake brake, List<Brake.Minute> lately, Moment moment) {
    boolean isAhead = brake.minutes().stream().anyMatch(it -> it.from().isAfter(moment.now()));
    return moment.agreed() && isAhead
        ? Optional.of(new Brake(brake.trip(), lately, brake.allowance()))
        : Optional.empty();
  }

  /** A minute counts until its end. */
  private static List<Brake.Minute> after(List<Brake.Minute> minutes, Instant begin) {
    return minutes.stream()
        .filter(it -> it.from().plus(1, ChronoUnit.MINUTES).isAfter(begin))
        .toList();
  }

  private static int sum(List<Brake.Minute> minutes) {
    return minutes.stream().mapToInt(Brake.Minute::count).sum();
  }

  private static Brake counted(Brake brake, List<Brake.Minute> lately, Instant now) {
    var minutes = new ArrayList<>(lately);
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    boolean begun = !minutes.isEmpty() && !minutes.getLast().from().isBefore(minute);
    if (begun || minutes.size() == Brake.MINUTES_MAX) {
      Brake.Minute last = minutes.removeLast();
      minutes.add(new Brake.Minute(last.from(), last.count() + 1));
    } else {
      minutes.add(new Brake.Minute(minute, 1));
    }
    return new Brake(Optional.empty(), minutes, Math.max(0, brake.allowance() - 1));
  }

  /** Until the oldest minute has left the window. */
  private static Duration untilRoom(List<Brake.Minute> inWindow, Instant begin) {
    return inWindow.stream()
        .map(it -> Duration.between(begin, it.from().plus(1, ChronoUnit.MINUTES)))
        .filter(Duration::isPositive)
        .findFirst()
        .orElse(WINDOW);
  }
}
