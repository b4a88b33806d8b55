package io.runtimeservice.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.local.board.StatusPage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Things that go wrong as {@code make run} says they can be made to, and what is said of them. */
class MishapTest {

  /** What was asked for last is what serves. */
  private static final Pattern AS_WANTED =
      Pattern.compile("generation: ([0-9]+) wanted, \\1 looked at, \\1 serves");

  private static Stack stack;
  private static Web web;
  private static String guide = "";

  @BeforeAll
  static void start() throws Exception {
    stack = Stack.start(Stack.Ports.FREE, EventLoops.options(), "postgres://local", Map.of());
    web = new Web();
    stack.writeSamples();
    try (var page = new StatusPage(stack.service())) {
      var owner = new DomainOwner(page, stack.fly().fly(), stack.manager());
      Soon.until(
          () -> {
            owner.paste(Samples.PRODUCTION);
            return Guide.isTime(page.lines());
          },
          () -> "all are ready");
      guide = guide(page);
    }
  }

  @AfterAll
  static void end() {
    web.close();
    stack.close();
  }

  private static String guide(StatusPage page) throws InterruptedException {
    var screen = new ByteArrayOutputStream();
    new Guide(
            new PrintStream(screen, true, StandardCharsets.UTF_8),
            stack.ports(),
            stack.places(),
            "x.log")
        .print(page.lines());
    return screen.toString(StandardCharsets.UTF_8);
  }

  /** What has not been mended yet. */
  private Optional<Script> broken = Optional.empty();

  /** Also where a test has failed: the next one begins where all is well. */
  @AfterEach
  void mend() throws Exception {
    if (broken.isPresent()) {
      mends(broken.orElseThrow());
    }
  }

  private Script broken(String what) throws Exception {
    var script = Script.of(web, guide, what);
    broken = Optional.of(script);
    script.breakIt();
    return script;
  }

  /** What is said as soon as all of it is. */
  private static String says(Script script, String... parts) throws Exception {
    var last = new AtomicReference<>("");
    Soon.until(
        () -> {
          last.set(script.why());
          return Stream.of(parts).allMatch(last.get()::contains);
        },
        () -> List.of(parts) + "\n" + last.get());
    return last.get();
  }

  private void mends(Script script) throws Exception {
    script.mendIt();
    isWell(script);
    script.restoreIt();
    isWell(script);
    broken = Optional.empty();
  }

  private static void isWell(Script script) throws Exception {
    var last = new AtomicReference<>("");
    Soon.until(
        () -> {
          last.set(script.why());
          return last.get().startsWith(script.key() + " is Ready")
              && last.get().contains("waits for: nobody")
              && AS_WANTED.matcher(last.get()).find();
        },
        () -> script.key() + " is well again\n" + last.get());
  }

  @Test
  void a_crash_loop_is_told_with_the_exit_code_and_waits_for_whoever_pushes_the_image()
      throws Exception {
    var script = broken("the process ends with an error again and again");
    says(
        script,
        "(CrashLoop)",
        "exit code 1",
        "waits for: you. Read the app's logs, and push an image that stays up.");
    mends(script);
  }

  @Test
  void a_broken_release_of_production_is_told_and_the_generation_before_it_serves_on()
      throws Exception {
    var script = broken("the same in production, where the generation before it goes on serving");
    String why =
        says(
            script,
            "(CrashLoop)",
            "exit code 1",
            "waits for: you. Read the app's logs, and push an image that stays up.");
    assertThat(why).contains("generation: ", ", 1 serves");
    assertThat(script.image()).isEqualTo(Samples.IMAGE_OF_PRODUCTION);
    mends(script);
  }

  @Test
  void a_full_region_is_told_by_name_and_waits_for_fly() throws Exception {
    var script = broken("Fly has no room in the region for another machine");
    says(
        script,
        "(InsufficientCapacity)",
        "Fly has no room for the machine. Tried iad.",
        "waits for: fly. ");
    mends(script);
  }

  @Test
  void a_missing_secret_is_told_by_its_name_and_waits_for_whoever_named_it() throws Exception {
    var script = broken("a secret that the secret store does not have");
    says(
        script,
        "(SecretRefMissing)",
        "API_KEY: no such file",
        "waits for: you. Create the secret's version, or correct the reference.");
    mends(script);
  }

  @Test
  void a_domain_whose_dns_is_not_set_is_told_with_the_rows_to_paste() throws Exception {
    var script = broken("a domain whose DNS is not set");
    says(
        script,
        "(CertAwaitingDns)",
        "waits for: dns. Add the rows in dns to the zone.",
        "[ ] " + Mishap.HOSTNAME);
    mends(script);
    assertThat(script.why()).as("as it was").doesNotContain(Mishap.HOSTNAME);
  }
}
