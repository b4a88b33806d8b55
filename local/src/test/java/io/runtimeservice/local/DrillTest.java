package io.runtimeservice.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.local.board.Line;
import io.runtimeservice.local.board.StatusPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whoever has only the runbook and the running service finds and ends what {@code bin/drill} makes
 * go wrong: by the commands that stand there, word for word.
 */
class DrillTest {

  private static final Path ROOT = Path.of(System.getProperty("basedir", ""), "..");

  /** What {@code explain} says first: an environment, its state, and why. */
  private static final Pattern WHY =
      Pattern.compile(
          "(?<key>[a-z0-9-]+/[a-z0-9-]+) is (?<state>[A-Za-z]+) \\((?<reason>[A-Za-z]+)\\): ");

  private static final Pattern FLY_APP = Pattern.compile("url: https://(?<app>[a-z0-9-]+)\\.");
  private static final Pattern MACHINE =
      Pattern.compile("It is machine m[0-9]+ \\((?<id>[0-9a-z]+)\\)");
  private static final List<String> PREVIEWS = List.of("checkout/pr-1", "checkout/pr-2");

  @TempDir private static Path directory;

  private static Stack stack;
  private static Terminal terminal;

  @BeforeAll
  static void start() throws Exception {
    stack =
        Stack.start(Stack.Ports.FREE, EventLoops.options(), "postgres://local", LocalCommand.SMALL);
    terminal = new Terminal(directory, stack);
    terminal.add("drill", Files.readString(ROOT.resolve("bin/drill")));
    stack.writeSamples();
    try (var page = new StatusPage(stack.service())) {
      Soon.until(
          () -> page.lines().stream().filter(DrillTest::isReadyPreview).count() == PREVIEWS.size(),
          () -> "the previews are ready");
    }
  }

  private static boolean isReadyPreview(Line line) {
    return PREVIEWS.contains(line.environment()) && line.state().equals("Ready");
  }

  @AfterAll
  static void end() {
    stack.close();
  }

  private static String type(String command) throws Exception {
    return terminal.type(command);
  }

  private static String explained(String key) throws Exception {
    return type("bin/runtime explain " + key);
  }

  /** The first of the previews that waits for an operator. */
  private static String whatWaits() throws Exception {
    var found = new AtomicReference<>("");
    Soon.until(
        () -> {
          for (String key : PREVIEWS) {
            String said = explained(key);
            if (said.contains("waits for: operator")) {
              found.set(said);
              return true;
            }
          }
          return false;
        },
        () -> "something waits for an operator");
    return found.get();
  }

  /** A runbook's command, with what the explanation says in the place of its words in capitals. */
  private static String in(String command, String said) {
    String filled = command.replace("APP/ENVIRONMENT", found(WHY, "key", said));
    return filled.contains("FLY_APP/")
        ? filled
            .replace("FLY_APP/", found(FLY_APP, "app", said) + "/")
            .replace("MACHINE", found(MACHINE, "id", said))
        : filled;
  }

  private static String found(Pattern pattern, String group, String text) {
    var matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in:%n%s", pattern, text).isTrue();
    return matcher.group(group);
  }

  @ParameterizedTest
  @CsvSource({
    "1, Paused, This environment is paused",
    "2, Cordoned, It is machine m0",
    "3, BrakeTripped, the brake tripped at"
  })
  void the_runbook_leads_to_what_is_wrong_and_ends_it(int drill, String reason, String shows)
      throws Exception {
    assertThat(type("bin/drill " + drill)).doesNotContainIgnoringCase(reason);

    String said = whatWaits();
    assertThat(found(WHY, "reason", said)).isEqualTo(reason);
    var section = RunbookSection.of(ROOT.resolve("docs/runbook.md"), reason);
    assertThat(type(in(section.command("First command"), said))).contains(shows);
    type(in(section.command("End it"), said));

    String key = found(WHY, "key", said);
    var last = new AtomicReference<>("");
    Soon.until(
        () -> {
          last.set(type("bin/runtime explain " + key + " || true"));
          return !last.get().contains("waits for: operator")
              && (last.get().startsWith(key + " is Ready") || drill == 3);
        },
        () -> "it is over\n" + last.get());
  }
}
