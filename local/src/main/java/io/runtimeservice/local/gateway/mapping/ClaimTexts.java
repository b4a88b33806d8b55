package io.runtimeservice.local.gateway.mapping;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * A token's claims as {@code $context} has them: "mapping templates receive each claim as JSON
 * text", a string with its quotes and escapes; "API Gateway writes each non-ASCII character as a
 * Unicode escape sequence. For example, é becomes {@code \}{@code u00E9}"; "you can reference
 * top-level claims only" (developer guide, Pass JWT claims to your integration).
 */
public final class ClaimTexts {

  private static final String PREFIX = "authorizer.claims.";
  private static final int ASCII_MAX = 0x7f;

  private ClaimTexts() {}

  /** Each claim's text, by its name in {@code $context}. */
  public static Map<String, String> of(Value.Tree claims) {
    var texts = new HashMap<String, String>();
    claims.fields().forEach((name, value) -> texts.put(PREFIX + name, ascii(Json.write(value))));
    return texts;
  }

  private static String ascii(String json) {
    var text = new StringBuilder(json.length());
    json.chars()
        .forEach(character -> {
          if (character > ASCII_MAX) {
            text.append("\\u%04X".formatted(character));
          } else {
            text.append((char) character);
          }
        });
    return text.toString();
  }
}
