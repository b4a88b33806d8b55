package io.runtimeservice.model.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Set;

/** JSON text to {@link Value} and back: one document, no name twice, no deeper than a limit. */
public final class Json {

  /** Deeper nesting than anything that we or Fly write. */
  static final int DEPTH_MAX = 64;

  private static final int NUMBER_CHARACTERS_MAX = 64;
  private static final int PLAIN_DIGITS_MAX = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxNumberLength(NUMBER_CHARACTERS_MAX)
                  .build())
          .build();

  private Json() {}

  /** The text was no JSON document. Says nothing of what stood there: it may hold a secret. */
  public static final class MalformedJsonException extends Exception {
    MalformedJsonException() {
      super("expected one JSON document", null, false, false);
    }
  }

  /**
   * Which named values of a document are read. What is left out has to be JSON like all the rest,
   * without a name given twice, but nothing is made of it.
   *
   * @param opened those of which again only some are read
   * @param whole those that are read with all that is below them
   */
  public record Sieve(Set<String> opened, Set<String> whole) {

    /** All of them. */
    public static final Sieve ALL = new Sieve(Set.of(), Set.of());

    public Sieve {
      opened = Set.copyOf(opened);
      whole = Set.copyOf(whole);
      if (whole.isEmpty() && !opened.isEmpty()) {
        throw new IllegalArgumentException("whole: expected a name, or nothing to be read is left");
      }
    }

    private boolean takes(String name) {
      return isAll() || opened.contains(name) || whole.contains(name);
    }

    private Sieve below(String name) {
      return whole.contains(name) ? ALL : this;
    }

    private boolean isAll() {
      return whole.isEmpty();
    }
  }

  public static Value read(String text) throws MalformedJsonException {
    try (var parser = FACTORY.createParser(text)) {
      return document(parser, Sieve.ALL);
    } catch (IOException malformed) {
      throw new MalformedJsonException();
    }
  }

  public static Value read(byte[] utf8) throws MalformedJsonException {
    return read(utf8, Sieve.ALL);
  }

  /** Reads some of a document. */
  public static Value read(byte[] utf8, Sieve sieve) throws MalformedJsonException {
    try (var parser = FACTORY.createParser(utf8)) {
      return document(parser, sieve);
    } catch (IOException malformed) {
      throw new MalformedJsonException();
    }
  }

  public static String write(Value value) {
    var text = new StringWriter();
    try (var generator = FACTORY.createGenerator(text)) {
      write(value, generator);
    } catch (IOException e) {
      throw new UncheckedIOException("a StringWriter does not fail", e);
    }
    return text.toString();
  }

  private static Value document(JsonParser parser, Sieve sieve)
      throws IOException, MalformedJsonException {
    if (parser.nextToken() == null) {
      throw new MalformedJsonException();
    }
    Value value = value(parser, sieve);
    if (parser.nextToken() != null) {
      throw new MalformedJsonException();
    }
    return value;
  }

  private static Value value(JsonParser parser, Sieve sieve)
      throws IOException, MalformedJsonException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> tree(parser, sieve);
      case START_ARRAY -> many(parser, sieve);
      case VALUE_STRING -> new Value.Text(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Num(decimal(parser));
      case VALUE_TRUE -> new Value.Bool(true);
      case VALUE_FALSE -> new Value.Bool(false);
      case VALUE_NULL -> new Value.Null();
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new MalformedJsonException();
    };
  }

  private static BigDecimal decimal(JsonParser parser) throws IOException, MalformedJsonException {
    try {
      return parser.getDecimalValue();
    } catch (NumberFormatException beyondAnyExponent) {
      throw new MalformedJsonException();
    }
  }

  private static Value tree(JsonParser parser, Sieve sieve)
      throws IOException, MalformedJsonException {
    var fields = new LinkedHashMap<String, Value>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (sieve.takes(name)) {
        fields.put(name, value(parser, sieve.below(name)));
      } else {
        parser.skipChildren();
      }
    }
    return new Value.Tree(fields);
  }

  private static Value many(JsonParser parser, Sieve sieve)
      throws IOException, MalformedJsonException {
    var items = new ArrayList<Value>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser, sieve));
    }
    return new Value.Many(items);
  }

  /** Without an exponent where that is short: 1e999999999 is ten characters in, a gigabyte out. */
  private static String number(BigDecimal number) {
    return isOrdinary(number) ? number.toPlainString() : number.toString();
  }

  /** Whether the exponent is small enough to calculate with. */
  static boolean isOrdinary(BigDecimal number) {
    return number.scale() >= -PLAIN_DIGITS_MAX && number.scale() <= PLAIN_DIGITS_MAX;
  }

  private static void write(Value value, JsonGenerator generator) throws IOException {
    switch (value) {
      case Value.Text text -> generator.writeString(text.value());
      case Value.Num num -> generator.writeNumber(number(num.value()));
      case Value.Bool bool -> generator.writeBoolean(bool.value());
      case Value.Null _ -> generator.writeNull();
      case Value.Opaque opaque -> generator.writeString(opaque.type());
      case Value.Many many -> {
        generator.writeStartArray();
        for (Value item : many.items()) {
          write(item, generator);
        }
        generator.writeEndArray();
      }
      case Value.Tree tree -> {
        generator.writeStartObject();
        for (var field : tree.fields().entrySet()) {
          generator.writeFieldName(field.getKey());
          write(field.getValue(), generator);
        }
        generator.writeEndObject();
      }
    }
  }
}
