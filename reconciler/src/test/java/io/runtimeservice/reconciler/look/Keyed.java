package io.runtimeservice.reconciler.look;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Records;
import io.runtimeservice.reconciler.accept.Judge;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.plan.Moment;
import java.util.Optional;

/** Desired states of many environments. */
final class Keyed {

  private Keyed() {}

  static Desired preview(String environment) {
    var record =
        Wanted.tree(
            """
            {"environmentId": "%s", "type": "preview", "branch": "b", "generation": 1,
             "desired": "running", "spec": {}}
            """
                .formatted(environment));
    var records =
        new Records(Optional.of(Wanted.tree(Wanted.APP)), Optional.of(record), Optional.empty());
    return switch (Judge.desired(
        EnvironmentKey.of("checkout", environment), records, Moment.agreed(Given.NOW))) {
      case Reading.Read<Desired>(Desired desired) -> desired;
      case Reading.Refused<Desired>(var refusals) -> throw new AssertionError(refusals.toString());
    };
  }
}
