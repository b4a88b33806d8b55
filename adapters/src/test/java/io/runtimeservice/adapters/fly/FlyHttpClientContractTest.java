package io.runtimeservice.adapters.fly;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.port.FlyContract;
import io.runtimeservice.model.port.FlyScene;
import io.runtimeservice.simulator.http.Exchange;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;

/**
 * Our client keeps Fly's contract before Fly's HTTP API, and whatever it sends and the simulator
 * answers on the way is valid under Fly's official file.
 */
class FlyHttpClientContractTest implements FlyContract {

  private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
  private final FlyOverHttp scene = new FlyOverHttp(exchanges::add);

  @Override
  public FlyScene scene() {
    return scene;
  }

  @AfterEach
  void whatWentOverTheWireIsValid() {
    scene.close();
    assertThat(exchanges)
        .isNotEmpty()
        .flatExtracting(FlySpec.official()::violations)
        .as("violations of Fly's official file")
        .isEmpty();
  }
}
