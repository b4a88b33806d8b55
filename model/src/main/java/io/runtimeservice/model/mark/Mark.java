package io.runtimeservice.model.mark;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import java.util.Optional;

/**
 * A dirty mark: "look at this environment". It has no other authority; a forged one costs one look.
 *
 * @param source who asks; empty if the message does not say
 * @param callerRepositoryId GitHub's id of the repository that asks, set by the gateway from
 *     verified claims
 */
public record Mark(
    EnvironmentKey key, Optional<MarkSource> source, Optional<Long> callerRepositoryId) {

  public static Mark of(EnvironmentKey key, MarkSource source) {
    return new Mark(key, Optional.of(source), Optional.empty());
  }

  /** The message body that {@link MarkCodec} reads. */
  public String body() {
    return Json.write(
        Values.tree()
            .put("v", MarkCodec.VERSION)
            .put("appId", key.app().value())
            .put("environmentId", key.environment().value())
            .build());
  }
}
