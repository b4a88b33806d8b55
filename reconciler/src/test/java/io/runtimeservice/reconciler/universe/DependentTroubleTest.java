package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.reconciler.universe.Dependent.Ill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each of those whom the service depends on is in each kind of trouble for ten minutes, in which
 * everything changes: it is asked a bounded number of times, holds up nobody who does not need it,
 * and when it is well again all that was wanted comes about, without a herd.
 *
 * <p>{@code -Dchaos=full} runs every kind with every one of them.
 */
class DependentTroubleTest {

  private static final Duration TROUBLED = Duration.ofMinutes(10);
  private static final Duration TICK = Duration.ofSeconds(5);

  /** The longest backoff, and what waits for somebody's DNS twice after that. */
  private static final Duration WELL_WITHIN = Duration.ofMinutes(16);

  /** Two for each environment at work, and what is there all the time. */
  private static final int TIMERS_MAX = 45;

  /** So many as before, and one for whoever was made in between, and its certificates. */
  private static final int TIMERS_MORE_MAX = 6;

  /** Whom nobody can do without. */
  private static final Set<Dependent> NEEDED = EnumSet.of(Dependent.TABLE, Dependent.FLY_MACHINES);

  /** Whom one needs who is new. */
  private static final Set<Dependent> NEEDED_AT_FIRST =
      EnumSet.of(
          Dependent.TABLE, Dependent.FLY_MACHINES, Dependent.FLY_APPS, Dependent.FLY_ADDRESSES);

  private static final List<String> LINES = new ArrayList<>();
  private static long calls;
  private static int lost;

  static Stream<Arguments> runs() {
    boolean full = System.getProperty("chaos", "").equals("full");
    return Stream.of(Dependent.values())
        .flatMap(whom ->
            Stream.of(Ill.values())
                .filter(ill -> full || whom.inShort().contains(ill))
                .map(ill -> Arguments.of(whom, ill)));
  }

