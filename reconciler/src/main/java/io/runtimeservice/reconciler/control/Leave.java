package io.runtimeservice.reconciler.control;

import io.runtimeservice.reconciler.status.Trouble;

/** What operators let be done for an environment. */
public sealed interface Leave {

  /** Whatever is needed. */
  record Everything() implements Leave {}

  /** Nothing is taken away for good. */
  record NothingDestructive(Trouble why) implements Leave {}

  /** It is looked at and told of; nothing is changed. */
  record Looking(Trouble why) implements Leave {}

  /** It is not even looked at. */
  record Nothing(Trouble why) implements Leave {}
}
