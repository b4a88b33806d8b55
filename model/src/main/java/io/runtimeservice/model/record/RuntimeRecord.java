package io.runtimeservice.model.record;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.spec.ImageReference;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the service remembers of one environment: {@code pk = APP#<appId>}, {@code sk =
 * RUN#<environmentId>}. Written by whoever holds the lease in it, and by nobody else.
 *
 * @param progress empty if no desired state has been accepted yet
 * @param intents creations that may be under way
 * @param image what the present tag means
 * @param closing empty unless a deletion waits to be confirmed
 * @param chronicle how far has been told what became of it
 */
public record RuntimeRecord(
    EnvironmentKey key,
    LeaseMark lease,
    Naming naming,
    Optional<Progress> progress,
    Applied applied,
    SortedSet<Intent> intents,
    Optional<ResolvedImage> image,
    Optional<Closing> closing,
    Agenda agenda,
    Chronicle chronicle) {

  public RuntimeRecord {
    intents = Collections.unmodifiableSortedSet(new TreeSet<>(intents));
  }

  /** The record of an environment that has none. */
  public static RuntimeRecord none(EnvironmentKey key) {
    return new RuntimeRecord(
        key,
        LeaseMark.NEVER_HELD,
        Naming.NONE,
        Optional.empty(),
        Applied.NOTHING,
        new TreeSet<>(),
        Optional.empty(),
        Optional.empty(),
        Agenda.NONE,
        Chronicle.NOTHING);
  }

  public RuntimeRecord withLease(LeaseMark it) {
    return new RuntimeRecord(
        key, it, naming, progress, applied, intents, image, closing, agenda, chronicle);
  }

  public RuntimeRecord withNaming(Naming it) {
    return new RuntimeRecord(
        key, lease, it, progress, applied, intents, image, closing, agenda, chronicle);
  }

  public RuntimeRecord withProgress(Progress it) {
    return new RuntimeRecord(
        key, lease, naming, Optional.of(it), applied, intents, image, closing, agenda, chronicle);
  }

  /** What was repaired so far does not count. */
  public RuntimeRecord withoutRepairs() {
    return progress.map(it -> withProgress(it.withRepairs(it.repairs().forgotten()))).orElse(this);
  }

  public RuntimeRecord withApplied(Applied it) {
    return new RuntimeRecord(
        key, lease, naming, progress, it, intents, image, closing, agenda, chronicle);
  }

  public RuntimeRecord withIntents(SortedSet<Intent> it) {
    return new RuntimeRecord(
        key, lease, naming, progress, applied, it, image, closing, agenda, chronicle);
  }

  public RuntimeRecord withImage(Optional<ResolvedImage> it) {
    return new RuntimeRecord(
        key, lease, naming, progress, applied, intents, it, closing, agenda, chronicle);
  }

  public RuntimeRecord withClosing(Optional<Closing> it) {
    return new RuntimeRecord(
        key, lease, naming, progress, applied, intents, image, it, agenda, chronicle);
  }

  public RuntimeRecord withAgenda(Agenda it) {
    return new RuntimeRecord(
        key, lease, naming, progress, applied, intents, image, closing, it, chronicle);
  }

  /** A history record is written: it tells also what was cut short. */
  public RuntimeRecord withNextHistory() {
    RuntimeRecord next = with(chronicle.withNextHistory());
    return progress.map(it -> next.withProgress(it.told())).orElse(next);
  }

  /** Something is undertaken for what is desired. */
  public RuntimeRecord withBegun() {
    return progress.map(it -> withProgress(it.withBegun())).orElse(this);
  }

  /** This is as desired, and serves. */
  public RuntimeRecord withReached(DesiredVersion version) {
    return with(chronicle.withReached(version));
  }

  private RuntimeRecord with(Chronicle it) {
    return new RuntimeRecord(
        key, lease, naming, progress, applied, intents, image, closing, agenda, it);
  }

  /** The number of the next history record. */
  public long historySeq() {
    return chronicle.historySeq();
  }

  /** The image, pinned to what its tag means, once that is known for this desired state. */
  public ImageReference pinned(DesiredVersion version, ImageReference asked) {
    return asked.isPinned()
        ? asked
        : image
            .filter(it -> it.version().equals(version))
            .map(it -> asked.pinned(it.digest()))
            .orElse(asked);
  }

  /** Whether it is known that this is desired. */
  public boolean hasAccepted(DesiredVersion version) {
    return progress.filter(it -> it.version().equals(version)).isPresent();
  }

  /** Whether the other remembers the same; who holds the lease makes no difference. */
  public boolean remembersTheSameAs(RuntimeRecord other) {
    return equals(other.withLease(lease));
  }
}
