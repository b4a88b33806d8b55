package io.runtimeservice.simulator.fly;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The account of all calls that came through Fly's door, in their order: what a test counts. What
 * somebody does in the world without a call of ours is not in it.
 */
public final class Ledger {

  /** Older entries are dropped past this: days of a simulated fleet have to fit into memory. */
  static final int ENTRIES_MAX = 200_000;

  private final List<Entry> entries = new ArrayList<>();
  private long dropped;

  /**
   * One call.
   *
   * @param action as in {@code FlyCall.action}: {@code machine_create}
   * @param subject the machine, app or organisation that it was about
   * @param refused what was said if it was refused
   */
  public record Entry(
      Instant at, String action, String subject, boolean mutating, Optional<String> refused) {}

  void add(Entry entry) {
    if (entries.size() >= ENTRIES_MAX) {
      entries.subList(0, ENTRIES_MAX / 2).clear();
      dropped += ENTRIES_MAX / 2;
    }
    entries.add(entry);
  }

  /** A point in the account, to look from later. */
  public long position() {
    return dropped + entries.size();
  }

  /** All calls from a position on. */
  public List<Entry> since(long position) {
    return List.copyOf(entries.subList((int) Math.max(0, position - dropped), entries.size()));
  }

  public List<Entry> all() {
    return since(0);
  }

  /** The calls from a position on that change something, those refused included. */
  public List<Entry> mutatingSince(long position) {
    return since(position).stream().filter(Entry::mutating).toList();
  }

  /** The calls from a position on that read. */
  public List<Entry> readsSince(long position) {
    return since(position).stream().filter(entry -> !entry.mutating()).toList();
  }
}
