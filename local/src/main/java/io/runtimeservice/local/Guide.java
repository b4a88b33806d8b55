package io.runtimeservice.local;

import io.runtimeservice.local.board.Line;
import io.runtimeservice.local.parts.Aws;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.local.parts.FlyPart;
import io.runtimeservice.model.id.EnvironmentKey;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

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

  private static Optional<String> host(Line line) {
    return line.url().map(it -> URI.create(it).getHost());
  }

  private static Optional<String> host(List<Line> lines, EnvironmentKey key) {
    return lines.stream()
        .filter(it -> it.environment().equals(key.toString()))
        .flatMap(it -> host(it).stream())
        .findFirst();
  }

  /** The app on Fly that a preview has. */
  private static String app(List<Line> lines, EnvironmentKey key) {
    return host(lines, key).map(it -> it.split("\\.", 2)[0]).orElse("<app>");
  }

  void print(List<Line> lines) {
    out.println();
    out.println("all environments are ready. Each answers by its Host header:");
    for (Line line : lines) {
      host(line).ifPresent(it -> out.printf("  curl -H 'Host: %s' %s%n", it, web()));
    }
    printChanges();
    printGateway();
    printMishaps(lines);
    printRest(lines);
    out.flush();
  }

  private void printChanges() {
    out.printf(
        """

        to try, in another terminal:
          push a new image to a preview
            curl -X PATCH -d '{"image": "registry.fly.io/checkout:v2"}' %1$s/manager/environments/checkout/pr-1
          read why something waits
            RUNTIME_URL=%2$s bin/runtime explain checkout/pr-1
          read which generations there were, and go back to the first: image, config and secret versions
            RUNTIME_URL=%2$s bin/runtime history checkout/pr-1
            S=$(RUNTIME_URL=%2$s bin/runtime history checkout/pr-1 --generation 1 --spec)
            curl -X PATCH -d '{"spec": '"$S"'}' %1$s/manager/environments/checkout/pr-1
        """,
        door(), service());
  }

  private void printGateway() {
    out.printf(
        """
          ask for a look at the gateway: as the Environment Manager, signed; as a workflow of the app's
          repository, with a token as GitHub makes it
            curl -X POST --aws-sigv4 aws:amz:%1$s:execute-api --user %2$s:%2$s %3$s/v1/apps/checkout/environments/pr-1/reconcile
            curl -X POST -H "Authorization: Bearer $(curl -s -X POST %4$s/token)" %3$s/v1/github/apps/checkout/environments/pr-1/reconcile
        """,
        Aws.REGION, Aws.CREDENTIALS, gateway(), issuer());
  }

  /** What is wrong shows only once it is: who pastes the mend with it sees nothing of it. */
  private void printMishaps(List<Line> lines) {
    out.println(
        "  break something, read why it is not ready, and mend it: one step at a time, not pasted");
    out.println(
        "  at once. Wait half a minute before you read why, and mend it only when that is read");
    var where =
        new Mishap.Where(
            URI.create(door()),
            places.fly(),
            URI.create(web()),
            host(lines, Samples.PRODUCTION).orElse("<host>"),
            app(lines, Samples.PREVIEW_2));
    for (Mishap mishap : Mishap.all(where)) {
      for (var step : mishap.steps("RUNTIME_URL=%s bin/runtime explain".formatted(service()))) {
        step.forEach(line -> out.println("    " + line));
        out.println();
      }
    }
  }

  private void printRest(List<Line> lines) {
    out.printf(
        """
          be an operator: something goes wrong, and docs/runbook.md says how it is found and ended. One
          of the three takes both previews away: start anew after that one
            export RUNTIME_TABLE=%4$s AWS_ENDPOINT_URL_DYNAMODB=%5$s
            export AWS_REGION=%6$s AWS_ACCESS_KEY_ID=%7$s AWS_SECRET_ACCESS_KEY=%7$s
            export FLY_FLAPS_BASE_URL=%8$s FLY_API_TOKEN=%10$s
            bin/drill
          delete a preview
            curl -X PATCH -d '{"desired": "deleted"}' %1$s/manager/environments/checkout/pr-2
          destroy a machine behind the service's back, watch it come back, and read what was found
            M=%8$s/v1/apps/%9$s/machines
            A='Authorization: Bearer %10$s'
            I=$(curl -s -H "$A" $M | grep -o '"id":"[0-9a-z]*"' | head -1 | cut -d'"' -f4)
            curl -X DELETE -H "$A" "$M/$I?force=true"
            RUNTIME_URL=%2$s bin/runtime history checkout/pr-1
            RUNTIME_URL=%2$s bin/runtime drift
          trip the brake, which here lets one app go in an hour (pr-2 was the one), and release it, with
          what is exported above
            curl -X PATCH -d '{"desired": "deleted"}' %1$s/manager/environments/checkout/pr-1
            bin/runtime brake
            bin/runtime brake release --yes
          make an orphan: the Manager forgets an environment; a sweep sees it within a minute
            curl -X DELETE %1$s/manager/environments/checkout/production
            RUNTIME_URL=%2$s bin/runtime orphans
          set a kill switch, with the same
            bin/runtime switch pauseAll on

        the service's log: %3$s
        Ctrl-C ends it.

        """,
        door(),
        service(),
        log,
        DynamoDbPart.TABLE,
        places.table(),
        Aws.REGION,
        Aws.CREDENTIALS,
        places.fly(),
        app(lines, Samples.PREVIEW_1),
        FlyPart.TOKEN);
  }

  private String door() {
    return "http://localhost:" + ports.door();
  }

  private String service() {
    return "http://localhost:" + ports.http();
  }

  private String gateway() {
    return "http://localhost:" + ports.gateway();
  }

  private String issuer() {
    return "http://localhost:" + ports.issuer();
  }

  private String web() {
    return "http://localhost:%d/".formatted(ports.web());
  }
}
