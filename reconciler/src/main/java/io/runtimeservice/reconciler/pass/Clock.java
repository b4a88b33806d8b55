package io.runtimeservice.reconciler.pass;

import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.port.Witnesses;
import io.runtimeservice.reconciler.plan.Moment;
import java.time.Instant;

/** Our own clocks, and those who can say whether the one that people read is right. */
public record Clock(Time time, Witnesses witnesses) {

  Instant now() {
    return time.now();
  }

  long nanos() {
    return time.nanos();
  }

  public Moment moment() {
    return new Moment(time.now(), witnesses.agree());
  }
}
