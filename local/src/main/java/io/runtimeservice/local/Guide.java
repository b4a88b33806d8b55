package io.runtimeservice.local;

import io.runtimeservice.local.board.Line;
import io.runtimeservice.local.parts.Aws;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.local.parts.FlyPart;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;

/** What to try once everything is ready. */
final class Guide {

  private final PrintStream out;
  private final Stack.Ports ports;
  private final Places places;
  private final String log;

  /** Where DynamoDB and Fly's API are. */
  record Places(URI table, URI fly) {}

  /**
   * A guide.
   *
   * @param log the file that holds the service's log
   */
  Guide(PrintStream out, Stack.Ports ports, Places places, String log) {
    this.out = out;
    this.ports = ports;
    this.places = places;
    this.log = log;
  }

  static boolean isTime(List<Line> lines) {
    return lines.size() == Samples.ALL.size() && lines.stream().allMatch(Line::isReady);
  }

  /** The app on Fly that pr-1 has. */
  private static String app(List<Line> lines) {
    return lines.stream()
        .filter(it -> it.environment().equals(Samples.PREVIEW_1.toString()))
        .flatMap(it -> it.url().stream())
        .map(it -> URI.create(it).getHost().split("\\.", 2)[0])
        .findFirst()
        .orElse("<app>");
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
          destroy a machine behind the service's back, watch it come back, and read what was found
            M=%8$s/v1/apps/%9$s/machines
            A='Authorization: Bearer %10$s'
            I=$(curl -s -H "$A" $M | grep -o '"id":"[0-9a-z]*"' | head -1 | cut -d'"' -f4)
            curl -X DELETE -H "$A" "$M/$I?force=true"
            RUNTIME_URL=http://localhost:%2$d bin/runtime history checkout/pr-1
            RUNTIME_URL=http://localhost:%2$d bin/runtime drift
          trip the brake, which here lets one app go in an hour (pr-2 was the one), and release it
            export RUNTIME_TABLE=%4$s AWS_ENDPOINT_URL_DYNAMODB=%5$s
            export AWS_REGION=%6$s AWS_ACCESS_KEY_ID=%7$s AWS_SECRET_ACCESS_KEY=%7$s
            curl -X PATCH -d '{"desired": "deleted"}' http://localhost:%1$d/manager/environments/checkout/pr-1
            bin/runtime brake
            bin/runtime brake release --yes
          make an orphan: the Manager forgets an environment; the next sweep, half a minute later, sees it
            curl -X DELETE http://localhost:%1$d/manager/environments/checkout/production
            RUNTIME_URL=http://localhost:%2$d bin/runtime orphans
          set a kill switch
            bin/runtime switch pauseAll on

        the service's log: %3$s
        Ctrl-C ends it.

        """,
        ports.door(),
        ports.http(),
        log,
        DynamoDbPart.TABLE,
        places.table(),
        Aws.REGION,
        Aws.CREDENTIALS,
        places.fly(),
        app(lines),
        FlyPart.TOKEN);
    out.flush();
  }
}
