package io.runtimeservice.app.command;

import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.adapters.vertx.VertxTime;
import io.runtimeservice.app.doctor.Checkup;
import io.runtimeservice.app.doctor.Finding;
import io.runtimeservice.app.settings.Settings;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusal;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "doctor",
    description = {
      "Looks whether all that the service needs is there: settings, table, queue and",
      "its dead letters, secret source, Fly token and its rights, clock. Changes",
      "nothing. Of what is wrong it says what to do about it.",
      "Exit code 0: all is well. 1: something is not. 2: the settings are not right."
    })
final class DoctorCommand implements Callable<Integer> {

  /** Longer than any one question may take. */
  static final Duration DONE_WITHIN = Duration.ofSeconds(30);

  private final Map<String, String> variables;

  @Spec private CommandSpec spec = CommandSpec.create();

  DoctorCommand(Map<String, String> variables) {
    this.variables = variables;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int code =
        switch (Settings.read(variables)) {
          case Reading.Refused<Settings>(List<Refusal> refusals) -> refuse(refusals, out);
          case Reading.Read<Settings>(Settings settings) -> look(settings, out);
        };
    out.flush();
    return code;
  }

  private static int refuse(List<Refusal> refusals, PrintWriter out) {
    refusals.forEach(refusal -> line(out, "settings", false, refusal.toString()));
    todo(out, "set these variables; docs/generated/settings.md has them all");
    return ExitCode.WRONG_USAGE;
  }

  /** AWS' clients are left to the end of the process, which is near. */
  private static int look(Settings settings, PrintWriter out) {
    line(out, "settings", true, "all of them can be read");
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      var findings = findings(settings, vertx);
      findings.forEach(finding -> print(out, finding));
      return findings.stream().allMatch(Finding::ok) ? ExitCode.DONE : ExitCode.FAILED;
    } catch (TimeoutException late) {
      line(out, "doctor", false, "not done within %d s".formatted(DONE_WITHIN.toSeconds()));
      return ExitCode.FAILED;
    } finally {
      vertx.close();
    }
  }

  private static List<Finding> findings(Settings settings, Vertx vertx) throws TimeoutException {
    var means = new Checkup.Means(vertx, AwsClients.ofDefaultChain(), new VertxTime(vertx));
    Promise<List<Finding>> promise = Promise.promise();
    vertx.runOnContext(_ -> new Checkup(settings, means).run().onComplete(promise));
    return promise.future().await(DONE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void print(PrintWriter out, Finding finding) {
    line(out, finding.what(), finding.ok(), finding.says());
    if (!finding.ok()) {
      todo(out, finding.remedy());
    }
  }

  private static void line(PrintWriter out, String what, boolean ok, String says) {
    out.println(ScreenLine.of("%-16s  %-5s  %s".formatted(what, ok ? "ok" : "WRONG", says)));
  }

  private static void todo(PrintWriter out, String remedy) {
    out.println(ScreenLine.of(" ".repeat(18) + "do:    " + remedy));
  }
}
