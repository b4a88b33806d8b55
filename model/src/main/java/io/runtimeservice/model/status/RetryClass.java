package io.runtimeservice.model.status;

/** When to look again at what is not as it should be. */
public enum RetryClass {
  /** Not at all: a mark or the sweep will. */
  NEVER,
  /** Within seconds: something is under way. */
  PROGRESS,
  /** With growing distance: a dependency does not do its part. */
  BACKOFF,
  /** Every five minutes: a person has to do something first. */
  PERSON,
  /** Soon, then ever more rarely up to every five minutes: somebody's DNS has to say something. */
  DNS
}
