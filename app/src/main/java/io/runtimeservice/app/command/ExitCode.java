package io.runtimeservice.app.command;

/** What a command's exit code says. */
public final class ExitCode {

  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int WRONG_USAGE = 2;

  /** {@code plan}: there are operations to do; {@code brake release}: {@code --yes} does it. */
  public static final int OPERATIONS_TO_DO = 3;

  private ExitCode() {}
}
