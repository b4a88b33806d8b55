package io.runtimeservice.model.mark;

import io.runtimeservice.model.document.Fields;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusals;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads dirty marks strictly: {@code {"v": 1, "appId": …, "environmentId": …}}, at most 1 KiB,
 * nothing else in it, and the message attributes that say who asks.
 */
public final class MarkCodec {

  public static final int VERSION = 1;

  /** What a mark's body may measure: {@value} bytes. */
  public static final int BODY_BYTES_MAX = 1024;

  public static final String SOURCE = "source";
  public static final String CALLER_REPOSITORY_ID = "callerRepositoryId";
  public static final String CALLER_OWNER_ID = "callerOwnerId";
  public static final String CALLER_EVENT = "callerEvent";
  public static final String CALLER_REF = "callerRef";
  public static final String CALLER_RUN_ID = "callerRunId";

  /** Who makes any of these says which repository it is. */
  private static final List<String> CLAIMS =
      List.of(CALLER_OWNER_ID, CALLER_EVENT, CALLER_REF, CALLER_RUN_ID);

  private static final Fields.Form ID = new Fields.Form(AppId.PATTERN, AppId::isValid);

  private MarkCodec() {}

  /**
   * Reads a message.
   *
   * @param attributes the message's attributes, as strings; those that are not ours are not looked
   *     at
   */
  public static Reading<Mark> read(String body, Map<String, String> attributes) {
    return key(body).then(key -> mark(key, attributes));
  }

  private static Reading<EnvironmentKey> key(String body) {
    if (body.getBytes(StandardCharsets.UTF_8).length > BODY_BYTES_MAX) {
      return Reading.refused("body", "expected at most %d bytes".formatted(BODY_BYTES_MAX));
    }
    try {
      return Json.read(body) instanceof Value.Tree tree
          ? key(tree)
          : Reading.refused("body", "expected one JSON object");
    } catch (Json.MalformedJsonException malformed) {
      return Reading.refused("body", "expected one JSON object");
    }
  }

  private static Reading<EnvironmentKey> key(Value.Tree tree) {
    var refusals = new Refusals();
    var fields = new Fields(tree, "", refusals);
    fields.required("v", "the version 1", fields.whole("v", VERSION, VERSION));
    var app = fields.required("appId", ID.says(), fields.text("appId", ID.says(), ID.holds()));
    var environment =
        fields.required(
            "environmentId", ID.says(), fields.text("environmentId", ID.says(), ID.holds()));
    fields.noOthers();
    return refusals.orElse(() -> EnvironmentKey.of(app.orElseThrow(), environment.orElseThrow()));
  }

  private static Reading<Mark> mark(EnvironmentKey key, Map<String, String> attributes) {
    var refusals = new Refusals();
    var source = Optional.ofNullable(attributes.get(SOURCE)).flatMap(MarkSource::of);
    if (attributes.containsKey(SOURCE) && source.isEmpty()) {
      refusals.add(SOURCE, "expected one of manager, github, sweep, operator");
    }
    var claims = new Claims(attributes, refusals);
    var repository = claims.id(CALLER_REPOSITORY_ID, "a repository");
    var owner = claims.id(CALLER_OWNER_ID, "an owner");
    var event = claims.event(CALLER_EVENT);
    claims.ref(CALLER_REF);
    claims.id(CALLER_RUN_ID, "a run");
    boolean claimsMore = CLAIMS.stream().anyMatch(attributes::containsKey);
    if (claimsMore && !attributes.containsKey(CALLER_REPOSITORY_ID)) {
      refusals.add(CALLER_REPOSITORY_ID, "expected with the other claims; it is missing");
    }
    return refusals.orElse(
        () -> new Mark(key, source, repository.map(id -> new Caller(id, owner, event))));
  }
}
