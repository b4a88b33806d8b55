package io.runtimeservice.local.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.local.Soon;
import io.runtimeservice.local.Stack;
import io.runtimeservice.local.Terminal;
import io.runtimeservice.local.Web;
import io.runtimeservice.local.parts.Aws;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.local.parts.FlyPart;
import io.runtimeservice.local.parts.Port;
import io.runtimeservice.local.parts.PrometheusPart;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.simulator.fly.Caller;
import io.runtimeservice.simulator.fly.Fault;
import io.runtimeservice.simulator.fly.FlyWorld;
import io.runtimeservice.simulator.fly.MachineDesk;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A real Prometheus that scrapes the running service, with the shipped rules in shorter windows:
 * every query has data, and alerts fire when what they are for has happened, and clear.
 */
class PrometheusTest {

  private static final Duration SCRAPED_EVERY = Duration.ofSeconds(1);

  /** A window of so long holds enough scrapes to tell a rate. */
  private static final String WINDOW = "15s";

  /** Where the sample's machines are. */
  private static final String REGION = "iad";

  /** Alerts that have fired, and then cleared. */
  private static final Set<String> CLEARED = new TreeSet<>();

  private static final EnvironmentKey PRODUCTION = EnvironmentKey.of("checkout", "production");
  private static final EnvironmentKey PREVIEW_1 = EnvironmentKey.of("checkout", "pr-1");
  private static final EnvironmentKey PREVIEW_2 = EnvironmentKey.of("checkout", "pr-2");

