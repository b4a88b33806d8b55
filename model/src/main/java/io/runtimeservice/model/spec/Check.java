package io.runtimeservice.model.spec;

import java.time.Duration;
import java.util.Optional;

/**
 * How Fly finds out whether a machine is healthy.
 *
 * @param path where an HTTP check asks; empty for TCP
 * @param interval between two looks; Fly makes more than 60 s into 60 s
 * @param timeout of one look
 * @param gracePeriod after a start, in which a failure does not count
 */
public record Check(
    Type type, Optional<String> path, Duration interval, Duration timeout, Duration gracePeriod) {

  static final int INTERVAL_SECONDS_MAX = 60;
  static final int TIMEOUT_SECONDS_MAX = 60;
  static final int GRACE_SECONDS_MAX = 600;
  static final int PATH_CHARACTERS_MAX = 512;

  /** What the look is made with. */
  public enum Type {
    HTTP("http"),
    TCP("tcp");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }
}
