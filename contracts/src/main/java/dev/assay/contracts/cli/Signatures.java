package dev.assay.contracts.cli;

import dev.assay.contracts.Abi;
import dev.assay.contracts.Abi.Parameter;
import dev.assay.node.cli.CommandFailure;
import java.util.ArrayList;
import java.util.List;

/** Functions as the command line names them. */
final class Signatures {
  private Signatures() {}

  /**
   * The function of a text like {@code balanceOf(address)(uint256)}: name, argument types, and the
   * types of the result where it is to be decoded.
   */
  static Abi.Function function(String text) {
    int open = text.indexOf('(');
    int close = open < 0 ? -1 : closing(text, open);
    String name = open < 0 ? "" : text.substring(0, open).strip();
    if (close < 0 || !name.matches("[A-Za-z_$][A-Za-z0-9_$]*")) {
      throw CommandFailure.usage("not a function: " + text + "; say name(types)(result types)");
    }
    String rest = text.substring(close + 1).strip();
    if (!rest.isEmpty() && (!rest.startsWith("(") || closing(rest, 0) != rest.length() - 1)) {
      throw CommandFailure.usage("not result types: " + rest);
    }
    String results = rest.isEmpty() ? "" : rest.substring(1, rest.length() - 1);
    return new Abi.Function(
        name, parameters(text.substring(open + 1, close)), parameters(results), true);
  }

  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static List<Parameter> parameters(String types) {
    return parts(types).stream().map(type -> new Parameter("", canonical(type), false)).toList();
  }

  private static String canonical(String type) {
    String name = type.split("\\s+", 2)[0];
    return name.replaceFirst("^(u?int)(?=$|\\[)", "$1256");
  }

  /** What commas outside brackets separate. */
  static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += "([".indexOf(c) >= 0 ? 1 : ")]".indexOf(c) >= 0 ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    if (!text.isBlank()) {
      parts.add(text.substring(start).strip());
    }
    return parts;
  }
}
