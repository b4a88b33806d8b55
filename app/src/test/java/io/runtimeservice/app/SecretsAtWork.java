package io.runtimeservice.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.runtimeservice.app.fixture.LogTap;
import io.runtimeservice.app.fixture.Samples;
import io.runtimeservice.app.fixture.ShippedLog;
import io.runtimeservice.app.fixture.SmallService;
import io.runtimeservice.app.fixture.Web;
import io.runtimeservice.model.document.Canary;
import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.simulator.fly.Fault;
import io.runtimeservice.simulator.fly.Refusals;
import io.runtimeservice.simulator.http.Exchange;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service that is given secrets, with a canary in each: they are set, rotated, refused by a Fly
 * that repeats them, missing and denied; a certificate's key is refused; an answer is lost, a
 * replica stands still in the midst of it all, another one takes over, and the first one wakes up.
 */
final class SecretsAtWork implements AutoCloseable {

  private static final Duration STEP = Duration.ofMillis(50);
  private static final int STEPS_MAX = 6000;

  private static final List<String> PAGES = List.of("", "/plan", "/explain", "/history");

  final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
  final SmallService service = SmallService.overHttp(exchanges::add);
  final EnvironmentKey key = EnvironmentKey.of("checkout", "pr-1");
  private final LogTap log = new LogTap();
  private final List<Canary> secrets;
  private long generation = 1;

  SecretsAtWork(long seed) {
    var draws = new Draws(seed);
    this.secrets = List.of(Canary.text(draws), Canary.name(draws), Canary.text(draws));
  }

  /** The secrets of which nothing may be seen. */
  List<Canary> secrets() {
    return secrets;
  }

  void run() {
    for (int version = 1; version <= secrets.size(); version++) {
      put("checkout/db", version, Map.of("url", secrets.get(version - 1).value()));
    }
    String key = secrets.getLast().value();
    put("checkout/tls", 1, Map.of("fullchain", key, "private_key", key));
    service.app("checkout");
    service.environment("checkout", "pr-1", Samples.preview(spec(1)));
    service.open();
    look();
    until("Ready");
    refuseWhile(() -> wish(spec(2)));
    until("Ready");
    service.doInWorld(() -> service.secrets.remove(new SecretReference("checkout/db", "9")));
    wish(spec(9));
    untilReason("Secret");
    service.doInWorld(() -> service.secrets.deny(new SecretReference("checkout/db", "3"), true));
    wish(spec(3));
    untilReason("Secret");
    standStillWhile(3);
    wish(
        spec(3)
            .replace(
                "'secrets'",
                "'certificates': [{'hostname': 'b.example.com',"
                    + " 'ref': 'checkout/tls', 'version': '1'}], 'secrets'"));
    some(400);
  }

  private void put(String ref, int version, Map<String, String> values) {
    service.doInWorld(() -> service.secrets.put(new SecretReference(ref, "" + version), values));
  }

  private static String spec(int version) {
    return "{'image': '%s', 'secrets': {'DB': {'ref': 'checkout/db', 'version': '%d', 'key': 'url'}}}"
        .formatted(Samples.IMAGE, version);
  }

  /** Fly refuses secrets, and repeats what it was sent. */
  private void refuseWhile(Runnable deed) {
    String told = secrets.stream().map(Canary::value).collect(Collectors.joining(" "));
    service.doInWorld(() ->
        service
            .fly
            .door()
            .trouble(visit ->
                visit.mutating() && visit.action().startsWith("secret")
                    ? new Fault.Refused(Refusals.invalid("not a good value: " + told))
                    : new Fault.None()));
    deed.run();
    some(100);
    service.doInWorld(() -> service.fly.door().trouble(_ -> new Fault.None()));
  }

  /** The answer to a write of secrets is lost, and its replica stands still from then on. */
  private void standStillWhile(int version) {
    service.doInWorld(() -> {
      service.secrets.deny(new SecretReference("checkout/db", "" + version), false);
      service
          .fly
          .door()
          .trouble(visit ->
              visit.mutating() && visit.action().startsWith("secret")
                  ? new Fault.DoneAndLost()
                  : new Fault.None());
    });
    wish(spec(version));
    some(100);
    service.standsStill();
    service.doInWorld(() -> service.fly.door().trouble(_ -> new Fault.None()));
    service.another();
    look();
    until("Ready");
    service.wakesUp();
    some(100);
  }

