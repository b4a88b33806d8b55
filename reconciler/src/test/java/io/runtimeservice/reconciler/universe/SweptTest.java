package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.id.EnvironmentKey;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What no mark brings is found by the sweep, all of it, within one interval. */
class SweptTest {

  private static final Duration SWEPT = Duration.ofMinutes(7);

  private final Universe world = new Universe();

  private List<EnvironmentKey> ready(int many) {
    world.app("checkout", Samples.app());
    world.replica();
    var keys =
        IntStream.range(0, many)
            .mapToObj(i ->
                world.environment(
                    "checkout", "pr-" + i, Samples.preview(Samples.spec(Samples.IMAGE_1))))
            .toList();
    keys.forEach(key -> world.until(key, "Ready"));
    world.pass(Duration.ofMinutes(1));
    return keys;
  }

  private void changeUnseen(EnvironmentKey key) {
    world.table.changeEnvironment(key, record -> record.with("generation", Values.number(2)));
  }

  private boolean isSeen(EnvironmentKey key) {
    return world.table.status(key).whole("observedGeneration").filter(it -> it == 2).isPresent();
  }

  @Test
  void every_page_of_the_table_is_read() {
    world.table.setPageRows(1);
    var keys = ready(3);
    keys.forEach(this::changeUnseen);
    world.pass(SWEPT);
    assertThat(keys).allMatch(this::isSeen);
  }

  @Test
  void a_sweep_that_fails_is_not_the_last_one() {
    var keys = ready(1);
    var down = new Failure.Unavailable(Evidence.of(Dependency.TABLE, "down"));
    world.trouble =
        call ->
            call.port() == Call.Port.SWEEPS
                ? new Perturbation.Refused(down)
                : new Perturbation.None();
    world.pass(Duration.ofMinutes(1));
    world.trouble = Trouble.NONE;
    keys.forEach(this::changeUnseen);
    world.pass(SWEPT);
    assertThat(keys).allMatch(this::isSeen);
  }
}
