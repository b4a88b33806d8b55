package io.runtimeservice.local;

import io.runtimeservice.local.LocalCommand.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** Where {@code bin/runtime local} begins. */
public final class Main {

  private static final long END_SECONDS_MAX = 20;

  private Main() {}

  /** Ctrl-C and SIGTERM ask it to end; it ends in its own time, and with 0. */
  public static void main(String[] arguments) throws IOException {
    String log = log();
    var ending = new Ending();
    var ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(ending, ended), "end"));
    int code =
        new CommandLine(new LocalCommand(ending, System.out, log))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments);
    ended.countDown();
    System.exit(code);
  }

  /** The screen is for the table: what the service logs goes to a file. */
  private static String log() throws IOException {
    String chosen = System.getProperty("runtime.log", "");
    Path file = chosen.isEmpty() ? Files.createTempFile("runtime-local", ".log") : Path.of(chosen);
    System.setProperty("runtime.log", file.toString());
    System.setProperty("logback.configurationFile", "logback-local.xml");
    return file.toString();
  }

  private static void end(Ending ending, CountDownLatch ended) {
    if (ended.getCount() == 0) {
      return;
    }
    ending.ask();
    try {
      boolean inTime = ended.await(END_SECONDS_MAX, TimeUnit.SECONDS);
      Runtime.getRuntime().halt(inTime ? 0 : 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
