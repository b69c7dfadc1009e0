package dev.assay.conformance.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of the custom section that says what a run does: one line per call, the index of the
 * function among those the module defines and the arguments as 64-bit hexadecimal words.
 */
public final class CallSection {
  private CallSection() {}

  /** The section's content. */
  public static String write(List<ModuleTree.Call> calls) {
    StringBuilder text = new StringBuilder();
    for (ModuleTree.Call call : calls) {
      text.append(call.function());
      call.arguments().forEach(bits -> text.append(' ').append(Long.toHexString(bits)));
      text.append('\n');
    }
    return text.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws NumberFormatException when the text is not of that form
   */
  public static List<ModuleTree.Call> read(String text) {
    List<ModuleTree.Call> calls = new ArrayList<>();
    text.lines().filter(line -> !line.isBlank()).forEach(line -> calls.add(readCall(line)));
    return List.copyOf(calls);
  }

  private static ModuleTree.Call readCall(String line) {
    String[] words = line.strip().split(" ", -1);
    List<Long> arguments = new ArrayList<>();
    for (int i = 1; i < words.length; i++) {
      arguments.add(Long.parseUnsignedLong(words[i], 16));
    }
    return new ModuleTree.Call(Integer.parseInt(words[0]), arguments);
  }
}
