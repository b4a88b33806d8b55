package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.simulator.fly.ImageBehaviour;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An image that can be pulled and does not boot. */
class BootTest {

  private final Universe world = new Universe();

  @BeforeEach
  void somebodyWorks() {
    world.app("checkout", Samples.app());
    world.replica();
  }

  private EnvironmentKey preview() {
    return world.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1)));
  }

  private void neverBoots(String image, boolean vanishes) {
    world.fly.registry().put(image, new ImageBehaviour.NeverBoots(vanishes));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatDoesNotBootIsNotReady(boolean vanishes) {
    neverBoots(Samples.IMAGE_1, vanishes);
    var key = preview();
    world.pass(Duration.ofHours(1));

    assertThat(world.condition(key, "Ready").text("status")).contains("False");
    assertThat(world.machines(world.onlyApp())).hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatDoesNotBootIsTriedAgainEverMoreRarely(boolean vanishes) {
    neverBoots(Samples.IMAGE_1, vanishes);
    preview();
    world.pass(Duration.ofHours(1));

    assertThat(world.mutatingSince(0)).hasSizeLessThan(40);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anImageThatBootsPutsItRight(boolean vanishes) {
    neverBoots(Samples.IMAGE_1, vanishes);
    var key = preview();
    world.pass(Duration.ofMinutes(10));

    world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Duration.ofSeconds(1));
    world.until(key, "Ready");
    assertThat(world.onlyMachine().config().text("image")).contains(Samples.IMAGE_2);
  }

  @Test
  void aNewImageThatDoesNotBootIsNotSaidToServe() {
    var key = preview();
    world.until(key, "Ready");
    neverBoots(Samples.IMAGE_2, false);

    world.spec(key, "image", "'" + Samples.IMAGE_2 + "'");
    world.pass(Duration.ofMinutes(10));

    assertThat(world.state(key)).isNotEqualTo("Ready");
    world.spec(key, "image", "'" + Samples.IMAGE_1 + "'");
    world.pass(Duration.ofSeconds(1));
    world.until(key, "Ready");
  }
}
