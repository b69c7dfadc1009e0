package dev.assay.contracts.cli;

import dev.assay.contracts.Abi;
import dev.assay.contracts.Abi.Parameter;
import dev.assay.node.cli.CommandFailure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Values as the command line writes them, and back. */
final class ArgumentText {
  private static final Map<String, Integer> UNITS = Map.of("wei", 0, "gwei", 9, "ether", 18);

  private ArgumentText() {}

  /** The calldata of a function with arguments in text. */
  static String encode(Abi.Function function, List<String> arguments) {
    List<Parameter> wanted = function.inputs();
    if (arguments.size() != wanted.size()) {
      throw CommandFailure.usage(
          function.signature()
              + " takes "
              + wanted.size()
              + " arguments, "
              + arguments.size()
              + " given");
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      values.add(value(wanted.get(i).type(), arguments.get(i)));
    }
    try {
      return function.encode(values.toArray());
    } catch (RuntimeException e) {
      throw CommandFailure.usage(function.signature() + ": " + e.getMessage());
    }
  }

  private static Object value(String type, String text) {
    if (type.endsWith("]")) {
      return list(type.substring(0, type.lastIndexOf('[')), text);
    }
    if (type.startsWith("uint") || type.startsWith("int")) {
      return number(text);
    }
    if (type.startsWith("bytes")) {
      return bytes(text);
    }
    return switch (type) {
      case "bool" -> bool(text);
      case "address", "string" -> text;
      default -> throw CommandFailure.usage("no arguments of type " + type);
    };
  }

  private static List<Object> list(String type, String text) {
    if (!text.startsWith("[") || !text.endsWith("]")) {
      throw CommandFailure.usage("not a list: " + text + "; say [a,b]");
    }
    return Signatures.parts(text.substring(1, text.length() - 1)).stream()
        .map(item -> value(type, item))
        .toList();
  }

  private static Boolean bool(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw CommandFailure.usage("neither true nor false: " + text);
    }
    return text.equals("true");
  }

  private static byte[] bytes(String text) {
    try {
      return HexFormat.of().parseHex(text.startsWith("0x") ? text.substring(2) : text);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("not hexadecimal: " + text);
    }
  }

  private static BigInteger number(String text) {
    try {
      return text.startsWith("0x")
          ? new BigInteger(text.substring(2), 16)
          : new BigInteger(text.replace("_", ""));
    } catch (NumberFormatException e) {
      throw CommandFailure.usage("not a number: " + text);
    }
  }

  /** An amount of wei: {@code 1000}, {@code 0x3e8}, {@code 20gwei}, {@code 1.5ether}. */
  static BigInteger wei(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("0x")) {
      return number(lower);
    }
    String digits = lower.replaceFirst("[a-z]+$", "");
    Integer places = UNITS.get(digits.equals(lower) ? "wei" : lower.substring(digits.length()));
    try {
      if (places != null) {
        return new BigDecimal(digits.strip()).movePointRight(places).toBigIntegerExact();
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw CommandFailure.usage("not an amount: " + text);
    }
    throw CommandFailure.usage("not an amount: " + text + "; the units are wei, gwei and ether");
  }

  /** A decoded value for people: bytes in hex, lists in brackets. */
  static String shown(Object value) {
    return switch (value) {
      case byte[] bytes -> "0x" + HexFormat.of().formatHex(bytes);
      case List<?> list -> list.stream().map(ArgumentText::shown).toList().toString();
      default -> value.toString();
    };
  }
}
