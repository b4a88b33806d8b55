package io.runtimeservice.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.adapters.aws.AwsCalls;
import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.adapters.sqs.SqsQueueAttributes;
import io.runtimeservice.adapters.vertx.OnContext;
import io.runtimeservice.local.AwsWire.Role;
import io.runtimeservice.local.gateway.definition.StackRole;
import io.runtimeservice.local.gateway.definition.StackRole.Deed;
import io.runtimeservice.local.parts.Aws;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.Telemetry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The roles of {@code gateway/template.yaml} beside what service and gateway ask of AWS, as it goes
 * over the wire, from the first start to the last shutdown: none missing, none unused.
 */
class AwsPolicyTest {

  /**
   * Secrets Manager's own call, on the reader's behalf, for secrets that have a key of their own
   * ("kms:ViaService"): the service never makes it, so that no wire of ours can show it.
   */
  private static final Set<String> NOT_ASKED_BY_THE_SERVICE = Set.of("kms:Decrypt");

  private static final EnvironmentKey KEY = EnvironmentKey.of(Samples.APP, "pr-7");

  /** Far more than one pass answers for at once. */
  private static final int MARKS_AT_THE_END = 30;

  /** A sweep comes soon. */
  private static final Map<String, String> SETTINGS =
      Map.of("RUNTIME_SWEEP_INTERVAL", "10s", "RUNTIME_SECRET_SOURCE", "secrets-manager");

  private static final String RECORD =
      """
      {"environmentId": "pr-7", "type": "preview", "branch": "x", "generation": 1,
       "desired": "running",
       "spec": {"image": "registry.fly.io/checkout:x",
         "secrets": {"DATABASE_URL": {"ref": "checkout/database", "version": "1", "key": "url"}},
         "certificates": [{"hostname": "pr-7.example.com"}]}}
      """;

  @Test
  void each_role_may_do_what_it_does_on_the_wire_and_nothing_else() throws Exception {
    try (var wire = new AwsWire()) {
      live(wire);

      var service = comparison(wire, Role.SERVICE, NOT_ASKED_BY_THE_SERVICE);
      var gateway = comparison(wire, Role.GATEWAY, Set.of());
      System.out.printf(
          "gateway policies: %s; %s; Secrets Manager was played; its own call, %s, is not seen"
              + " here%n",
          service, gateway, NOT_ASKED_BY_THE_SERVICE);
    }
  }

  /** The life of an environment, a sweep, somebody who looks at the pages, and an end. */
  private static void live(AwsWire wire) throws Exception {
    try (var stack =
            Stack.start(
                Stack.Ports.FREE,
                EventLoops.options(),
                "postgres://local",
                new Stack.Means(SETTINGS, wire.detours()));
        var web = new Web()) {
      live(stack, wire, web);
    }
  }

  private static void live(Stack stack, AwsWire wire, Web web) throws Exception {
    stack.writeSamples();
    Answers.of(stack.manager().putEnvironment(KEY, (Value.Tree) Json.read(RECORD)));
    Soon.until(() -> isServed(stack, web), () -> KEY + " is served");
    for (String page : Set.of("", "/plan", "/explain", "/history")) {
      web.get(stack.service(), "/v1/environments/" + KEY + page);
    }
    for (String page : Set.of("/v1/environments", "/v1/orphans", "/v1/drift", "/v1/control")) {
      assertThat(web.get(stack.service(), page).statusCode()).isEqualTo(200);
    }
    Answers.of(stack.manager().desire(KEY, "deleted"));
    Answers.of(stack.manager().mark(KEY));
    Soon.until(
        () -> record(stack, web).tree("status").text("state").filter("Deleted"::equals).isPresent(),
        () -> KEY + " is Deleted");
    Soon.until(
        () -> did(wire, "dynamodb:DeleteItem") && did(wire, "dynamodb:Scan"),
        () -> "a host name is given back, and a sweep: " + wire.deeds(Role.SERVICE));
    ask(stack, web);
    examine(wire);
    for (int i = 0; i < MARKS_AT_THE_END; i++) {
      Answers.of(stack.manager().mark(Samples.PREVIEW_1));
    }
  }

  /** What {@code bin/runtime doctor} asks of the queue, which nobody else does. */
  private static void examine(AwsWire wire) {
    var vertx = Vertx.vertx();
    try (var aws = Aws.at(wire.services())) {
      var queue =
          Objects.requireNonNull(wire.services().get(AwsService.SQS))
              .resolve("/000000000000/marks");
      var attributes =
          new SqsQueueAttributes(
              queue, aws.sqs(), new AwsCalls(AwsService.SQS, new OnContext(vertx), Telemetry.NONE));
      var redrive = Answers.of(attributes.redrive()).orElseThrow();
      assertThat(Answers.of(attributes.messages(redrive))).isZero();
    } finally {
      Answers.of(vertx.close());
    }
  }

  private static boolean did(AwsWire wire, String action) {
    return wire.deeds(Role.SERVICE).stream().anyMatch(it -> it.action().equals(action));
  }

  private static Value.Tree record(Stack stack, Web web) throws Exception {
    return web.json(stack.service(), "/v1/environments/" + KEY);
  }

  /** At Fly's address: nobody sets the DNS of its own. */
  private static boolean isServed(Stack stack, Web web) throws Exception {
    var url = record(stack, web).text("url");
    return url.isPresent() && web.app(stack.ports().web(), url.get()).isPresent();
  }

  /** As a workflow. */
  private static void ask(Stack stack, Web web) throws Exception {
    String token =
        web.send("POST", URI.create(stack.gateway().issuer().name()), "/token", "").body().strip();
    var answer =
        web.send(
            "POST",
            stack.gateway().endpoint(),
            "/v1/github/apps/checkout/environments/pr-1/reconcile",
            "",
            "Authorization",
            "Bearer " + token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private static String comparison(AwsWire wire, Role role, Set<String> notSeen) throws Exception {
    var policy = StackRole.read(role.resource());
    var deeds = wire.deeds(role);
    Set<String> seen =
        deeds.stream().map(Deed::action).collect(Collectors.toCollection(TreeSet::new));
    var demanded = new TreeSet<>(policy.actions());
    demanded.removeAll(notSeen);

    assertThat(policy.refused(deeds)).as("what %s is not allowed", role.resource()).isEmpty();
    assertThat(demanded).as("what %s is allowed", role.resource()).isEqualTo(seen);
    return "%s: %d actions in %d requests, each as it is allowed, none missing, none unused"
        .formatted(role.resource(), seen.size(), deeds.size());
  }
}
