package dev.assay.node.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;

/** Colours of the console: what failed stands out, names of requests step back. */
final class Tint {
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String DIM = "\u001b[2m";
  private static final String OFF = "\u001b[0m";

  private Tint() {}

  /** Prints lines in the colour of their kind. */
  static Consumer<String> of(PrintWriter out) {
    return line -> out.println(coloured(line));
  }

  static String coloured(String line) {
    if (line.isEmpty()) {
      return line;
    }
    return colour(line) + line + OFF;
  }

  private static String colour(String line) {
    String text = line.strip();
    if (text.startsWith("Error:")
        || text.startsWith("BUG")
        || text.startsWith("TROUBLE")
        || text.contains(" failed: ")) {
      return RED;
    }
    return text.startsWith("Transaction:") || text.startsWith("Contract created:") ? GREEN : DIM;
  }

  /** A heading. */
  static String heading(String text) {
    return Terminal.hasColour() ? GREEN + text + OFF : text;
  }
}
