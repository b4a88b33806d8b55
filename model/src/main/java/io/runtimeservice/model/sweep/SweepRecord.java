package io.runtimeservice.model.sweep;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The sweep record, {@code pk = RUNTIME#SWEEP}, {@code sk = SWEEP}. Whoever sweeps writes it every
 * few seconds: a version that stands still says that nobody does.
 *
 * @param owner the replica that sweeps; empty if nobody does
 * @param version a counter that each write raises; 0 if there is no record
 * @param feedFrom from when on changes are to be asked for, by Fly's clock; empty before the first
 *     poll
 * @param last what the last sweep found
 * @param lastComplete what the last sweep found that saw everything; without its findings
 * @param orphans that were seen by the last sweep that saw everything
 */
public record SweepRecord(
    Optional<String> owner,
    long version,
    Optional<Instant> feedFrom,
    Optional<SweepReport> last,
    Optional<SweepReport> lastComplete,
    List<Orphan> orphans) {

  /** So many are kept; the rest is found again when these are gone. */
  public static final int ORPHANS_MAX = 500;

  public static final SweepRecord NONE =
      new SweepRecord(
          Optional.empty(), 0, Optional.empty(), Optional.empty(), Optional.empty(), List.of());

  public SweepRecord {
    orphans = List.copyOf(orphans);
  }

  public SweepRecord heldBy(Optional<String> replica) {
    return new SweepRecord(replica, version + 1, feedFrom, last, lastComplete, orphans);
  }

  public SweepRecord withFeedFrom(Optional<Instant> from) {
    return new SweepRecord(owner, version, from, last, lastComplete, orphans);
  }

  public SweepRecord withReport(SweepReport report, List<Orphan> seen) {
    var complete = report.isComplete() ? Optional.of(brief(report)) : lastComplete;
    return new SweepRecord(owner, version, feedFrom, Optional.of(report), complete, seen);
  }

  /** With what was seen since the last sweep. */
  public SweepRecord withFound(String kind, SweepReport.Found what) {
    return new SweepRecord(
        owner, version, feedFrom, last.map(it -> it.and(kind, what)), lastComplete, orphans);
  }

  private static SweepReport brief(SweepReport report) {
    return new SweepReport(
        report.at(),
        report.took(),
        report.doubt(),
        report.environments(),
        report.owned(),
        report.machines(),
        report.differing(),
        List.of());
  }
}
