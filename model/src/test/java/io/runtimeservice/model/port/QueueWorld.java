package io.runtimeservice.model.port;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** One queue, empty at first, and the dead-letter queue behind it. */
public interface QueueWorld {

  MarkQueue queue();

  /** Sends a message as anybody might. */
  void sendRaw(String body, Map<String, String> attributes);

  /** The bodies of the messages that were received too often. */
  List<String> deadLetters();

  /** Takes the answer out of a future, while time passes as far as it must. */
  <T> T await(Future<T> future);
}
