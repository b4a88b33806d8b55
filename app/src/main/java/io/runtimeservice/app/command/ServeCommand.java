package io.runtimeservice.app.command;

import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.app.Service;
import io.runtimeservice.app.settings.Settings;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    description = {
      "Runs the service, with settings from environment variables",
      "(docs/generated/settings.md). SIGTERM ends it: what is under way is finished first."
    })
final class ServeCommand implements Callable<Integer> {

  static final Duration START_MAX = Duration.ofSeconds(30);

  /** Longer than the longest stage: a call that changes something takes 15 s at most. */
  static final Duration STOP_MAX = Duration.ofSeconds(25);

  private static final int EVENT_LOOPS = 2;

  private final Map<String, String> variables;

  @Spec private CommandSpec spec = CommandSpec.create();

  ServeCommand(Map<String, String> variables) {
    this.variables = variables;
  }

  @Override
  public Integer call() throws InterruptedException {
    return switch (Settings.read(variables)) {
      case Reading.Refused<Settings>(List<Refusal> refusals) -> refuse(refusals);
      case Reading.Read<Settings>(Settings settings) -> serve(settings);
    };
  }

  private int refuse(List<Refusal> refusals) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("the settings are not right:");
    refusals.forEach(refusal -> err.println("  " + refusal));
    return ExitCode.WRONG_USAGE;
  }

  private int serve(Settings settings) throws InterruptedException {
    var aws = AwsClients.ofDefaultChain();
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS));
    try {
      vertx
          .deployVerticle(new Service(settings, aws, "replica-" + UUID.randomUUID()))
          .toCompletionStage()
          .toCompletableFuture()
          .get(START_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      spec.commandLine().getErr().println("the service did not start: " + why(failed));
      return ExitCode.FAILED;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(vertx), "stop"));
    new CountDownLatch(1).await();
    return ExitCode.DONE;
  }

  /**
   * Ends the process by itself: the JVM would report the signal, 143, however well it has ended.
   * AWS' clients, of which nothing is wanted any more, would take seconds to be closed in order.
   */
  private static void end(Vertx vertx) {
    boolean inTime = close(vertx);
    Runtime.getRuntime().halt(inTime ? ExitCode.DONE : ExitCode.FAILED);
  }

  private static String why(Exception failed) {
    Throwable cause = failed.getCause();
    return String.valueOf(cause == null ? failed : cause.getMessage());
  }

  /**
   * Closing Vert.x undeploys the service, which finishes what is under way.
   *
   * @return whether it was finished in time
   */
  private static boolean close(Vertx vertx) {
    try {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException late) {
      System.err.println("what was under way was not finished in time");
      return false;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
