package dev.assay.node.rpc;

import java.util.List;
import java.util.Map;

/**
 * A parsed JSON value of a request. Numbers keep their text, so that an id is echoed as it came and
 * no exponent is ever expanded.
 */
public sealed interface Json {

  /** An object; of duplicate keys the last wins. */
  record Obj(Map<String, Json> members) implements Json {
    /** The member of that name, {@link Null} when absent: clients use the two interchangeably. */
    public Json get(String name) {
      return members.getOrDefault(name, Null.NULL);
    }
  }

  /** An array. */
  record Arr(List<Json> items) implements Json {}

  /** A string. */
  record Str(String value) implements Json {}

  /** A number as written. */
  record Num(String text) implements Json {}

  /** True or false. */
  record Bool(boolean value) implements Json {}

  /** The null literal. */
  enum Null implements Json {
    /** The one value. */
    NULL
  }

  /** What an error message calls this value. */
  default String kind() {
    return switch (this) {
      case Obj _ -> "object";
      case Arr _ -> "array";
      case Str _ -> "string";
      case Num _ -> "number";
      case Bool _ -> "boolean";
      case Null _ -> "null";
    };
  }
}