  private void wish(String spec) {
    generation++;
    service.change(
        key,
        record ->
            record.with("generation", Values.number(generation)).with("spec", Samples.tree(spec)));
    look();
  }

  private void look() {
    service.mark(key);
  }

  private void some(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
    }
  }

  /** Time passes, and what goes over the wire is waited for. */
  private void step() {
    service.pass(STEP);
    Web.get(service.url() + "/livez");
  }

  private void until(String state) {
    until(() -> isObserved() && status().text("state").filter(state::equals).isPresent());
  }

  private void untilReason(String prefix) {
    until(() -> isObserved() && Json.write(status()).contains("\"reason\":\"" + prefix));
  }

  private boolean isObserved() {
    return status().whole("observedGeneration").filter(it -> it == generation).isPresent();
  }

  private void until(BooleanSupplier isSo) {
    for (int i = 0; i < STEPS_MAX; i++) {
      if (isSo.getAsBoolean()) {
        return;
      }
      step();
    }
    throw new AssertionError("expected something else than " + Json.write(status()));
  }

  Value.Tree status() {
    return service.inWorld(() -> service.table.status(key));
  }

  /** All places that something leaves the service by. */
  LeakSearch search() {
    return new LeakSearch(secrets)
        .in("environment record", () -> inWorld(() -> service.table.environment(key)))
        .in("status", () -> Json.write(status()))
        .in("runtime record", () -> inWorld(() -> service.table.runtime(key)))
        .in(
            "history",
            () ->
                service.inWorld(() -> service.table.history(key)).stream()
                    .map(Json::write)
                    .collect(Collectors.joining("\n")))
        .in("control record", () -> inWorld(service.table::control))
        .in("sweep record", () -> inWorld(service.table::sweep))
        .in("log", this::lines)
        .in("metrics", () -> Web.get(service.url() + "/metrics").body())
        .in("pages", this::pages)
        .in("exceptions", this::exceptions)
        .in(
            "addresses asked of Fly",
            () -> exchanges.stream().map(Exchange::uri).collect(Collectors.joining("\n")))
        .in("what else Fly is sent", this::sent);
  }

  private String inWorld(Supplier<Optional<Value.Tree>> record) {
    return service.inWorld(record).map(Json::write).orElse("");
  }

  /** What the ports have failed with, each with all that it says. */
  private String exceptions() {
    var all = new StringWriter();
    var printer = new PrintWriter(all);
    Stream.of(service.flyApi, service.secretSource, service.environments, service.runtimes)
        .flatMap(it -> it.failures().stream())
        .forEach(it -> {
          printer.println(FailureException.of(it));
          it.printStackTrace(printer);
        });
    return all.toString();
  }

  private String lines() {
    try (var shipped = new ShippedLog()) {
      for (ILoggingEvent event : log.events()) {
        shipped.write(event);
      }
      return String.join("", shipped.lines());
    }
  }

  private String pages() {
    var all = new StringBuilder();
    String one = service.url() + "/v1/environments";
    all.append(Web.get(one).body());
    for (String page : PAGES) {
      var asked =
          CompletableFuture.supplyAsync(() -> Web.get(one + "/checkout/pr-1" + page).body());
      while (!asked.isDone()) {
        step();
      }
      all.append(asked.join());
    }
    for (String page : List.of("/v1/orphans", "/v1/drift", "/v1/control", "/readyz")) {
      all.append(Web.get(service.url() + page).body());
    }
    return all.toString();
  }

  /** But in the calls that are there to carry them. */
  private String sent() {
    return exchanges.stream()
        .filter(it -> !carriesSecrets(it))
        .flatMap(it -> it.sent().stream())
        .collect(Collectors.joining("\n"));
  }

  static boolean carriesSecrets(Exchange exchange) {
    return exchange.uri().contains("/secrets") || exchange.uri().contains("/certificates");
  }

  @Override
  public void close() {
    log.close();
    service.close();
  }
}
