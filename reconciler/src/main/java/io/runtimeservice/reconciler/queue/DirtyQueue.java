package io.runtimeservice.reconciler.queue;

import io.runtimeservice.model.id.EnvironmentKey;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which environments are dirty, and which of them is next. It holds a dirty bit each and an
 * urgency, never what happened, so that nothing can be dropped and a thousand marks are one.
 *
 * <ul>
 *   <li>An environment is never handed out while its pass is running; a mark in the meantime makes
 *       it dirty again.
 *   <li>{@link Urgency#CHANGED} goes first, and every {@link #BACKGROUND_TURN}th turn is a
 *       background one, so that neither starves. Apps take turns within an urgency.
 *   <li>An environment starts at most once in {@link #GAP}.
 *   <li>An environment at rest leaves nothing behind.
 * </ul>
 *
 * <p>Time comes in as an argument, in nanoseconds of a monotonic clock.
 */
public final class DirtyQueue {

  /** The least distance between two starts of one environment. */
  public static final Duration GAP = Duration.ofSeconds(1);

  /** One in so many turns is for the background, if anything waits there. */
  static final int BACKGROUND_TURN = 4;

  private final Map<EnvironmentKey, Entry> entries = new HashMap<>();
  private final Map<Urgency, Lanes> ready = new EnumMap<>(Urgency.class);
  private final NavigableSet<Due> later = new TreeSet<>();

  /** Those in a lane, by since when. */
  private final NavigableSet<Due> waiting = new TreeSet<>();

  private int turn;

  public DirtyQueue() {
    for (Urgency urgency : Urgency.values()) {
      ready.put(urgency, new Lanes());
    }
  }

  /** An environment that is dirty, running, or has just run. */
  private static final class Entry {
    boolean running;
    long startedNanos = Long.MIN_VALUE;
    State state = State.CLEAN;
    Urgency urgency = Urgency.BACKGROUND;

    /** When it is due, while it is {@link State#LATER}; since when, while it is READY. */
    long dueNanos;
  }

  private enum State {
    CLEAN,
    /** In {@code later}, until its time has come. */
    LATER,
    /** In its lane. */
    READY
  }

  private record Due(long nanos, EnvironmentKey key) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(nanos, other.nanos);
      return byTime != 0 ? byTime : key.compareTo(other.key);
    }
  }

  /**
   * An environment whose turn it is.
   *
   * @param waited since it was due
   */
  public record Turn(EnvironmentKey key, Urgency urgency, Duration waited) {}

  /** Makes an environment dirty, to be looked at as soon as possible. */
  public void mark(EnvironmentKey key, Urgency urgency, long nowNanos) {
    markAt(key, urgency, nowNanos, nowNanos);
  }

  /** Makes an environment dirty, to be looked at from a time on; an earlier time counts. */
  public void markAt(EnvironmentKey key, Urgency urgency, long dueNanos, long nowNanos) {
    Entry entry = entries.computeIfAbsent(key, _ -> new Entry());
    boolean moreUrgent = entry.state == State.CLEAN || urgency.compareTo(entry.urgency) < 0;
    boolean earlier = entry.state != State.LATER || dueNanos < entry.dueNanos;
    if (entry.state == State.READY) {
      if (moreUrgent && dueNanos <= nowNanos) {
        lane(entry).remove(key);
        entry.urgency = urgency;
        lane(entry).add(key);
      }
      return;
    }
    if (moreUrgent) {
      entry.urgency = urgency;
    }
    if (earlier || entry.state == State.CLEAN) {
      later.remove(new Due(entry.dueNanos, key));
      entry.state = State.LATER;
      entry.dueNanos = Math.max(dueNanos, notBefore(entry));
      if (!entry.running) {
        place(key, entry, nowNanos);
      }
    }
  }

  /** Hands out the next environment; its pass is running until {@link #done}. */
  public Optional<Turn> take(long nowNanos) {
    wake(nowNanos);
    return nextUrgency().flatMap(urgency -> ready(urgency).take().map(key -> start(key, nowNanos)));
  }

  /** The environment's pass is over. */
  public void done(EnvironmentKey key, long nowNanos) {
    Entry entry = entries.get(key);
    if (entry == null) {
      return;
    }
    entry.running = false;
    if (entry.state == State.LATER) {
      place(key, entry, nowNanos);
    } else if (nowNanos >= notBefore(entry)) {
      entries.remove(key);
    } else {
      later.add(new Due(notBefore(entry), key));
    }
  }

  /** When {@link #take} may have something that it has not now; empty if never. */
  public OptionalLong nextDueNanos() {
    return later.isEmpty() ? OptionalLong.empty() : OptionalLong.of(later.first().nanos());
  }

  /** Since when the one has been due that has been so for longest; empty if none is. */
  public OptionalLong oldestDueNanos(long nowNanos) {
    return Stream.of(waiting, later)
        .filter(all -> !all.isEmpty())
        .mapToLong(all -> all.first().nanos())
        .filter(due -> due <= nowNanos)
        .min();
  }

  /** How many environments of an urgency could start now. */
  public int depth(Urgency urgency) {
    return ready(urgency).size();
  }

  /** How many environments are remembered at all. */
  public int size() {
    return entries.size();
  }

  private Turn start(EnvironmentKey key, long nowNanos) {
    Entry entry = entries.get(key);
    if (entry == null) {
      throw new IllegalStateException("what is in a lane has an entry");
    }
    waiting.remove(new Due(entry.dueNanos, key));
    entry.running = true;
    entry.startedNanos = nowNanos;
    entry.state = State.CLEAN;
    return new Turn(key, entry.urgency, Duration.ofNanos(nowNanos - entry.dueNanos));
  }

  private Optional<Urgency> nextUrgency() {
    boolean changed = !ready(Urgency.CHANGED).isEmpty();
    boolean background = !ready(Urgency.BACKGROUND).isEmpty();
    if (!changed && !background) {
      return Optional.empty();
    }
    boolean backgroundsTurn = ++turn % BACKGROUND_TURN == 0;
    return Optional.of(
        background && (!changed || backgroundsTurn) ? Urgency.BACKGROUND : Urgency.CHANGED);
  }

  /** Into its lane if its time has come, to wait for it if not. */
  private void place(EnvironmentKey key, Entry entry, long nowNanos) {
    if (entry.dueNanos <= nowNanos) {
      entry.state = State.READY;
      waiting.add(new Due(entry.dueNanos, key));
      lane(entry).add(key);
    } else {
      later.add(new Due(entry.dueNanos, key));
    }
  }

  private void wake(long nowNanos) {
    while (!later.isEmpty() && later.first().nanos() <= nowNanos) {
      Due due = later.removeFirst();
      Entry entry = entries.get(due.key());
      if (entry == null || entry.running) {
        continue;
      }
      switch (entry.state) {
        case LATER -> {
          if (entry.dueNanos <= nowNanos) {
            place(due.key(), entry, nowNanos);
          }
        }
        case CLEAN -> {
          if (nowNanos >= notBefore(entry)) {
            entries.remove(due.key());
          }
        }
        case READY -> {
          // it is in its lane already
        }
      }
    }
  }

  private static long notBefore(Entry entry) {
    return entry.startedNanos == Long.MIN_VALUE
        ? Long.MIN_VALUE
        : entry.startedNanos + GAP.toNanos();
  }

  private Lanes lane(Entry entry) {
    return ready(entry.urgency);
  }

  private Lanes ready(Urgency urgency) {
    Lanes lanes = ready.get(urgency);
    if (lanes == null) {
      throw new IllegalStateException("every urgency has its lanes");
    }
    return lanes;
  }
}