  @AfterAll
  static void tell() throws IOException {
    String line =
        "dependencies in trouble for ten minutes: %d, kinds of trouble %d, runs %d, calls to them %d, lost: %d%n"
            .formatted(Dependent.values().length, Ill.values().length, LINES.size(), calls, lost);
    System.out.print(line);
    Files.writeString(Path.of(System.getProperty("basedir", ""), "target/dependents.txt"), line);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void what_is_in_trouble_is_not_overrun_and_nothing_is_lost(Dependent whom, Ill ill) {
    var town = new Town(whom);
    town.settle();
    int timersBefore = town.world.time.timers();

    town.world.trouble = whom.with(ill);
    town.changeEverything();
    int timers = town.pass(TROUBLED);
    int asked = town.asked.size();
    boolean served = town.served();
    boolean newcomer = town.hasNewcomer();

    town.world.trouble = Trouble.NONE;
    town.asked.clear();
    var well = town.untilWell(WELL_WITHIN);
    town.pass(Duration.ofMinutes(5));
    int most = town.mostInOneSecond();

    calls += asked;
    lost += town.notWell().size();
    LINES.add(
        "%-17s %-10s asked %4d times, timers %2d, well after %s, at most %d calls in a second then"
            .formatted(whom, ill, asked, timers, well, most));
    System.out.println(LINES.getLast());
    assertThat(town.notWell()).as("lost").isEmpty();
    assertThat(asked).as("calls").isPositive().isLessThanOrEqualTo(whom.callsMax());
    assertThat(most).as("calls in a second when it is well").isLessThanOrEqualTo(whom.burstMax());
    assertThat(timers).as("timers").isLessThanOrEqualTo(TIMERS_MAX);
    assertThat(town.world.time.timers()).isLessThanOrEqualTo(timersBefore + TIMERS_MORE_MAX);
    assertThat(served).as("who does not need it").isEqualTo(!NEEDED.contains(whom));
    if (!NEEDED_AT_FIRST.contains(whom)) {
      assertThat(newcomer).as("who is new and does not need it").isTrue();
    }
    assertThat(town.oracles.complaints()).isEmpty();
    assertThat(town.world.violations()).isEmpty();
  }

  /** Some environments of an app, one of them with a secret and one with a certificate. */
  private static final class Town {
    private static final String DB =
        "{'DB': {'ref': 'checkout/db', 'version': '%d', 'key': 'url'}}";

    final Universe world = new Universe(7);
    final Oracles oracles = new Oracles(world, Run.STARTS_WITHIN);
    final List<Long> asked = new ArrayList<>();
    private final List<EnvironmentKey> kept = new ArrayList<>();
    private final EnvironmentKey secret;
    private final EnvironmentKey certificate;
    private final EnvironmentKey goes;
    private Optional<EnvironmentKey> newcomer = Optional.empty();

    Town(Dependent whom) {
      Run.furnish(world, "none");
      world.watch(
          new Onlooker() {
            @Override
            public void sent(Call call, List<Object> arguments) {
              if (whom.isAsked(call)) {
                asked.add(world.time.nanos());
              }
            }
          });
      world.replica();
      for (int i = 0; i < 4; i++) {
        kept.add(make("pr-" + i, ""));
      }
      secret = make("secret", ", 'secrets': " + DB.formatted(1));
      certificate = make("certificate", ", 'certificates': " + hosts("a"));
      kept.add(secret);
      kept.add(certificate);
      goes = make("goes", "");
    }

    private EnvironmentKey make(String id, String more) {
      String spec = "{'image': '%s'%s}".formatted(Samples.IMAGE_1, more);
      return world.environment("checkout", id, Samples.preview(spec));
    }

    private static String hosts(String... names) {
      return Stream.of(names).map("{'hostname': '%s.example.com'}"::formatted).toList().toString();
    }

    void settle() {
      untilWell(Duration.ofMinutes(20));
      pass(Duration.ofMinutes(1));
      asked.clear();
    }

    void changeEverything() {
      kept.forEach(it -> world.spec(it, "image", "'" + Samples.IMAGE_2 + "'"));
      world.spec(secret, "secrets", DB.formatted(2));
      world.spec(certificate, "certificates", hosts("a", "b"));
      newcomer = Optional.of(make("new", ", 'certificates': " + hosts("c")));
      world.desire(goes, "deleted");
    }

    /** Lets time pass, and says how many timers waited at most. */
    int pass(Duration time) {
      int most = 0;
      for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
        world.pass(TICK);
        world.pasteDns();
        most = Math.max(most, world.time.timers());
      }
      return most;
    }

    Duration untilWell(Duration limit) {
      var passed = Duration.ZERO;
      while (!notWell().isEmpty() && passed.compareTo(limit) < 0) {
        pass(TICK);
        passed = passed.plus(TICK);
      }
      return passed;
    }

    /** Who is not as it is wanted. */
    List<String> notWell() {
      var all = new ArrayList<>(kept);
      newcomer.ifPresent(all::add);
      var notWell = all.stream().filter(it -> !isReady(it)).map(Object::toString).toList();
      boolean stays = newcomer.isPresent() && !world.state(goes).equals("Deleted");
      return stays ? Stream.concat(notWell.stream(), Stream.of(goes.toString())).toList() : notWell;
    }

    private boolean isReady(EnvironmentKey key) {
      var record = world.table.environment(key).orElseThrow();
      return world.state(key).equals("Ready")
          && record.tree("status").whole("observedGeneration").equals(record.whole("generation"));
    }

    /** Whether all have the new image who wanted nothing but that, or a certificate besides. */
    boolean served() {
      return kept.stream().filter(it -> !it.equals(secret)).allMatch(this::hasNewImage);
    }

    private boolean hasNewImage(EnvironmentKey key) {
      return app(key).stream()
          .flatMap(app -> world.machines(app).stream())
          .anyMatch(it -> it.config().text("image").filter(Samples.IMAGE_2::equals).isPresent());
    }

    boolean hasNewcomer() {
      return newcomer.flatMap(this::app).filter(it -> !world.machines(it).isEmpty()).isPresent();
    }

    private Optional<String> app(EnvironmentKey key) {
      return world
          .table
          .runtime(key)
          .flatMap(it -> it.text("flyApp"))
          .filter(world.apps()::contains);
    }

    int mostInOneSecond() {
      int most = 0;
      int until = 0;
      for (int from = 0; from < asked.size(); from++) {
        while (until < asked.size()
            && asked.get(until) - asked.get(from) < Duration.ofSeconds(1).toNanos()) {
          until++;
        }
        most = Math.max(most, until - from);
      }
      return most;
    }
  }
}
