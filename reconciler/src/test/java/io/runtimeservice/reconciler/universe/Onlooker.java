package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.id.EnvironmentKey;
import io.vertx.core.AsyncResult;
import java.util.List;

/** Sees every call of every replica as it is made, and every answer before the replica does. */
interface Onlooker {

  /** A replica makes a call. */
  default void sent(Call call, List<Object> arguments) {}

  /** A call has reached the world and been answered, whether or not its replica hears of it. */
  default void happened(Call call, List<Object> arguments, AsyncResult<?> answer) {}

  /** A replica that is alive is answered. */
  default void heard(Call call, List<Object> arguments, AsyncResult<?> answer) {}

  /** A replica does a piece of work: it makes a call, or sets a timer. */
  default void works(String replica) {}

  /** A mark for an environment is put on the queue. */
  default void marked(EnvironmentKey key) {}
}
