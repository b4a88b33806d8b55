package io.runtimeservice.model.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A secret that no text may show, neither as it is nor in another form of it. */
public record Canary(String value) {

  /** A text that has no form of anything else: neither a name nor a number nor a reference. */
  public static Canary text(Draws draws) {
    return new Canary(draws.word(8) + "! \"é" + draws.word(12) + "==");
  }

  /** A text that could be the name of an env var. */
  public static Canary name(Draws draws) {
    return new Canary("K_" + draws.word(20));
  }

  /** A whole number of 18 digits. */
  public static Canary number(Draws draws) {
    return new Canary(
        Long.toString(100_000_000_000_000_000L + draws.count() % 800_000_000_000_000_000L));
  }

  public boolean occursIn(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return forms().map(form -> form.toLowerCase(Locale.ROOT)).anyMatch(lower::contains);
  }

  /** In how many forms it is looked for. */
  public static final int FORMS = 8;

  Stream<String> forms() {
    byte[] bytes = value.getBytes(UTF_8);
    String json = Json.write(new Value.Text(value));
    return Stream.of(
        value,
        Base64.getEncoder().withoutPadding().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
        URLEncoder.encode(value, UTF_8),
        URLEncoder.encode(value, UTF_8).replace("+", "%20"),
        HexFormat.of().formatHex(bytes),
        json.substring(1, json.length() - 1),
        ascii(json.substring(1, json.length() - 1)));
  }

  /** As the log writes JSON: in ASCII alone. */
  private static String ascii(String json) {
    return json.chars()
        .mapToObj(c -> c < 128 ? String.valueOf((char) c) : "\\u%04x".formatted(c))
        .collect(Collectors.joining());
  }
}
