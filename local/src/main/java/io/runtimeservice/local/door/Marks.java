package io.runtimeservice.local.door;

import io.runtimeservice.model.id.EnvironmentKey;
import io.vertx.core.Future;

/** How somebody says that an environment is dirty. */
@FunctionalInterface
public interface Marks {

  Future<Void> mark(EnvironmentKey key);
}
