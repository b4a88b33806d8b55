package io.runtimeservice.local.gateway.mapping;

import io.runtimeservice.model.document.Json;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * {@code $util}: "utility functions for use in mapping templates"; "the default character set is
 * UTF-8" (developer guide, Variables for data transformations). Public, with public methods, for
 * Velocity's sake.
 */
public final class UtilVariable {

  /** The only one: it holds nothing. */
  public static final UtilVariable ONLY = new UtilVariable();

  private static final int ASCII_MAX = 0x7f;

  private UtilVariable() {}

  /**
   * "Escapes the characters in a string using JavaScript string rules. This function will turn any
   * regular single quotes (') into escaped ones (\')." Those are not valid in JSON.
   */
  public String escapeJavaScript(@Nullable Object text) {
    var escaped = new StringBuilder();
    String.valueOf(text).chars().forEach(it -> escape((char) it, escaped));
    return escaped.toString();
  }

  private static void escape(char character, StringBuilder to) {
    switch (character) {
      case '\'', '"', '\\', '/' -> to.append('\\').append(character);
      case '\b' -> to.append("\\b");
      case '\n' -> to.append("\\n");
      case '\t' -> to.append("\\t");
      case '\f' -> to.append("\\f");
      case '\r' -> to.append("\\r");
      default -> {
        if (character < ' ' || character > ASCII_MAX) {
          to.append("\\u%04X".formatted((int) character));
        } else {
          to.append(character);
        }
      }
    }
  }

  /** "Takes stringified JSON and returns an object representation of the result." */
  public @Nullable Object parseJson(String json) {
    try {
      return Natives.of(Json.read(json));
    } catch (Json.MalformedJsonException malformed) {
      throw new IllegalArgumentException("expected JSON", malformed);
    }
  }

  /** "Converts a string into application/x-www-form-urlencoded format." */
  public String urlEncode(@Nullable Object text) {
    return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8);
  }

  /** "Decodes an application/x-www-form-urlencoded string." */
  public String urlDecode(@Nullable Object text) {
    return URLDecoder.decode(String.valueOf(text), StandardCharsets.UTF_8);
  }

  /** "Encodes the data into a base64-encoded string." */
  public String base64Encode(@Nullable Object text) {
    return Base64.getEncoder()
        .encodeToString(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
  }

  /** "Decodes the data from a base64-encoded string." */
  public String base64Decode(@Nullable Object text) {
    return new String(Base64.getDecoder().decode(String.valueOf(text)), StandardCharsets.UTF_8);
  }
}
