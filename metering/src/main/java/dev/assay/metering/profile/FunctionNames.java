package dev.assay.metering.profile;

/**
 * Function names as people write them. Rust's legacy mangling ({@code
 * _ZN4core3fmt5write17h0123456789abcdefE}) becomes a path without its hash; any other name stays as
 * it is.
 */
final class FunctionNames {
  private static final String PREFIX = "_ZN";
  private static final int HASH_LENGTH = 17;

  private FunctionNames() {}

  /** The name to show for a symbol. */
  static String shown(String symbol) {
    if (!symbol.startsWith(PREFIX)) {
      return symbol;
    }
    StringBuilder path = new StringBuilder();
    int at = PREFIX.length();
    while (at < symbol.length() && symbol.charAt(at) != 'E') {
      int digits = at;
      while (digits < symbol.length() && Character.isDigit(symbol.charAt(digits))) {
        digits++;
      }
      if (digits == at || digits - at > 5) {
        return symbol;
      }
      int end = digits + Integer.parseInt(symbol.substring(at, digits));
      if (end > symbol.length()) {
        return symbol;
      }
      append(path, symbol.substring(digits, end));
      at = end;
    }
    return path.isEmpty() ? symbol : path.toString();
  }

  private static void append(StringBuilder path, String part) {
    if (part.length() == HASH_LENGTH && part.matches("h[0-9a-f]{16}")) {
      return;
    }
    if (!path.isEmpty()) {
      path.append("::");
    }
    path.append(unescaped(part.startsWith("_$") ? part.substring(1) : part));
  }

  private static String unescaped(String part) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < part.length()) {
      int close = part.charAt(at) == '$' ? part.indexOf('$', at + 1) : -1;
      if (close > 0) {
        text.append(escape(part.substring(at + 1, close)));
        at = close + 1;
      } else if (part.startsWith("..", at)) {
        text.append("::");
        at += 2;
      } else {
        text.append(part.charAt(at++));
      }
    }
    return text.toString();
  }

  /** What Rust writes for characters that a symbol cannot hold. */
  private static String escape(String code) {
    return switch (code) {
      case "SP" -> "@";
      case "BP" -> "*";
      case "RF" -> "&";
      case "LT" -> "<";
      case "GT" -> ">";
      case "LP" -> "(";
      case "RP" -> ")";
      case "C" -> ",";
      default -> unicode(code);
    };
  }

  private static String unicode(String code) {
    boolean unicode = code.matches("u[0-9a-f]{1,4}");
    return unicode
        ? String.valueOf((char) Integer.parseInt(code.substring(1), 16))
        : '$' + code + '$';
  }
}
