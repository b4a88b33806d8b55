package io.runtimeservice.local.chaos;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A request as it is passed on, and what is made of its answer. Whatever is changed stays true: a
 * page that is cut is followed by the rest, and what is left over was not touched.
 */
record Passage(ProxiedRequest request, UnaryOperator<JsonObject> answer) {

  private static final Set<String> PAGED = Set.of("Query", "Scan");
  private static final Set<String> MANY_MESSAGES =
      Set.of("DeleteMessageBatch", "ChangeMessageVisibilityBatch");
  private static final Set<String> HIDING =
      Set.of("ReceiveMessage", "ChangeMessageVisibilityBatch");
  private static final String START = "ExclusiveStartKey";
  private static final String VISIBILITY = "VisibilityTimeout";

  static boolean isPage(ProxiedRequest request) {
    return PAGED.contains(request.operation());
  }

  /** Whether it is about several things, of which some may be left over. */
  static boolean isBatch(ProxiedRequest request) {
    return request.operation().equals("BatchGetItem")
        || MANY_MESSAGES.contains(request.operation());
  }

  static Passage whole(ProxiedRequest request) {
    return new Passage(request, UnaryOperator.identity());
  }

  static Passage torn(ProxiedRequest request, int items) {
    return isPage(request)
        ? whole(request.with(request.json().put("Limit", items)))
        : whole(request);
  }

  /** The answer that has nothing in it and leads to where the request began. */
  static JsonObject empty(ProxiedRequest request) {
    return new JsonObject()
        .put("Items", new JsonArray())
        .put("Count", 0)
        .put("ScannedCount", 0)
        .put("LastEvaluatedKey", request.json().getJsonObject(START));
  }

  /** Only a page that begins somewhere can be empty and yet lead on to all that there is. */
  static boolean canBeEmpty(ProxiedRequest request) {
    return isPage(request) && request.json().containsKey(START);
  }

  static Passage partly(ProxiedRequest request, int kept) {
    if (!isBatch(request)) {
      return whole(request);
    }
    return request.operation().equals("BatchGetItem")
        ? keys(request, kept)
        : messages(request, kept);
  }

  private static Passage keys(ProxiedRequest request, int kept) {
    var asked = request.json();
    var tables = asked.getJsonObject("RequestItems");
    String table = tables.fieldNames().iterator().next();
    var split = Split.of(tables.getJsonObject(table).getJsonArray("Keys"), kept);
    var left = tables.getJsonObject(table).copy().put("Keys", split.left());
    tables.getJsonObject(table).put("Keys", split.kept());
    return new Passage(
        request.with(asked),
        answer ->
            split.left().isEmpty()
                ? answer
                : answer.put("UnprocessedKeys", new JsonObject().put(table, left)));
  }

  private static Passage messages(ProxiedRequest request, int kept) {
    var asked = request.json();
    var split = Split.of(asked.getJsonArray("Entries"), kept);
    asked.put("Entries", split.kept());
    return new Passage(
        request.with(asked),
        answer -> {
          var failed = answer.getJsonArray("Failed", new JsonArray()).copy();
          split.left().forEach(entry -> failed.add(leftOver((JsonObject) entry)));
          return answer.put("Failed", failed);
        });
  }

  private static JsonObject leftOver(JsonObject entry) {
    return new JsonObject()
        .put("Id", entry.getString("Id"))
        .put("SenderFault", false)
        .put("Code", "InternalError");
  }

  /** What is looked at, at least one, and what is not. */
  private record Split(JsonArray kept, JsonArray left) {
    static Split of(JsonArray all, int kept) {
      int border = Math.clamp(kept, 1, all.size());
      return new Split(
          new JsonArray(all.stream().limit(border).toList()),
          new JsonArray(all.stream().skip(border).toList()));
    }
  }

  /** The same request, which hides messages for so long at most. */
  static ProxiedRequest soonVisible(ProxiedRequest request, int seconds) {
    if (!HIDING.contains(request.operation())) {
      return request;
    }
    var asked = request.json();
    shorten(asked, seconds);
    asked
        .getJsonArray("Entries", new JsonArray())
        .forEach(entry -> shorten((JsonObject) entry, seconds));
    return request.with(asked);
  }

  private static void shorten(JsonObject asked, int seconds) {
    if (asked.getInteger(VISIBILITY, 0) > seconds) {
      asked.put(VISIBILITY, seconds);
    }
  }
}
