package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import java.time.Duration;
import java.util.Optional;

/** Fly says no: the status and the words of its HTTP API, and what they amount to. */
public final class FlyError extends RuntimeException {

  private final int status;
  private final String text;
  private final Optional<String> code;
  private final Optional<Duration> retryAfter;
  private final transient Meaning meaning;

  private FlyError(
      int status,
      String text,
      Optional<String> code,
      Optional<Duration> retryAfter,
      Meaning meaning) {
    super(status + " " + text, null, false, false);
    this.status = status;
    this.text = text;
    this.code = code;
    this.retryAfter = retryAfter;
    this.meaning = meaning;
  }

  /** What a refusal amounts to for who made the call. */
  @FunctionalInterface
  public interface Meaning {
    Failure of(Evidence evidence, boolean mutating);
  }

  static FlyError of(int status, String text, Meaning meaning) {
    return new FlyError(status, text, Optional.empty(), Optional.empty(), meaning);
  }

  FlyError withCode(String fliesCode) {
    return new FlyError(status, text, Optional.of(fliesCode), retryAfter, meaning);
  }

  FlyError withRetryAfter(Duration delay) {
    return new FlyError(status, text, code, Optional.of(delay), meaning);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Fly's words, {@code error} in the body. */
  public String text() {
    return text;
  }

  /** Fly's code, {@code status} in the body, where it gives one. */
  public Optional<String> code() {
    return code;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  Failure failure(Evidence evidence, boolean mutating) {
    return meaning.of(evidence, mutating);
  }
}
