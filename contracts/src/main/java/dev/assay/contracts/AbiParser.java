package dev.assay.contracts;

import static java.util.stream.Collectors.joining;

import dev.assay.contracts.Abi.CustomError;
import dev.assay.contracts.Abi.Event;
import dev.assay.contracts.Abi.Function;
import dev.assay.contracts.Abi.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** From ABI JSON to {@link Abi}; entries without a name (constructor, receive) are passed over. */
final class AbiParser {
  private static final JsonFactory JSON = new JsonFactory();

  private AbiParser() {}

  static Abi parse(String json) {
    List<Function> functions = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    List<CustomError> errors = new ArrayList<>();
    for (Map<?, ?> entry : objects(read(json))) {
      switch (text(entry, "type")) {
        case "function" -> functions.add(function(entry));
        case "event" -> events.add(new Event(text(entry, "name"), parameters(entry, "inputs")));
        case "error" ->
            errors.add(new CustomError(text(entry, "name"), parameters(entry, "inputs")));
        case "constructor", "receive", "fallback" -> {}
        case String type -> throw new MalformedAbi("unknown type of entry: " + type, null);
      }
    }
    return new Abi(List.copyOf(functions), List.copyOf(events), List.copyOf(errors));
  }

  private static Function function(Map<?, ?> entry) {
    return new Function(
        text(entry, "name"),
        parameters(entry, "inputs"),
        parameters(entry, "outputs"),
        "payable".equals(entry.get("stateMutability")));
  }

  private static List<Parameter> parameters(Map<?, ?> entry, String field) {
    return objects(entry.get(field)).stream()
        .map(
            parameter ->
                new Parameter(
                    parameter.containsKey("name") ? text(parameter, "name") : "",
                    canonicalType(parameter),
                    Boolean.TRUE.equals(parameter.get("indexed"))))
        .toList();
  }

  /** A tuple's type is that of its components: {@code tuple[]} becomes {@code (uint256,bool)[]}. */
  private static String canonicalType(Map<?, ?> parameter) {
    String type = text(parameter, "type");
    if (!type.startsWith("tuple")) {
      return type;
    }
    return objects(parameter.get("components")).stream()
        .map(AbiParser::canonicalType)
        .collect(joining(",", "(", ")" + type.substring("tuple".length())));
  }

  private static String text(Map<?, ?> entry, String field) {
    if (entry.get(field) instanceof String text) {
      return text;
    }
    throw new MalformedAbi("an entry lacks its " + field + ": " + entry, null);
  }

  private static List<Map<?, ?>> objects(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      throw new MalformedAbi("a list was expected, found " + value, null);
    }
    List<Map<?, ?>> objects = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof Map<?, ?> object)) {
        throw new MalformedAbi("an object was expected, found " + element, null);
      }
      objects.add(object);
    }
    return objects;
  }

  private static @Nullable Object read(String json) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      return value(parser, parser.nextToken());
    } catch (JacksonException e) {
      throw new MalformedAbi("this is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Depth is bounded by the parser's own limit on nesting. */
  private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) {
    return switch (token) {
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser, parser.currentToken()));
        }
        yield list;
      }
      case START_OBJECT -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String field = parser.currentName();
          object.put(field, value(parser, parser.nextToken()));
        }
        yield object;
      }
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getString();
      case null, default -> null;
    };
  }
}
