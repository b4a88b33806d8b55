package io.runtimeservice.model.failure;

/** Carries a {@link Failure} through a failed future. It has no stack: it is an answer, no bug. */
public final class FailureException extends RuntimeException {

  private final transient Failure failure;

  public FailureException(Failure failure) {
    super(
        failure.getClass().getSimpleName()
            + ": "
            + failure.evidence().by()
            + " said: "
            + failure.evidence().text(),
        null,
        false,
        false);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }

  /**
   * The failure that a throwable stands for. What is none of ours is a fault in the code: its class
   * is named, its message is not, for it may quote what it stumbled over.
   */
  public static Failure of(Throwable thrown) {
    return thrown instanceof FailureException known
        ? known.failure
        : new Failure.Internal(Evidence.of(Dependency.SERVICE, thrown.getClass().getName()));
  }
}
