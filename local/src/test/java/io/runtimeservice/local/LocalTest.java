package io.runtimeservice.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.command.RuntimeCommand;
import io.runtimeservice.local.parts.FlyPart;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.simulator.fly.Caller;
import io.runtimeservice.simulator.fly.Ledger;
import io.runtimeservice.simulator.fly.SecretShot;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything in one process, as {@code make run} starts it, and somebody who tries it out. */
class LocalTest {

  private static final String CANARY = "postgres://hunter2-canary@db/checkout?x=\"1\"";

  /** Lines that are indented, as they are pasted. */
  private static final Pattern BLOCK = Pattern.compile("(?m)(^ {4}.*\n)+");

  private static final String ACCEPTED = "\\{\"requestId\":\"[^\"]+\"}";

  /** Of the header, in base64. */
  private static final String BEGINNING_OF_A_TOKEN = "eyJ";

  private static LogLines log;
  private static Stack stack;
  private static Web web;

  @BeforeAll
  static void start() throws Exception {
    log = new LogLines();
    stack = Stack.start(Stack.Ports.FREE, EventLoops.options(), CANARY, Map.of());
    web = new Web();
    stack.writeSamples();
    for (EnvironmentKey key : List.of(Samples.PREVIEW_1, Samples.PREVIEW_2)) {
      until(key, "Ready");
    }
  }

  @AfterAll
  static void end() {
    web.close();
    stack.close();
    log.close();
  }

  private static URI door() {
    return URI.create("http://localhost:" + stack.ports().door());
  }

  private static Value.Tree status(EnvironmentKey key) throws Exception {
    return web.json(stack.service(), "/v1/environments/" + key).tree("status");
  }

  private static void until(EnvironmentKey key, String state) throws Exception {
    Soon.until(
        () -> status(key).text("state").filter(state::equals).isPresent(),
        () -> key + " is " + state + "\n" + command("explain", key.toString()).out);
  }

  private static String url(EnvironmentKey key) throws Exception {
    return web.json(stack.service(), "/v1/environments/" + key).text("url").orElseThrow();
  }

  /** What somebody sees who types a command. */
  record Typed(int code, String out) {}

  private static Typed command(String... words) {
    var out = new StringWriter();
    int code =
        RuntimeCommand.line(Map.of("RUNTIME_URL", stack.service().toString()))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .execute(words);
    return new Typed(code, out.toString());
  }

  private static int patch(EnvironmentKey key, String body) throws Exception {
    return web.send("PATCH", door(), "/manager/environments/" + key, body).statusCode();
  }

