package io.runtimeservice.app.command;

import io.runtimeservice.model.control.Brake;
import io.runtimeservice.reconciler.control.BrakeRule;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The brake, and what waits because of it, on the screen. */
record BrakeView(Brake brake, List<Waiting> waiting) {

  private static final Duration SHORT = Duration.ofMinutes(10);
  private static final Duration LONG = Duration.ofHours(1);

  static BrakeView read(OperatorTable table) throws CannotAnswerException {
    var brake = table.answer(table.controls().read()).brake();
    return new BrakeView(brake, Waiting.in(table));
  }

  void print(Instant now, PrintWriter out) {
    brake
        .trip()
        .ifPresentOrElse(
            it ->
                out.println(
                    ScreenLine.of("the brake tripped at %s: %s".formatted(it.at(), it.because()))),
            () -> out.println("the brake is not tripped"));
    out.printf(
        "taken away for good in the last 10 minutes: %d, in the last hour: %d%n",
        taken(now.minus(SHORT)), taken(now.minus(LONG)));
    if (brake.allowance() > 0) {
      out.printf("of what an operator released, %d may still be taken away%n", brake.allowance());
    }
    out.println(waiting.isEmpty() ? "nothing waits" : "what waits: " + waiting.size());
    waiting.forEach(it -> out.println(it.line()));
  }

  private int taken(Instant since) {
    return BrakeRule.since(brake, since);
  }
}
