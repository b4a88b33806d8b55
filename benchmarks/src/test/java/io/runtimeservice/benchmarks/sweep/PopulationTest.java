package io.runtimeservice.benchmarks.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.benchmarks.fly.FlyAnswers;
import io.runtimeservice.benchmarks.fly.FlyProcess;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.simulator.table.InMemoryTable;
import io.runtimeservice.simulator.table.TableCall;
import io.runtimeservice.simulator.table.TableCounts;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is measured is of converged previews only if the service finds nothing to do about them. */
class PopulationTest {

  private static final int SIZE = 100;

  private final InMemoryTable table = new InMemoryTable();
  private final Vertx vertx = Vertx.vertx();
  private FlyAnswers answers;

  @BeforeEach
  void open() throws Exception {
    answers = new FlyAnswers();
  }

  @AfterEach
  void close() throws Exception {
    Blocking.of(vertx.close());
    answers.close();
  }

  @Test
  void a_sweep_marks_none_of_them_and_a_pass_over_one_writes_nothing() throws Exception {
    var population = new Population(table, answers);
    population.populate(SIZE);
    try (var fly = new FlyProcess(answers)) {
      var loop = new LoopUnderTest(vertx, fly, table);
      loop.sweep();
      var swept = counts(loop);
      assertThat(swept.of(TableCall.SCAN)).isPositive();
      assertThat(swept.reads()).as("what was read again by itself, %s", swept).isZero();
      assertThat(swept.writes()).as("%s", swept).isZero();

      population.markable().forEach(loop::mark);
      var waits = loop.takeWaits();
      assertThat(waits.handedIn()).isEqualTo(population.markable().size()).isPositive();
      assertThat(waits.allSeen()).isTrue();
      for (EnvironmentKey key : population.markable()) {
        assertThat(loop.isAtRest(key)).as("%s is at rest", key).isTrue();
      }
      var passed = counts(loop);
      assertThat(passed.of(TableCall.LOAD)).isEqualTo(waits.handedIn());
      assertThat(passed.writes()).as("%s", passed).isZero();
      loop.close();
    }
  }

  private TableCounts counts(LoopUnderTest loop) throws Exception {
    return Blocking.on(loop.loop(), table::counts);
  }
}
