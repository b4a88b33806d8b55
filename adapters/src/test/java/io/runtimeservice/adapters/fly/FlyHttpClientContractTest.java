package io.runtimeservice.adapters.fly;

import io.runtimeservice.model.port.FlyContract;
import io.runtimeservice.model.port.FlyScene;
import org.junit.jupiter.api.AfterEach;

/** Our client keeps Fly's contract before Fly's HTTP API. */
class FlyHttpClientContractTest implements FlyContract {

  private final FlyOverHttp scene = new FlyOverHttp(_ -> {});

  @Override
  public FlyScene scene() {
    return scene;
  }

  @AfterEach
  void close() {
    scene.close();
  }
}