  private static Stack stack;
  private static Web web;
  private static PrometheusPart prometheus;
  private static Terminal terminal;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    web = new Web();
    stack =
        Stack.start(
            Stack.Ports.FREE,
            new VertxOptions(),
            "postgres://local",
            Map.of(
                "RUNTIME_SWEEP_INTERVAL", "10s",
                "RUNTIME_BRAKE_BUDGET", "1",
                "RUNTIME_BRAKE_TRIP_MIN", "1"));
    prometheus =
        PrometheusPart.start(
            new PrometheusPart.Task(
                ProjectFiles.programs(),
                stack.service(),
                SCRAPED_EVERY,
                shortened(PrometheusPart.rules())),
            Port.free(0, "--prometheus-port"),
            directory);
    Soon.until(() -> !result("runtime_build_info").isEmpty(), () -> "the service is scraped");
    terminal = new Terminal(Files.createDirectory(directory.resolve("terminal")), stack);
    stack.writeSamples();
    untilState(PREVIEW_1, "Ready");
    untilState(PREVIEW_2, "Ready");
  }

  @AfterAll
  static void end() throws Exception {
    Counts.keep(
        "fired",
        "alerts that fired and cleared end to end, over a real Prometheus: %d, %s"
            .formatted(CLEARED.size(), String.join(" ", CLEARED)));
    for (AutoCloseable each : Arrays.asList(prometheus, stack, web)) {
      if (each != null) { // where the start has failed
        each.close();
      }
    }
  }

  /** The shipped rules, so that they fire within seconds. */
  private static String shortened(String rules) {
    String shorter =
        rules.replaceAll("(?m)^ *for: .*\n", "").replaceAll("\\[[0-9]+[mh]]", "[" + WINDOW + "]");
    for (var each :
        Map.of(
                "> 900", "> 25",
                "> 600", "> 3",
                "le=\"300.0\"", "le=\"0.001\"",
                "table|fly\"}[15s])) > 5", "table|fly\"}[15s])) > 0",
                ">= 10", ">= 1",
                "< 0.8 *", "< 0.99 *")
            .entrySet()) {
      assertThat(shorter).contains(each.getKey());
      shorter = shorter.replace(each.getKey(), each.getValue());
    }
    return shorter;
  }

  private static Value.Tree answer(String query) throws Exception {
    return web.json(
        prometheus.address(),
        "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  private static List<Value> result(String query) throws Exception {
    var answer = answer(query);
    assertThat(answer.text("status")).as("%s: %s", query, answer).contains("success");
    return answer.tree("data").items("result");
  }

  private static boolean fires(String alert) throws Exception {
    return !result("ALERTS{alertname=\"%s\",alertstate=\"firing\"}".formatted(alert)).isEmpty();
  }

  private static void untilFires(String alert) throws Exception {
    Soon.until(() -> fires(alert), () -> alert + " fires");
  }

  /** Also if it does no more. */
  private static void untilFired(String alert) throws Exception {
    String ever =
        "max_over_time(ALERTS{alertname=\"%s\",alertstate=\"firing\"}[30m])".formatted(alert);
    Soon.until(() -> !result(ever).isEmpty(), () -> alert + " fires");
  }

  private static void untilCleared(String alert) throws Exception {
    Soon.until(() -> !fires(alert), () -> alert + " clears");
    CLEARED.add(alert);
  }

  private static void untilState(EnvironmentKey key, String state) throws Exception {
    Soon.until(
        () ->
            web.json(stack.service(), "/v1/environments/" + key)
                .tree("status")
                .text("state")
                .filter(state::equals)
                .isPresent(),
        () -> key + " is " + state);
  }

  private static void door(String method, String path, String body) throws Exception {
    var door = URI.create("http://localhost:" + stack.ports().door());
    assertThat(web.send(method, door, path, body).statusCode()).isEqualTo(202);
  }

  private static void delete(EnvironmentKey key) throws Exception {
    door("PATCH", "/manager/environments/" + key, "{\"desired\": \"deleted\"}");
  }

  @Test
  void every_query_of_every_panel_and_rule_has_data() throws Exception {
    int panels = 0;
    for (Dashboard dashboard : ProjectFiles.dashboards()) {
      for (Dashboard.Query query : dashboard.queries()) {
        String asked = query.expression().replace("$__rate_interval", WINDOW);
        Soon.until(() -> !result(asked).isEmpty(), () -> query.panel() + " has data: " + asked);
        panels++;
      }
    }
    var series = new TreeSet<String>();
    for (Alert alert : Alert.all()) {
      result(alert.expression());
      Selector.in(alert.expression()).forEach(it -> series.add(it.toString()));
    }
    for (String each : series) {
      assertThat(result(each)).as(each).isNotEmpty();
    }
    Counts.keep(
        "queries",
        "queries over a real Prometheus, each with data: of panels %d, of rules %d (series %d)"
            .formatted(panels, Alert.all().size(), series.size()));
  }

  @Test
  void every_metric_that_is_declared_is_scraped_and_its_names_are_as_they_should_be()
      throws Exception {
    var names =
        web.json(prometheus.address(), "/api/v1/label/__name__/values").items("data").stream()
            .map(it -> ((Value.Text) it).value())
            .filter(it -> it.startsWith("runtime_"))
            .collect(Collectors.toSet());
    int scraped = 0;
    for (Metric metric : Metric.values()) {
      assertThat(names)
          .contains(metric.kind() == Metric.Kind.TIMER ? metric + "_count" : metric.toString());
      scraped++;
    }
    Counts.keep("scraped", "metrics: scraped %d".formatted(scraped));

    String page = web.get(stack.service(), "/metrics").body();
    String promtool = ProjectFiles.programs().resolve("promtool").toString();
    assertThat(Programs.run(Path.of("."), List.of(promtool, "check", "metrics"), page)).isEmpty();
  }

  @Test
  void that_no_service_is_there_is_told_and_that_it_is_there_again() throws Exception {
    Soon.until(() -> !fires("RuntimeAbsent"), () -> "it has been scraped");
    stack.endService();
    try {
      untilFires("RuntimeAbsent");
    } finally {
      stack.startService();
    }
    untilCleared("RuntimeAbsent");
  }

  @Test
  void a_tripped_brake_is_told_until_an_operator_releases_it() throws Exception {
    Soon.until(
        () -> !result("max(runtime_owned{resource=\"app\"}) >= 3").isEmpty(),
        () -> "a sweep has seen the apps of all three");
    delete(PREVIEW_2);
    untilState(PREVIEW_2, "Deleted");
    delete(PREVIEW_1);
    untilFires("RuntimeBrakeTripped");
    assertThat(terminal.type("bin/runtime brake")).contains("the brake tripped at");
    untilFired("RuntimeOwnedResourcesDropped");

    terminal.type("bin/runtime brake release --yes");
    untilCleared("RuntimeBrakeTripped");
    untilCleared("RuntimeOwnedResourcesDropped");
    untilFired("RuntimeConvergenceSLOBurn");
    untilCleared("RuntimeConvergenceSLOBurn");
  }

  /** From now on no answer comes to some of Fly's calls. */
  private static void silent(Set<String> actions) {
    stack
        .fly()
        .fly()
        .inWorld(world -> {
          world
              .door()
              .trouble(
                  visit -> actions.contains(visit.action()) ? new Fault.Lost() : new Fault.None());
          return true;
        })
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  @Test
  @EnabledIfSystemProperty(named = "chaos", matches = "full")
  void a_sweep_that_cannot_read_fly_is_told_until_one_has_seen_everything() throws Exception {
    Soon.until(() -> !fires("RuntimeSweepStalled"), () -> "a sweep has ended");
    silent(Set.of("fleet_list", "app_list"));
    untilFires("RuntimeSweepStalled");

    silent(Set.of());
    untilCleared("RuntimeSweepStalled");
  }

  private static <T> T fly(Function<FlyWorld, T> deed) {
    return stack.fly().fly().inWorld(deed).toCompletionStage().toCompletableFuture().join();
  }

  /** Destroyed by somebody else. */
  private static boolean destroyMachines(FlyWorld world, String app) {
    var caller = new Caller(FlyPart.ORGANISATION);
    for (var machine : world.machines().list(caller, app, false)) {
      world.machines().destroy(caller, new MachineDesk.Path(app, machine.id()), true);
    }
    return true;
  }

  @Test
  @EnabledIfSystemProperty(named = "chaos", matches = "full")
  void production_that_serves_nothing_any_more_is_told_until_it_serves() throws Exception {
    Soon.until(() -> production().text("url").isPresent(), () -> "production has a URL");
    Soon.until(
        () -> web.app(stack.ports().web(), production().text("url").orElseThrow()).isPresent(),
        () -> "production serves");
    String url = production().text("url").orElseThrow();
    String app = URI.create(url).getHost().split("\\.", 2)[0];
    fly(world -> {
      world.hosts().fillRegion(REGION);
      return destroyMachines(world, app);
    });
    untilFires("RuntimeProductionDown");

    fly(world -> {
      world.hosts().mendRegion(REGION);
      return true;
    });
    untilCleared("RuntimeProductionDown");
  }

  private static Value.Tree production() throws Exception {
    return web.json(stack.service(), "/v1/environments/" + PRODUCTION);
  }

  @Test
  @EnabledIfSystemProperty(named = "chaos", matches = "full")
  void a_pass_that_does_not_end_is_told_until_it_has() throws Exception {
    silent(Set.of("app_get", "machine_get", "machine_list", "machine_update"));
    door(
        "PATCH",
        "/manager/environments/" + PRODUCTION,
        "{\"image\": \"registry.fly.io/checkout:v3\"}");
    untilFires("RuntimeOldestDirtyTooOld");

    silent(Set.of());
    untilCleared("RuntimeOldestDirtyTooOld");
  }

  /** As one who keeps a lease that is somebody else's by now. */
  private static void writeBeside(DynamoDbAsyncClient table, EnvironmentKey key) {
    table
        .updateItem(request ->
            request
                .tableName(DynamoDbPart.TABLE)
                .key(
                    Map.of(
                        "pk", AttributeValue.fromS("APP#" + key.app()),
                        "sk", AttributeValue.fromS("RUN#" + key.environment())))
                .updateExpression("ADD leaseVersion :one")
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))))
        .join();
  }

  @Test
  @EnabledIfSystemProperty(named = "chaos", matches = "full")
  void that_somebody_writes_beside_us_is_told_until_he_stops() throws Exception {
    try (var aws = Aws.at(Map.of(AwsService.DYNAMODB, stack.table()))) {
      Soon.until(() -> production().text("url").isPresent(), () -> "production has a URL");
      door(
          "PATCH",
          "/manager/environments/" + PRODUCTION,
          "{\"image\": \"registry.fly.io/checkout:v4\"}");
      Soon.until(
          Duration.ofMinutes(2),
          () -> {
            writeBeside(aws.dynamoDb(), PRODUCTION);
            return fires("RuntimeFencingRejections");
          },
          () -> "RuntimeFencingRejections fires");
    }
    untilCleared("RuntimeFencingRejections");
  }
}
