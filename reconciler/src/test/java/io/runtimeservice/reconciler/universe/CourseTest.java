package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a pass heeds between two of its stages, and what it leaves behind. */
class CourseTest {

  private final Universe world = new Universe();
  private final AtomicBoolean met = new AtomicBoolean();

  @BeforeEach
  void somebodyWorks() {
    world.app("checkout", Samples.app());
  }

  private EnvironmentKey preview() {
    return world.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
  }

  /** Does something when an action is called for the first time. */
  private void at(String action, Runnable deed, Perturbation perturbation) {
    world.trouble =
        call -> {
          if (!call.action().equals(action) || met.getAndSet(true)) {
            return new Perturbation.None();
          }
          deed.run();
          return perturbation;
        };
  }

  @Test
  void what_is_desired_no_more_is_not_begun() {
    world.replica();
    at(
        "app_create",
        () -> world.spec(Workload.KEY, "image", "'" + Samples.IMAGE_2 + "'"),
        new Perturbation.None());
    var key = preview();
    world.until(key, "Ready");
    world.pass(Duration.ofMinutes(1));

    assertThat(world.onlyMachine().config().text("image")).contains(Samples.IMAGE_2);
    assertThat(world.mutatingSince(0)).containsOnlyOnce("machine_create");
    assertThat(world.mutatingSince(0)).doesNotContain("machine_update");
  }

  @Test
  void a_service_that_stops_begins_no_other_stage_and_leaves_the_lease() {
    var replica = world.replica();
    var closed = new AtomicBoolean();
    at(
        "app_create",
        () -> {
          Future<Void> closing = replica.engine().close();
          closing.onSuccess(_ -> closed.set(true));
        },
        new Perturbation.None());
    var key = preview();
    world.pass(Duration.ofSeconds(30));

    assertThat(closed).isTrue();
    assertThat(world.mutatingSince(0)).containsExactly("app_create");
    assertThat(world.table.runtime(key).flatMap(it -> it.text("owner")))
        .isEqualTo(Optional.empty());

    world.replica();
    world.until(key, "Ready");
  }

  @Test
  void what_a_call_did_after_it_was_given_up_is_seen() {
    world.replica();
    at("address_assign", () -> {}, new Perturbation.Late(Duration.ofSeconds(60)));
    var key = preview();
    world.until(key, "Ready");
    world.pass(Duration.ofMinutes(10));

    assertThat(world.mutatingSince(0)).contains("address_release");
    assertThat(world.fly.addresses().list(world.us, world.onlyApp())).hasSize(2);
  }

  @Test
  void a_record_that_cannot_be_read_again_ends_the_pass_which_tells_what_it_did() {
    world.replica();
    var created = new AtomicBoolean();
    world.trouble =
        call -> {
          created.compareAndSet(false, call.action().equals("app_create"));
          boolean fails = created.get() && call.action().equals("load") && !met.getAndSet(true);
          return fails ? new Perturbation.RequestLost() : new Perturbation.None();
        };
    var key = preview();
    world.pass(Duration.ofSeconds(20));

    assertThat(world.table.history(key))
        .flatExtracting(entry -> entry.items("operations"))
        .extracting(operation -> ((Value.Tree) operation).text("operation").orElse(""))
        .anyMatch(words -> words.startsWith("create app " + world.onlyApp()));
    assertThat(world.table.runtime(key).flatMap(it -> it.text("owner")))
        .isEqualTo(Optional.empty());
  }
}
