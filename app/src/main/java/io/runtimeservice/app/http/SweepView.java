package io.runtimeservice.app.http;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.sweep.Orphan;
import io.runtimeservice.model.sweep.SweepRecord;
import io.runtimeservice.model.sweep.SweepRecordCodec;
import io.runtimeservice.model.sweep.SweepReport;
import java.util.Optional;

/** What the sweep found, as the status API shows it. */
final class SweepView {

  private SweepView() {}

  /** {@code sweptAt} is left out until a sweep has seen everything. */
  static Value.Tree orphans(SweepRecord record) {
    return Values.tree()
        .put("orphans", new Value.Many(record.orphans().stream().map(SweepView::orphan).toList()))
        .putTime("sweptAt", record.lastComplete().map(SweepReport::at))
        .build();
  }

  /** One that was seen but once, or twice within minutes, may be an app that is being made. */
  private static Value orphan(Orphan orphan) {
    return SweepRecordCodec.orphan(orphan).with("confirmed", Values.bool(orphan.isConfirmed()));
  }

  /** Both are always there, so that the page is known by them; {@code null} if there is none. */
  static Value.Tree drift(SweepRecord record) {
    return Values.tree()
        .put("last", report(record.last()))
        .put("lastComplete", report(record.lastComplete()))
        .build();
  }

  private static Value report(Optional<SweepReport> report) {
    return report.<Value>map(SweepRecordCodec::report).orElseGet(Value.Null::new);
  }
}