  private static List<Ledger.Entry> ledger() {
    return stack
        .fly()
        .fly()
        .inWorld(world -> world.ledger().all())
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  @ParameterizedTest
  @CsvSource({"pr-1, registry.fly.io/checkout:pr-1", "production, registry.fly.io/checkout:v1"})
  void an_app_answers_by_its_host_header_with_its_image_and_config(String id, String image)
      throws Exception {
    var key = EnvironmentKey.of(Samples.APP, id);
    Soon.until(() -> web.app(stack.ports().web(), url(key)).isPresent(), () -> key + " answers");

    var answer = web.app(stack.ports().web(), url(key)).orElseThrow();

    assertThat(answer.text("image")).contains(image);
    assertThat(answer.tree("config").text("LOG_LEVEL")).contains("info");
    assertThat(answer.tree("config").text("GREETING")).isPresent();
  }

  @Test
  void a_plan_says_what_is_to_be_done_and_once_it_is_done_nothing() throws Exception {
    var key = Samples.PREVIEW_2;
    assertThat(command("plan", key.toString()).code).isZero();

    assertThat(patch(key, "{\"image\": \"registry.fly.io/checkout:v2\", \"mark\": false}"))
        .isEqualTo(202);
    var before = command("plan", key.toString());
    assertThat(before.code).isEqualTo(3);
    assertThat(before.out).contains("update machine m0", "IMAGE_CHANGED", "checkout:v2");

    assertThat(web.send("POST", door(), "/v1/environments/" + key + "/mark", "").statusCode())
        .isEqualTo(202);
    Soon.until(
        () ->
            web.app(stack.ports().web(), url(key))
                .flatMap(it -> it.text("image"))
                .filter("registry.fly.io/checkout:v2"::equals)
                .isPresent(),
        () -> command("explain", key.toString()).out);
    until(key, "Ready");
    var after = command("plan", key.toString());
    assertThat(after.code).isZero();
    assertThat(after.out).isEqualTo("nothing to do\n");
    assertThat(command("history", key.toString()).out)
        .contains("update machine m0", "IMAGE_CHANGED", "Fly's request 01");
  }

  private static String guide() {
    var screen = new ByteArrayOutputStream();
    new Guide(
            new PrintStream(screen, true, StandardCharsets.UTF_8),
            stack.ports(),
            stack.places(),
            "x.log")
        .print(List.of());
    return screen.toString(StandardCharsets.UTF_8);
  }

  /** Pasted into a terminal, and what came of it. */
  private static String pasted(String line) throws Exception {
    var shell =
        new ProcessBuilder("timeout", "30", "sh", "-c", line).redirectErrorStream(true).start();
    return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static double marks(String outcome) throws Exception {
    return sum("runtime_marks_total{", "outcome=\"" + outcome + "\"");
  }

  private static double sum(String metric, String... labels) throws Exception {
    return web.get(stack.service(), "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(metric) && Stream.of(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }

  /** With the real curl, which signs for real. */
  @ParameterizedTest
  @ValueSource(strings = {"--aws-sigv4", "Authorization: Bearer"})
  void what_the_guide_says_of_the_gateway_is_accepted(String how) throws Exception {
    double before = marks("accepted");
    String line = guide().lines().filter(it -> it.contains(how)).findFirst().orElseThrow();

    assertThat(pasted(line)).contains("{\"requestId\":\"");

    Soon.until(() -> marks("accepted") > before, () -> "a mark from " + line);
  }

  /** What the gateway's README says to paste, with this stack's ports in the place of its own. */
  private static List<String> readme() throws Exception {
    String readme =
        Files.readString(Path.of(System.getProperty("project.root"), "gateway", "README.md"));
    String part = readme.substring(readme.indexOf("## Trying it without AWS"));
    return BLOCK
        .matcher(part)
        .results()
        .map(it -> it.group().replace(":8080", ":" + stack.ports().http()))
        .map(it -> it.replace(":8083", ":" + stack.ports().gateway()))
        .map(it -> it.replace(":8084", ":" + stack.ports().issuer()))
        .toList();
  }

  private static double dropped() throws Exception {
    return sum("runtime_reconcile_total{", "outcome=\"dropped\"", "trigger=\"mark\"");
  }

  /** Somebody who has read nothing else. */
  @Test
  void what_the_gateway_s_readme_says_works_as_it_stands() throws Exception {
    var blocks = readme();
    assertThat(blocks).hasSize(4);
    for (String look : blocks.subList(0, 2)) {
      double before = marks("accepted");

      assertThat(pasted(look)).as(look).containsPattern(ACCEPTED);

      Soon.until(() -> marks("accepted") > before, () -> "a mark from " + look);
    }
    Soon.until(() -> marks("deleted") >= marks("accepted"), () -> "nothing waits for a look");
    double dropped = dropped();
    double unauthorized = marks("unauthorized");

    assertThat(pasted(blocks.get(2))).containsPattern(ACCEPTED);

    Soon.until(() -> marks("unauthorized") > unauthorized, () -> "a mark that is dropped");
    assertThat(dropped()).as("it was no pass").isGreaterThan(dropped);
    assertThat(log.lines())
        .anyMatch(it ->
            it.contains("a repository asks for a look that may not")
                && it.contains("checkout/pr-1")
                && it.contains("repository 9999"));
    assertThat(pasted(blocks.get(3))).contains("outcome=\"unauthorized\"");
    System.out.printf(
        "gateway README: %d blocks pasted as they stand, each with its answer at the first try%n",
        blocks.size());
  }

  @Test
  void the_certificate_waits_for_its_owner_and_then_is_the_address() throws Exception {
    var key = Samples.PRODUCTION;
    Soon.until(
        () -> !status(key).items("dns").isEmpty(), () -> command("explain", key.toString()).out);
    assertThat(command("explain", key.toString()).out)
        .contains("waits for: dns", "_fly-ownership.shop.example.com");

    try (var page = new io.runtimeservice.local.board.StatusPage(stack.service())) {
      new DomainOwner(page, stack.fly().fly(), stack.manager()).paste(key);
    }
    until(key, "Ready");

    assertThat(url(key)).isEqualTo("https://shop.example.com");
  }

  @Test
  void a_deleted_preview_is_gone_for_good() throws Exception {
    var key = EnvironmentKey.of(Samples.APP, "pr-9");
    stack
        .manager()
        .putEnvironment(
            key,
            (Value.Tree)
                Json.read(
                    """
                    {"environmentId": "pr-9", "type": "preview", "branch": "x", "generation": 1,
                     "desired": "running", "spec": {"image": "registry.fly.io/checkout:pr-9"}}
                    """))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    until(key, "Ready");
    String address = url(key);

    assertThat(patch(key, "{\"desired\": \"deleted\"}")).isEqualTo(202);
    until(key, "Deleted");

    assertThat(web.app(stack.ports().web(), address)).isEmpty();
    assertThat(command("plan", key.toString()).code).isZero();
  }

  /** A generation that serves, as the history page has it; an empty one if it does not. */
  private static Value.Tree serving(EnvironmentKey key, long generation) throws Exception {
    return web
        .json(stack.service(), "/v1/environments/" + key + "/history")
        .items("generations")
        .stream()
        .map(Value.Tree.class::cast)
        .filter(it -> it.isTrue("serves"))
        .filter(it -> it.whole("generation").equals(Optional.of(generation)))
        .findFirst()
        .orElse(Value.Tree.EMPTY);
  }

  private static void untilServing(EnvironmentKey key, long generation) throws Exception {
    Soon.until(
        () -> !serving(key, generation).fields().isEmpty(),
        () -> command("explain", key.toString()).out);
    until(key, "Ready");
  }

  /** Fly's digest of each secret's value. */
  private static Map<String, String> secrets(EnvironmentKey key) throws Exception {
    String app = URI.create(url(key)).getHost().split("\\.", 2)[0];
    return stack
        .fly()
        .fly()
        .inWorld(world ->
            world.secrets().list(new Caller(FlyPart.ORGANISATION), app, Optional.empty()).stream()
                .collect(Collectors.toMap(SecretShot::name, SecretShot::digest)))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private static String fields(String image, String greeting, int secretVersion) {
    return """
    {"image": "registry.fly.io/checkout:%s", "config": {"GREETING": "%s"},
     "secrets": {"DATABASE_URL":
       {"ref": "checkout/database", "version": "%d", "key": "url"}}}
    """
        .formatted(image, greeting, secretVersion);
  }

  @Test
  void what_history_prints_of_a_generation_is_a_desired_state_that_brings_it_back()
      throws Exception {
    var key = EnvironmentKey.of(Samples.APP, "pr-8");
    stack
        .manager()
        .putEnvironment(
            key,
            (Value.Tree)
                Json.read(
                    """
                    {"environmentId": "pr-8", "type": "preview", "branch": "x", "generation": 1,
                     "desired": "running", "spec": %s}
                    """
                        .formatted(fields("old", "hello", 1))))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    untilServing(key, 1);
    var config = web.app(stack.ports().web(), url(key)).orElseThrow().tree("config");
    var secrets = secrets(key);
    assertThat(patch(key, "{\"spec\": " + fields("new", "goodbye", 2) + "}")).isEqualTo(202);
    untilServing(key, 2);
    assertThat(secrets(key)).isNotEqualTo(secrets).hasSize(1);

    var printed = command("history", key.toString(), "--generation", "1", "--spec");
    assertThat(printed.code).isZero();
    assertThat(printed.out).doesNotContain("hunter2");
    assertThat(patch(key, "{\"spec\": " + printed.out + "}")).isEqualTo(202);
    untilServing(key, 3);

    var answer = web.app(stack.ports().web(), url(key)).orElseThrow();
    assertThat(answer.tree("config")).isEqualTo(config);
    assertThat(answer.text("image")).isEqualTo(((Value.Tree) Json.read(printed.out)).text("image"));
    assertThat(secrets(key)).isEqualTo(secrets);
    assertThat(serving(key, 3).tree("spec")).isEqualTo(Json.read(printed.out));
    assertThat(command("history", key.toString()).out)
        .contains("generation 3  reached ", "  serves\n", "generation 1  reached ", "because");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/livez",
        "/readyz",
        "/metrics",
        "/v1/environments",
        "/v1/orphans",
        "/v1/drift",
        "/v1/control"
      })
  void a_page_answers(String path) throws Exception {
    var answer = web.get(stack.service(), path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /v1/environments/checkout/PR_1/mark | | 400",
        "PATCH | /manager/environments/checkout/pr-1 | {\"desired\": \"gone\"} | 400",
        "PATCH | /manager/environments/checkout/pr-1 | {\"colour\": \"blue\"} | 400",
        "PATCH | /manager/environments/checkout/pr-1 | {\"spec\": {}} | 400",
        "PATCH | /manager/environments/checkout/pr-1 | {\"spec\": {\"colour\": \"blue\"}} | 400",
        "PATCH | /manager/environments/checkout/pr-1 | {\"spec\": {\"machines\": \"two\"}} | 400",
        "PATCH | /manager/environments/checkout/pr-1 | {\"spec\": {\"secrets\": {\"A\": \"b\"}}} | 400",
        "PATCH | /manager/environments/checkout/pr-1 | {\"spec\": {\"machines\": 1}, \"image\": \"a/b:c\"} | 400",
        "PATCH | /manager/environments/checkout/pr-404 | {\"spec\": {\"machines\": 1}} | 404",
        "PATCH | /manager/environments/checkout/pr-404 | {\"desired\": \"deleted\"} | 404",
      })
  void the_front_door_refuses_what_it_does_not_understand(
      String method, String path, String body, int status) throws Exception {
    var answer = web.send(method, door(), path, body == null ? "" : body);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | body: expected a JSON object",
        "not json | body: expected a JSON object",
        "{\"image\": | body: expected a JSON object",
        "[1] | body: expected a JSON object",
        "\"image\" | body: expected a JSON object",
        "{} | image: ",
        "{\"image\": \":::\"} | image: expected an image as registry/name@sha256:",
        "{\"image\": \"\"} | image: expected an image as registry/name@sha256:",
        "{\"spec\": {\"image\": \":::\"}} | spec.image: expected an image as registry/name@sha256:",
      })
  void the_front_door_says_what_it_does_not_understand(String body, String detail)
      throws Exception {
    var before = web.json(stack.service(), "/v1/environments/checkout/pr-1").whole("generation");
    var answer = web.send("PATCH", door(), "/manager/environments/checkout/pr-1", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(((Value.Tree) Json.read(answer.body())).text("detail").orElse(""))
        .startsWith(detail);
    assertThat(web.json(stack.service(), "/v1/environments/checkout/pr-1").whole("generation"))
        .isEqualTo(before);
  }

  @Test
  void every_log_line_is_one_flat_object_and_no_secret_is_in_any() throws Exception {
    until(Samples.PREVIEW_1, "Ready");

    assertThat(log.lines()).isNotEmpty();
    for (String line : log.lines()) {
      assertThat(Json.read(line))
          .isInstanceOfSatisfying(
              Value.Tree.class,
              it ->
                  assertThat(it.fields().values())
                      .as(line)
                      .noneMatch(value -> value instanceof Value.Tree));
      assertThat(line).doesNotContain("hunter2").doesNotContain(BEGINNING_OF_A_TOKEN);
    }
  }

  @Test
  void no_secret_is_in_the_ledger_or_in_any_page() throws Exception {
    for (EnvironmentKey key : Samples.ALL) {
      for (String page : List.of("", "/plan", "/explain", "/history")) {
        assertThat(web.get(stack.service(), "/v1/environments/" + key + page).body())
            .doesNotContain("hunter2");
      }
    }
    assertThat(ledger().toString()).doesNotContain("hunter2");
  }

  /** The first time, classes are loaded and nothing is compiled yet: it is not counted. */
  @Test
  void nothing_holds_an_event_loop() throws Exception {
    try (var loops = EventLoops.of(stack.vertx())) {
      everything("warm");
      loops.heldSince();

      everything("hot");

      assertThat(loops.heldSince()).as("where an event loop was held").isEmpty();
    }
  }

  private static void everything(String id) throws Exception {
    var key = EnvironmentKey.of(Samples.APP, id);
    var record =
        """
        {"environmentId": "%s", "type": "preview", "branch": "x", "generation": 1,
         "desired": "running",
         "spec": {"image": "registry.fly.io/checkout:x",
           "secrets": {"DATABASE_URL": {"ref": "checkout/database", "version": "1", "key": "url"}},
           "certificates": [{"hostname": "%1$s.example.com"}]}}
        """
            .formatted(id);
    stack
        .manager()
        .putEnvironment(key, (Value.Tree) Json.read(record))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    Soon.until(
        () -> web.app(stack.ports().web(), "https://" + host(key)).isPresent(),
        () -> command("explain", key.toString()).out);
    patch(key, "{\"image\": \"registry.fly.io/checkout:y\"}");
    Soon.until(
        () ->
            web.app(stack.ports().web(), "https://" + host(key))
                .flatMap(it -> it.text("image"))
                .filter("registry.fly.io/checkout:y"::equals)
                .isPresent(),
        () -> command("explain", key.toString()).out);
    for (String page : List.of("", "/plan", "/explain", "/history")) {
      web.get(stack.service(), "/v1/environments/" + key + page);
    }
    web.get(stack.service(), "/metrics");
    patch(key, "{\"desired\": \"deleted\"}");
    until(key, "Deleted");
  }

  /** Without a host name's certificate, the app's own. */
  private static String host(EnvironmentKey key) throws Exception {
    String url = web.json(stack.service(), "/v1/environments/" + key).text("url").orElse("");
    return url.isEmpty() ? "nobody.fly.dev" : URI.create(url).getHost();
  }
}
