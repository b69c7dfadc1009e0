package dev.assay.conformance.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON value. Numbers stay the text they were written as, so that nothing is rounded.
 *
 * <p>Accessors throw {@link IllegalArgumentException} when the value is of another kind: test data
 * that does not look as its reader thinks must stop the run rather than pass.
 */
public sealed interface Json {
  /** {@code null}. */
  record Null() implements Json {}

  /** {@code true} or {@code false}. */
  record Bool(boolean value) implements Json {}

  /** A number, as written. */
  record Numeral(String text) implements Json {}

  /** A string. */
  record Text(String text) implements Json {}

  /** An array. */
  record Array(List<Json> elements) implements Json {}

  /** An object; members in the file's order. */
  record Members(Map<String, Json> members) implements Json {}

  /** Reads one value; a name ending in {@code .gz} is unpacked. */
  static Json read(Path file) throws IOException {
    try (var in = open(file);
        var parser = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
      parser.nextToken();
      return value(parser);
    }
  }

  /** Reads one value from a text. */
  static Json parse(String text) {
    try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      return value(parser);
    }
  }

  private static InputStream open(Path file) throws IOException {
    var in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
  }

  private static Json value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        var members = new LinkedHashMap<String, Json>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          var name = parser.currentName();
          parser.nextToken();
          members.put(name, value(parser));
        }
        yield new Members(members);
      }
      case START_ARRAY -> {
        var elements = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser));
        }
        yield new Array(elements);
      }
      case VALUE_STRING -> new Text(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeral(parser.getString());
      case VALUE_TRUE -> new Bool(true);
      case VALUE_FALSE -> new Bool(false);
      case VALUE_NULL -> new Null();
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalArgumentException("no JSON value at " + parser.currentLocation());
    };
  }

  /** A member of this object. */
  default Json get(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("no member " + name + " in " + members()));
  }

  /** A member of this object, if it has it and it is not null. */
  default Optional<Json> find(String name) {
    return Optional.ofNullable(members().get(name)).filter(found -> !(found instanceof Null));
  }

  /** The members of this object. */
  default Map<String, Json> members() {
    if (this instanceof Members(var members)) {
      return members;
    }
    throw new IllegalArgumentException("not an object: " + this);
  }

  /** The elements of this array. */
  default List<Json> elements() {
    if (this instanceof Array(var elements)) {
      return elements;
    }
    throw new IllegalArgumentException("not an array: " + this);
  }

  /** The text of this string or number. */
  default String text() {
    return switch (this) {
      case Text(var text) -> text;
      case Numeral(var text) -> text;
      case Null _, Bool _, Array _, Members _ ->
          throw new IllegalArgumentException("neither a string nor a number: " + this);
    };
  }

  /** This number, or the number in this string. */
  default int intValue() {
    return Integer.parseInt(text());
  }
}
