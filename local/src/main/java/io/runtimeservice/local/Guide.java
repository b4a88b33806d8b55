package io.runtimeservice.local;

import io.runtimeservice.local.board.Line;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;

/** What to try once everything is ready. */
final class Guide {

  private final PrintStream out;
  private final Stack.Ports ports;
  private final String log;

  Guide(PrintStream out, Stack.Ports ports, String log) {
    this.out = out;
    this.ports = ports;
    this.log = log;
  }

  static boolean isTime(List<Line> lines) {
    return lines.size() == Samples.ALL.size() && lines.stream().allMatch(Line::isReady);
  }

  void print(List<Line> lines) {
    out.println();
    out.println("all environments are ready. Each answers by its Host header:");
    for (Line line : lines) {
      line.url()
          .map(url -> URI.create(url).getHost())
          .ifPresent(
              host -> out.printf("  curl -H 'Host: %s' http://localhost:%d/%n", host, ports.web()));
    }
    out.printf(
        """

        to try, in another terminal:
          push a new image to a preview
            curl -X PATCH -d '{"image": "registry.fly.io/checkout:v2"}' http://localhost:%1$d/manager/environments/checkout/pr-1
          read why something waits
            RUNTIME_URL=http://localhost:%2$d bin/runtime explain checkout/pr-1
          delete a preview
            curl -X PATCH -d '{"desired": "deleted"}' http://localhost:%1$d/manager/environments/checkout/pr-2

        the service's log: %3$s
        Ctrl-C ends it.

        """,
        ports.door(), ports.http(), log);
    out.flush();
  }
}
