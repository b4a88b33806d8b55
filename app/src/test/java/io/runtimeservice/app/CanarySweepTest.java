package io.runtimeservice.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.app.fixture.Web;
import io.runtimeservice.model.document.Canary;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.id.Generation;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.record.HistoryEntry;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.simulator.http.Exchange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * No secret leaves the service but in the two calls that are there to carry it; and wherever one
 * did, it would be found: a leak is planted in each place, and the search names that place.
 */
class CanarySweepTest {

  @Test
  void no_secret_is_anywhere_and_a_leak_would_be_found_wherever_it_were() {
    try (var work = new SecretsAtWork(7)) {
      work.run();
      var search = work.search();
      assertThat(work.exchanges.stream().filter(SecretsAtWork::carriesSecrets))
          .as("calls that carry secrets")
          .anyMatch(it -> it.sent().filter(work.secrets().getFirst()::occursIn).isPresent());
      assertThat(search.text("exceptions")).isNotEmpty();
      assertThat(search.found()).isEmpty();

      var leaks = leaks(work, search, work.secrets().getFirst());
      int found = 0;
      for (var leak : leaks.entrySet()) {
        var before = search.found();
        assertThat(before).doesNotContain(leak.getKey());
        leak.getValue().run();
        assertThat(search.found()).contains(leak.getKey());
        found++;
      }
      System.out.printf(
          "canary: %d places, %d forms, 0 found; %d planted leaks, %d found%n",
          search.places(), Canary.FORMS, leaks.size(), found);
    }
  }

  /** By place, something that shows a secret there. What pages show comes before it. */
  private static Map<String, Runnable> leaks(SecretsAtWork work, LeakSearch search, Canary secret) {
    var service = work.service;
    var key = work.key;
    var text = Values.text(secret.value());
    var leaks = new LinkedHashMap<String, Runnable>();
    leaks.put("environment record", () -> service.change(key, it -> it.with("branch", text)));
    leaks.put("pages", () -> service.change(key, it -> it.with("url", text)));
    leaks.put(
        "status",
        () ->
            service.change(
                key, it -> it.with("status", it.tree("status").with("nextAction", text))));
    leaks.put(
        "runtime record",
        () ->
            service.doInWorld(() ->
                service.table.putRuntime(
                    key, service.table.runtime(key).orElseThrow().with("newer", text))));
    leaks.put("history", () -> service.doInWorld(() -> tell(work, secret)));
    leaks.put("control record", () -> service.doInWorld(() -> service.table.putControl(of(text))));
    leaks.put("sweep record", () -> service.doInWorld(() -> service.table.putSweep(of(text))));
    leaks.put(
        "log",
        () ->
            LoggerFactory.getLogger("audit")
                .atInfo()
                .addKeyValue("target", secret.value())
                .log("operation carried out"));
    leaks.put(
        "metrics",
        () ->
            search.in(
                "metrics",
                () -> Web.get(service.url() + "/metrics").body() + "leak " + secret.value()));
    leaks.put("exceptions", () -> service.doInWorld(() -> fail(work, secret)));
    leaks.put(
        "addresses asked of Fly",
        () ->
            work.exchanges.add(
                new Exchange(
                    "GET", "/v1/apps/" + url(secret), Optional.empty(), 404, Optional.empty())));
    leaks.put(
        "what else Fly is sent",
        () ->
            work.exchanges.add(
                new Exchange(
                    "POST", "/v1/apps", Optional.of(secret.value()), 422, Optional.empty())));
    return leaks;
  }

  private static Value.Tree of(Value text) {
    return Values.tree().put("newer", text).build();
  }

  private static String url(Canary secret) {
    return URLEncoder.encode(secret.value(), StandardCharsets.UTF_8);
  }

  private static void tell(SecretsAtWork work, Canary secret) {
    var operation =
        new HistoryEntry.Operation(
            "write secrets", "", "failed: " + secret.value(), Duration.ZERO, Optional.empty());
    work.service
        .table
        .runtimeStore()
        .append(
            new HistoryEntry(
                work.key, 19, ManualTime.START, new Generation(1), 1, "mark", List.of(operation)));
  }

  private static void fail(SecretsAtWork work, Canary secret) {
    var source = work.service.secretSource;
    source.failsWith(
        new FailureException(
            new Failure.Unavailable(Evidence.of(Dependency.SECRETS, secret.value()))));
    source.port().fetch(new SecretReference("checkout/db", "1"));
    source.mend();
  }
}
