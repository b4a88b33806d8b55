package io.runtimeservice.app;

import io.runtimeservice.app.command.RuntimeCommand;

/** Where the process begins. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(RuntimeCommand.line(System.getenv()).execute(arguments));
  }
}
