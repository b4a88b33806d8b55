package io.runtimeservice.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.status.StatusUtil;
import io.runtimeservice.app.fixture.LogTap;
import io.runtimeservice.app.fixture.Samples;
import io.runtimeservice.app.fixture.ShippedLog;
import io.runtimeservice.app.fixture.SmallService;
import io.runtimeservice.model.document.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service logs, as the shipped {@code logback.xml} writes it. */
class LogFormatTest {

  private final ShippedLog log = new ShippedLog();

  @AfterEach
  void close() {
    log.close();
  }

  /** OPERATIONS.md, "Logs and audit". */
  @Test
  void a_line_is_one_json_object_of_flat_fields() {
    log.logger("audit")
        .atInfo()
        .addKeyValue("app", "checkout")
        .addKeyValue("epoch", 12L)
        .addKeyValue("port", 8080)
        .addKeyValue("busy", true)
        .log("operation carried out");

    var line = log.only();

    assertThat(line.fields().keySet())
        .containsExactlyInAnyOrder(
            "time",
            "level",
            "message",
            "logger_name",
            "thread_name",
            "app",
            "epoch",
            "port",
            "busy");
    assertThat(line.text("level")).contains("INFO");
    assertThat(line.text("message")).contains("operation carried out");
    assertThat(line.text("logger_name")).contains("audit");
    assertThat(line.text("app")).contains("checkout");
    assertThat(line.whole("epoch")).contains(12L);
    assertThat(line.whole("port")).contains(8080L);
    assertThat(line.isTrue("busy")).isTrue();
  }

  @Test
  void the_time_is_in_utc() {
    log.logger("a").info("b");
    String time = log.only().text("time").orElseThrow();
    assertThat(time).endsWith("Z");
    assertThat(Instant.parse(time)).isEqualTo(log.events().getFirst().getInstant());
  }

  /** What a line, a screen or a reader of either could be fooled with. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n{\"level\":\"INFO\",\"message\":\"all is well\"}",
        "\r\nall is well",
        "\"}\n{\"level\":\"ERROR",
        "\\\"}{\\",
        "\u001b[2J\u001b[1;1Hall is well",
        "\u009b2Jall is well",
        "\u0085all is well",
        "\u2028all is well\u2029",
        "\u202ellew si lla",
        "\u200b\ufeff",
        "\0\b\f\t",
        "\ud800",
        "é, ü, 😀"
      })
  void no_text_from_outside_can_forge_a_line_or_make_one_go_missing(String text) {
    log.logger("a").atWarn().addKeyValue("failure", text).log("b");
    log.logger("a").warn(text);
    log.logger("a").atError().setCause(new IllegalStateException(text)).log("b");
    log.logger("a\n" + text).warn("b");

    assertThat(log.lines()).hasSize(4);
    assertThat(log.trees().get(0).text("failure")).contains(text);
    assertThat(log.trees().get(1).text("message")).contains(text);
    assertThat(log.trees().get(2).text("stack_trace").orElseThrow()).contains(text);
    assertThat(log.trees().get(3).text("message")).contains("b");
  }

  @Test
  void a_stack_is_one_field_root_cause_first_and_bounded() {
    var cause = new IllegalStateException("cause");
    log.logger("a").atError().setCause(new RuntimeException("x".repeat(9000), cause)).log("b");

    String stack = log.only().text("stack_trace").orElseThrow();

    assertThat(stack).startsWith("java.lang.IllegalStateException: cause\n");
    assertThat(stack).hasSizeLessThanOrEqualTo(4096);
  }

  @Test
  void what_is_shipped_is_understood_by_logback() {
    assertThat(new StatusUtil(log.logback()).isWarningOrErrorFree(0)).isTrue();
  }

  /** Below it they write requests with their bodies, which may carry secrets. */
  @ParameterizedTest
  @ValueSource(strings = {"software.amazon.awssdk.request", "io.netty.handler.logging"})
  void libraries_that_would_log_bodies_do_not_even_if_all_else_is_to_be_seen(String name) {
    LoggerContext logback = log.logback();
    logback.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.TRACE);
    assertThat(logback.getLogger(name).getEffectiveLevel()).isEqualTo(Level.INFO);
  }

  @Test
  void what_the_service_logs_while_it_works_is_flat_and_its_messages_are_constant() {
    var events = story();

    assertThat(events).extracting(ILoggingEvent::getLoggerName).contains("audit");
    for (ILoggingEvent event : events) {
      assertThat(event.getArgumentArray()).isNull();
      assertThat(event.getMessage()).doesNotContain("checkout", "pr-1", "canary");
      log.write(event);
    }
    assertThat(log.trees())
        .allSatisfy(
            tree -> assertThat(tree.fields().values()).noneMatch(LogFormatTest::isOfSeveral));
  }

  /** OPERATIONS.md: who asked, why, generation, before and after, no values. */
  @Test
  void each_operation_is_one_line_of_audit() {
    story().stream().filter(it -> it.getLoggerName().equals("audit")).forEach(log::write);

    assertThat(log.trees())
        .extracting(it -> it.text("operation").orElseThrow())
        .containsExactly("create_app", "assign_address", "assign_address", "create_machine");
    assertThat(log.trees())
        .allSatisfy(it ->
            assertThat(it.fields())
                .containsKeys(
                    "time",
                    "level",
                    "message",
                    "app",
                    "environment",
                    "generation",
                    "epoch",
                    "pass",
                    "trigger",
                    "askedBy",
                    "plan",
                    "before",
                    "after",
                    "operation",
                    "target",
                    "reason",
                    "outcome",
                    "milliseconds",
                    "flyRequestId"));
    assertThat(log.lines()).noneMatch(line -> line.contains("canary"));
    assertThat(log.trees())
        .extracting(it -> it.text("askedBy"))
        .containsOnly(Optional.of("manager"));
    assertThat(log.trees()).extracting(it -> it.text("before")).containsOnly(Optional.of("none"));
    assertThat(log.trees().getLast().text("after").orElseThrow()).contains(" version ");
    assertThat(log.trees().stream().map(it -> it.text("plan").orElseThrow()))
        .as("a plan is made anew after each stage")
        .allMatch(it -> it.matches("[0-9a-f]{32}"))
        .satisfies(plans -> assertThat(Set.copyOf(plans)).hasSizeGreaterThan(1));
    assertThat(log.trees().getFirst().text("pass")).contains("checkout/pr-1#1");
  }

  /** An environment is brought up, and a record that is not valid is met. */
  private static List<ILoggingEvent> story() {
    try (var service = new SmallService();
        var tap = new LogTap()) {
      service.app("checkout");
      service.open();
      service.pass(Duration.ofMinutes(1)); // no sweep finds it before its mark comes
      String spec = "{'image': '" + Samples.IMAGE + "', 'config': {'A': 'canary'}}";
      var key = service.environment("checkout", "pr-1", Samples.preview(spec));
      service.until(key, "Ready");
      service.doInWorld(() -> service.queue.sendRaw("canary\n{}", Map.of()));
      service.environment("checkout", "pr-2", "{'canary\\n': 'canary'}");
      service.pass(Duration.ofMinutes(10));
      return tap.events();
    }
  }

  private static boolean isOfSeveral(Value value) {
    return value instanceof Value.Tree || value instanceof Value.Many;
  }
}
