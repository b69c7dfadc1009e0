package dev.assay.conformance.rpc;

import dev.assay.conformance.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A JSON schema: the keywords that the OpenRPC document of ethereum/execution-apis uses, references
 * resolved. A keyword that is not known here stops the run.
 */
public final class Schema {
  private final Json schema;

  /** A schema as it stands in a document. */
  public Schema(Json schema) {
    this.schema = schema;
  }

  /** Where a value is not as the schema says; nothing when it is. */
  public List<String> violations(Json value) {
    List<String> found = new ArrayList<>();
    check(schema, value, "result", found);
    return found;
  }

  private static boolean fits(Json schema, Json value) {
    List<String> found = new ArrayList<>();
    check(schema, value, "", found);
    return found.isEmpty();
  }

  private static void check(Json schema, Json value, String path, List<String> found) {
    schema.members().forEach((keyword, rule) -> check(schema, keyword, rule, value, path, found));
  }

  private static void check(
      Json schema, String keyword, Json rule, Json value, String path, List<String> found) {
    switch (keyword) {
      case "title", "description", "examples", "default" -> {}
      case "type" -> {
        if (!isOf(rule.text(), value)) {
          found.add(path + " is no " + rule.text() + ": " + shown(value));
        }
      }
      case "pattern" -> pattern(rule.text(), value, path, found);
      case "enum" -> {
        if (!rule.elements().contains(value)) {
          found.add(path + " is none of " + shown(rule) + ": " + shown(value));
        }
      }
      case "const" -> {
        if (!rule.equals(value)) {
          found.add(path + " is not " + shown(rule) + ": " + shown(value));
        }
      }
      case "minimum", "maximum" -> bound(keyword, rule, value, path, found);
      case "required" -> required(rule, value, path, found);
      case "properties", "patternProperties" -> {}
      case "additionalProperties" -> {}
      case "items" -> items(rule, value, path, found);
      case "oneOf", "anyOf" -> alternatives(rule, value, path, found);
      case "not" -> {
        if (fits(rule, value)) {
          found.add(path + " is what it must not be: " + shown(value));
        }
      }
      default -> throw new IllegalArgumentException("unknown keyword " + keyword + " at " + path);
    }
    if (keyword.endsWith("roperties")) {
      members(schema, keyword, rule, value, path, found);
    }
  }

  private static boolean isOf(String type, Json value) {
    return switch (value) {
      case Json.Null _ -> type.equals("null");
      case Json.Bool _ -> type.equals("boolean");
      case Json.Numeral(var text) ->
          type.equals("number") || (type.equals("integer") && text.matches("-?[0-9]+"));
      case Json.Text _ -> type.equals("string");
      case Json.Array _ -> type.equals("array");
      case Json.Members _ -> type.equals("object");
    };
  }

  private static void pattern(String pattern, Json value, String path, List<String> found) {
    if (value instanceof Json.Text(var text) && !Pattern.compile(pattern).matcher(text).find()) {
      found.add(path + " does not match " + pattern + ": " + shown(value));
    }
  }

  private static void bound(
      String keyword, Json rule, Json value, String path, List<String> found) {
    if (value instanceof Json.Numeral(var text)) {
      int order = new BigDecimal(text).compareTo(new BigDecimal(rule.text()));
      if (keyword.equals("minimum") ? order < 0 : order > 0) {
        found.add(path + " passes the " + keyword + " " + rule.text() + ": " + text);
      }
    }
  }

  private static void required(Json rule, Json value, String path, List<String> found) {
    if (value instanceof Json.Members(var members)) {
      for (Json name : rule.elements()) {
        if (!members.containsKey(name.text())) {
          found.add(path + " lacks " + name.text());
        }
      }
    }
  }

  private static void members(
      Json schema, String keyword, Json rule, Json value, String path, List<String> found) {
    if (!(value instanceof Json.Members(var members))) {
      return;
    }
    for (Map.Entry<String, Json> member : members.entrySet()) {
      String place = path + "." + member.getKey();
      switch (keyword) {
        case "properties" -> {
          Json known = rule.members().get(member.getKey());
          if (known != null) {
            check(known, member.getValue(), place, found);
          }
        }
        case "patternProperties" ->
            rule.members().entrySet().stream()
                .filter(each -> member.getKey().matches(each.getKey()))
                .forEach(each -> check(each.getValue(), member.getValue(), place, found));
        default -> additional(schema, rule, member, place, found);
      }
    }
  }

  private static void additional(
      Json schema, Json rule, Map.Entry<String, Json> member, String place, List<String> found) {
    boolean named =
        schema
                .find("properties")
                .map(all -> all.members().containsKey(member.getKey()))
                .orElse(false)
            || schema
                .find("patternProperties")
                .map(all -> all.members().keySet().stream().anyMatch(member.getKey()::matches))
                .orElse(false);
    if (named) {
      return;
    }
    switch (rule) {
      case Json.Bool(boolean allowed) -> {
        if (!allowed) {
          found.add(place + " has no place there");
        }
      }
      case Json.Members _ -> check(rule, member.getValue(), place, found);
      case Json.Null _, Json.Numeral _, Json.Text _, Json.Array _ ->
          throw new IllegalArgumentException("additionalProperties at " + place + ": " + rule);
    }
  }

  private static void items(Json rule, Json value, String path, List<String> found) {
    if (value instanceof Json.Array(var elements)) {
      for (int i = 0; i < elements.size(); i++) {
        check(rule, elements.get(i), path + "[" + i + "]", found);
      }
    }
  }

  /**
   * One alternative must fit; where several do (an empty list is one of hashes and one of logs) the
   * document means no harm. Of several that do not, the complaints of the nearest are told.
   */
  private static void alternatives(Json rule, Json value, String path, List<String> found) {
    List<String> nearest = List.of();
    for (Json alternative : rule.elements()) {
      List<String> complaints = new ArrayList<>();
      check(alternative, value, path, complaints);
      if (complaints.isEmpty()) {
        return;
      }
      if (nearest.isEmpty() || distance(path, complaints) < distance(path, nearest)) {
        nearest = complaints;
      }
    }
    found.addAll(nearest);
  }

  /** A value of another type is farther off than one with a few wrong members. */
  private static int distance(String path, List<String> complaints) {
    boolean otherType = complaints.stream().anyMatch(each -> each.startsWith(path + " is no "));
    return complaints.size() + (otherType ? 1_000 : 0);
  }

  private static String shown(Json value) {
    String text =
        switch (value) {
          case Json.Text(var string) -> '"' + string + '"';
          case Json.Numeral(var number) -> number;
          case Json.Bool(boolean flag) -> String.valueOf(flag);
          case Json.Null _ -> "null";
          case Json.Array(var elements) -> elements.toString();
          case Json.Members(var members) -> "object with " + new TreeSet<>(members.keySet());
        };
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
