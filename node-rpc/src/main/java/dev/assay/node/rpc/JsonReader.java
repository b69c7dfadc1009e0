package dev.assay.node.rpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Reads one JSON document into {@link Json}, within the limits of {@link RequestLimits}. */
final class JsonReader {
  private final JsonFactory factory;

  JsonReader(RequestLimits limits) {
    this(
        limits.jsonNesting(),
        limits.jsonTokens(),
        limits.jsonNumberLength(),
        limits.jsonNameLength(),
        Math.max(limits.bodyBytes(), limits.frameBytes()));
  }

  JsonReader(int nesting, long tokens, int numberLength, int nameLength, int stringLength) {
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(nesting)
                    .maxTokenCount(tokens)
                    .maxNumberLength(numberLength)
                    .maxNameLength(nameLength)
                    .maxStringLength(stringLength)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
  }

  /**
   * Parses a whole body.
   *
   * @throws RpcException {@link RpcError#PARSE_ERROR} with where and why
   */
  Json read(byte[] body) {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), body)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new RpcException(RpcError.PARSE_ERROR, "parse error: empty body");
      }
      Json value = value(parser, first);
      if (parser.nextToken() != null) {
        throw new RpcException(
            RpcError.PARSE_ERROR,
            "parse error at byte " + offset(parser) + ": more than one JSON value");
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw new RpcException(
          RpcError.PARSE_ERROR, "parse error: JSON over a limit: " + e.getOriginalMessage());
    } catch (JacksonException e) {
      throw new RpcException(
          RpcError.PARSE_ERROR,
          "parse error at byte " + e.getLocation().getByteOffset() + ": " + e.getOriginalMessage());
    }
  }

  private static long offset(JsonParser parser) {
    return parser.currentTokenLocation().getByteOffset();
  }

  private static Json value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new Json.Str(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getString());
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> Json.Null.NULL;
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value starts with " + token);
    };
  }

  private static Json.Obj object(JsonParser parser) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      members.put(name, value(parser, parser.nextToken()));
    }
    return new Json.Obj(members);
  }

  private static Json.Arr array(JsonParser parser) {
    List<Json> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(parser, token));
    }
    return new Json.Arr(items);
  }
}
