package io.runtimeservice.reconciler.loop;

import io.runtimeservice.model.mark.Caller;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import io.runtimeservice.model.mark.ReceivedMark.Receipt;
import io.runtimeservice.reconciler.pass.PassRequest.Asked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Some marks of one environment, and what they say together. */
final class MarkBatch {

  private final List<Receipt> receipts = new ArrayList<>();
  private final Set<Caller> callers = new HashSet<>();
  private final Set<MarkSource> sources = EnumSet.noneOf(MarkSource.class);
  private boolean known;
  private boolean whole;
  private Optional<Instant> first = Optional.empty();

  void add(Mark mark, Receipt receipt, Instant sentAt) {
    receipts.add(receipt);
    first = Optional.of(earlier(first, sentAt));
    mark.caller().ifPresent(callers::add);
    mark.source().ifPresent(sources::add);
    known |= !isByRepository(mark);
    whole |= mark.source().filter(MarkSource.OPERATOR::equals).isPresent();
  }

  private static boolean isByRepository(Mark mark) {
    return mark.caller().isPresent() || mark.source().filter(MarkSource.GITHUB::equals).isPresent();
  }

  /** Takes all of another's marks, which has none then. */
  void takeOver(MarkBatch other) {
    receipts.addAll(other.receipts);
    callers.addAll(other.callers);
    sources.addAll(other.sources);
    known |= other.known;
    whole |= other.whole;
    other.first.ifPresent(at -> first = Optional.of(earlier(first, at)));
    other.clear();
  }

  void clear() {
    receipts.clear();
    callers.clear();
    sources.clear();
    known = false;
    whole = false;
    first = Optional.empty();
  }

  List<Receipt> receipts() {
    return receipts;
  }

  /** What they ask for. */
  Asked asked() {
    return new Asked(first, callers, known, whole, sources);
  }

  private static Instant earlier(Optional<Instant> first, Instant next) {
    return first.filter(it -> it.isBefore(next)).orElse(next);
  }
}
