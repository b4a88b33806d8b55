package io.runtimeservice.reconciler.accept;

import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.reconciler.status.Trouble;

/** What is to be made of an environment's records. */
public sealed interface Judgement {

  /** There is no environment record: nothing is to be done, ever. */
  record Nothing() implements Judgement {}

  /** The records are not as they must be, or what they ask for is not allowed. */
  record Refused(Trouble trouble) implements Judgement {}

  /** The records say what is wanted. */
  record Accepted(Desired desired, RuntimeRecord record) implements Judgement {}
}
