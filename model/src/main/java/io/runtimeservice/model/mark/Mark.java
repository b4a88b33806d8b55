package io.runtimeservice.model.mark;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A dirty mark: "look at this environment". It has no other authority; a forged one costs one look.
 *
 * @param source who asks; empty if the message does not say
 * @param caller the repository that asks, if one does
 */
public record Mark(EnvironmentKey key, Optional<MarkSource> source, Optional<Caller> caller) {

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

  /** The message attributes that {@link MarkCodec} reads. */
  public Map<String, String> attributes() {
    var attributes = new HashMap<String, String>();
    source.ifPresent(it -> attributes.put(MarkCodec.SOURCE, it.toString()));
    caller.ifPresent(it -> {
      attributes.put(MarkCodec.CALLER_REPOSITORY_ID, Long.toString(it.repositoryId()));
      it.ownerId().ifPresent(id -> attributes.put(MarkCodec.CALLER_OWNER_ID, id.toString()));
      it.event().ifPresent(event -> attributes.put(MarkCodec.CALLER_EVENT, event));
    });
    return attributes;
  }
}
