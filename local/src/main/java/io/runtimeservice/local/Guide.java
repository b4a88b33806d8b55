package io.runtimeservice.local;

import io.runtimeservice.local.board.Line;
import io.runtimeservice.local.parts.Aws;
import io.runtimeservice.local.parts.DynamoDbPart;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;

/** What to try once everything is ready. */
final class Guide {

  private final PrintStream out;
  private final Stack.Ports ports;
  private final URI table;
  private final String log;

  /**
   * A guide.
   *
   * @param table where DynamoDB is
   * @param log the file that holds the service's log
   */
  Guide(PrintStream out, Stack.Ports ports, URI table, String log) {
    this.out = out;
    this.ports = ports;
    this.table = table;
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
          see what the sweep found
            RUNTIME_URL=http://localhost:%2$d bin/runtime drift
          see what the brake holds back, and set a kill switch
            export RUNTIME_TABLE=%4$s AWS_ENDPOINT_URL_DYNAMODB=%5$s
            export AWS_REGION=%6$s AWS_ACCESS_KEY_ID=%7$s AWS_SECRET_ACCESS_KEY=%7$s
            bin/runtime brake
            bin/runtime switch pauseAll on

        the service's log: %3$s
        Ctrl-C ends it.

        """,
        ports.door(), ports.http(), log, DynamoDbPart.TABLE, table, Aws.REGION, Aws.CREDENTIALS);
    out.flush();
  }
}
